import 'reflect-metadata';
import { createPrivateKey, createPublicKey, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  Pkcs10CertificateRequestGenerator,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
  type JsonGeneralName,
  type JsonName,
  type Name,
} from '@peculiar/x509';
import { KeysError } from './keys-error.ts';
import { generateSigner, isLowS, isP256, loadSigner, type Signer } from './signer.ts';

/** A certificate with its private key, both PEM. */
export interface Issuer {
  readonly certPem: string;
  readonly keyPem: string;
}

/** Whom a certificate names; `ou` is Fabric's role of a node: client, peer, admin or orderer. */
export interface Subject {
  readonly cn: string;
  readonly ou?: string;
  readonly o?: string;
}

/** A period given by its ends, or by its days from now (five minutes back, for clocks that differ). */
export type Period =
  { readonly notBefore: Date; readonly notAfter: Date } | { readonly days: number };

/** What a certificate is asked to say. `client` and `server` are its uses in TLS; neither: any use, as Fabric identities have it. */
export type CertificateOrder = Period & {
  readonly ca: Issuer;
  readonly subject: Subject;
  readonly dns?: readonly string[];
  readonly ips?: readonly string[];
  readonly client?: boolean;
  readonly server?: boolean;
  /** Attributes that Fabric contracts read (`ctx.clientIdentity.getAttributeValue`). */
  readonly attrs?: Readonly<Record<string, string>>;
} & ({ readonly spkiPem: string } | { readonly csrPem: string });

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const FABRIC_ATTRIBUTES = '1.2.3.4.5.6.7.8.1';
const DAY_MS = 86_400_000;
const CLOCK_SLACK_MS = 300_000;
const MOST_SIGNINGS = 128;

/** A new self-signed root: P-256, with the key identifier and usages that Fabric's MSP demands of a root. */
export async function createCa(
  order: Period & { readonly name: string; readonly org: string },
): Promise<Issuer> {
  const signer = generateSigner();
  const publicKey = await publicKeyOf(signer.spki);
  const { name: cn, org: o } = order;
  const name = nameOf({ cn, o });
  const certPem = await signed({
    signer,
    subject: name,
    issuer: name,
    publicKey,
    ...periodOf(order),
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(
        KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign,
        true,
      ),
      await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
    ],
  });
  return { certPem, keyPem: signer.pem() };
}

/**
 * A leaf certificate in PEM, with low-S signature. From a request (`csrPem`) only the key is taken, after its signature was checked:
 * neither its subject nor its extensions. Throws `KeysError` 'request', 'key' or 'certificate'.
 */
export async function issueCertificate(order: CertificateOrder): Promise<string> {
  const { ca, subject, attrs = {} } = order;
  const authority = readCertificate(ca.certPem);
  const spki = 'csrPem' in order ? await keyOfRequest(order.csrPem) : keyOfPem(order.spkiPem);
  const publicKey = await publicKeyOf(spki);
  const authorityKey = authority.getExtension(SubjectKeyIdentifierExtension);
  const extensions = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    await SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
    authorityKey === null
      ? await AuthorityKeyIdentifierExtension.create(authority, false, webcrypto)
      : new AuthorityKeyIdentifierExtension(authorityKey.keyId),
    ...usesOf(order),
    ...namesOf(order),
  ];
  if (Object.keys(attrs).length > 0)
    extensions.push(
      new Extension(FABRIC_ATTRIBUTES, false, Buffer.from(JSON.stringify({ attrs }))),
    );
  return await signed({
    signer: loadSigner(ca.keyPem),
    subject: nameOf(subject),
    issuer: authority.subjectName,
    publicKey,
    ...periodOf(order),
    extensions,
  });
}

/** A certificate request (PKCS #10, PEM) for a key. */
export async function createCsr(signer: Signer, subject: Subject): Promise<string> {
  const keys = {
    publicKey: await publicKeyOf(signer.spki),
    privateKey: await privateKeyOf(signer),
  };
  const request = await Pkcs10CertificateRequestGenerator.create(
    { name: nameOf(subject), keys, signingAlgorithm: ECDSA },
    webcrypto,
  );
  return request.toString('pem');
}

type Signing = Readonly<{
  signer: Signer;
  subject: JsonName;
  issuer: JsonName | Name;
  publicKey: webcrypto.CryptoKey;
  notBefore: Date;
  notAfter: Date;
  extensions: Extension[];
}>;

