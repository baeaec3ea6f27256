import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import {
  SubjectAlternativeNameExtension,
  X509Certificate as ParsedCertificate,
} from '@peculiar/x509';
import { KeysError } from './keys-error.ts';

/** What a certificate says; times in milliseconds since the epoch. */
export interface Certificate {
  readonly subject: Distinguished;
  readonly issuer: Distinguished;
  /** Public key, SPKI in DER. */
  readonly spki: Buffer;
  readonly serial: string;
  /** SHA-256 of the DER, lower-case hexadecimal. */
  readonly fingerprint: string;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly isCa: boolean;
  readonly dns: readonly string[];
  readonly ips: readonly string[];
  /** Fabric's attributes; a map, so that 'constructor' is none. */
  readonly attrs: ReadonlyMap<string, string>;
}

/** Names of a subject or issuer; several where the certificate repeats an attribute. */
export interface Distinguished {
  readonly cn: string;
  readonly ou: readonly string[];
  readonly o: readonly string[];
}

const FABRIC_ATTRIBUTES = '1.2.3.4.5.6.7.8.1';

/** What a certificate in PEM says; `KeysError` 'certificate' where it is none, has not exactly one CN, or its attributes are not JSON. */
export function parseCertificate(pem: string): Certificate {
  try {
    const parsed = new ParsedCertificate(pem);
    const native = new X509Certificate(pem);
    const names = parsed.getExtension(SubjectAlternativeNameExtension)?.names.items ?? [];
    return {
      subject: distinguished(parsed.subjectName),
      issuer: distinguished(parsed.issuerName),
      spki: native.publicKey.export({ type: 'spki', format: 'der' }),
      serial: parsed.serialNumber.toLowerCase(),
      fingerprint: native.fingerprint256.replaceAll(':', '').toLowerCase(),
      notBefore: parsed.notBefore.getTime(),
      notAfter: parsed.notAfter.getTime(),
      isCa: native.ca,
      dns: names.filter(({ type }) => type === 'dns').map(({ value }) => value),
      ips: names.filter(({ type }) => type === 'ip').map(({ value }) => value),
      attrs: attributesOf(parsed),
    };
  } catch (cause) {
    if (cause instanceof KeysError) throw cause;
    throw new KeysError('certificate', 'not a certificate in PEM', { cause });
  }
}

function distinguished(name: ParsedCertificate['subjectName']): Distinguished {
  const [cn, ...others] = name.getField('CN');
  if (cn === undefined || others.length > 0)
    throw new KeysError('certificate', 'a certificate must have exactly one CN');
  return { cn, ou: name.getField('OU'), o: name.getField('O') };
}

function attributesOf(parsed: ParsedCertificate): ReadonlyMap<string, string> {
  const extension = parsed.getExtension(FABRIC_ATTRIBUTES);
  if (extension === null) return new Map();
  const content: unknown = JSON.parse(Buffer.from(extension.value).toString('utf8'));
  if (typeof content !== 'object' || content === null || !('attrs' in content))
    throw new KeysError('certificate', 'attributes are not an object');
  const { attrs } = content;
  if (typeof attrs !== 'object' || attrs === null)
    throw new KeysError('certificate', 'attributes are not an object');
  return new Map(Object.entries(attrs).map(([name, value]) => [name, String(value)]));
}