/** WebCrypto emits high-S half the time, so it signs until the signature is low-S. */
async function signed({ signer, ...fields }: Signing): Promise<string> {
  const signingKey = await privateKeyOf(signer);
  const serialNumber = Buffer.concat([Buffer.of(1), randomBytes(15)]).toString('hex');
  for (let attempt = 0; attempt < MOST_SIGNINGS; attempt += 1) {
    const certificate = await X509CertificateGenerator.create(
      { ...fields, signingKey, serialNumber, signingAlgorithm: ECDSA },
      webcrypto,
    );
    if (isLowS(new Uint8Array(certificate.signature))) return certificate.toString('pem');
  }
  throw new KeysError('certificate', 'no low-S signature found');
}

function periodOf(period: Period): { notBefore: Date; notAfter: Date } {
  const now = Date.now();
  const ends =
    'days' in period
      ? {
          notBefore: new Date(now - CLOCK_SLACK_MS),
          notAfter: new Date(now + period.days * DAY_MS),
        }
      : { notBefore: period.notBefore, notAfter: period.notAfter };
  if (!(ends.notBefore < ends.notAfter))
    throw new KeysError('certificate', 'a certificate must begin before it ends');
  return ends;
}

/** As JSON, not as text, so that no character of a name can start another attribute. */
function nameOf({ cn, ou, o }: Subject): JsonName {
  const parts = { CN: cn, ...(ou !== undefined && { OU: ou }), ...(o !== undefined && { O: o }) };
  return Object.entries(parts).map(([kind, text]) => {
    if (!/^[^\p{C}/]{1,64}$/u.test(text))
      throw new KeysError(
        'certificate',
        `${kind} must have 1 to 64 characters, none a slash or control`,
      );
    return { [kind]: [text] };
  });
}

function usesOf({ client, server }: CertificateOrder): Extension[] {
  const uses: string[] = [];
  if (server === true) uses.push(ExtendedKeyUsage.serverAuth);
  if (client === true) uses.push(ExtendedKeyUsage.clientAuth);
  return uses.length === 0 ? [] : [new ExtendedKeyUsageExtension(uses)];
}

function namesOf({ dns = [], ips = [] }: CertificateOrder): Extension[] {
  const isName = (name: string): boolean => /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(name);
  if (!dns.every(isName) || !ips.every((ip) => isIP(ip) !== 0))
    throw new KeysError('certificate', 'not a host name or not an IP address');
  const names: JsonGeneralName[] = [
    ...dns.map((value) => ({ type: 'dns', value }) as const),
    ...ips.map((value) => ({ type: 'ip', value }) as const),
  ];
  return names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names)];
}

async function keyOfRequest(csrPem: string): Promise<Buffer> {
  try {
    const request = new Pkcs10CertificateRequest(csrPem);
    if (await request.verify(webcrypto)) return checkedKey(Buffer.from(request.publicKey.rawData));
  } catch (cause) {
    if (cause instanceof KeysError) throw cause;
    throw new KeysError('request', 'not a certificate request', { cause });
  }
  throw new KeysError('request', 'the signature of the request does not hold');
}

function keyOfPem(spkiPem: string): Buffer {
  let spki: Buffer;
  try {
    spki = createPublicKey({ key: spkiPem, format: 'pem' }).export({ type: 'spki', format: 'der' });
  } catch (cause) {
    throw new KeysError('key', 'not a public key in PEM', { cause });
  }
  return checkedKey(spki);
}

function checkedKey(spki: Buffer): Buffer {
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  if (!isP256(key)) throw new KeysError('key', 'not a P-256 key');
  return spki;
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new KeysError('certificate', 'not a certificate in PEM', { cause });
  }
}

function publicKeyOf(spki: Uint8Array): Promise<webcrypto.CryptoKey> {
  return webcrypto.subtle.importKey('spki', spki, ECDSA, true, ['verify']);
}

function privateKeyOf(signer: Signer): Promise<webcrypto.CryptoKey> {
  const pkcs8 = createPrivateKey(signer.pem()).export({ type: 'pkcs8', format: 'der' });
  return webcrypto.subtle.importKey('pkcs8', pkcs8, ECDSA, false, ['sign']);
}
