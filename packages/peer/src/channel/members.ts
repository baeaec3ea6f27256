import { verify, X509Certificate, type KeyObject } from 'node:crypto';
import { msp } from '@hyperledger/fabric-protos';
import { organisationOf, type ChannelConfig } from './config.ts';
import { isLowS } from '@careledger/keys';

/** A certificate of a member, its chain already checked against that member's roots. */
export interface Identity {
  readonly mspId: string;
  /** Organisational units of the subject; `peer`, `admin` and `client` carry Fabric's meaning. */
  readonly units: readonly string[];
  readonly notBefore: number;
  readonly notAfter: number;
  /** Whether the signature is this identity's over SHA-256 of the message, low-S only. */
  verify(message: Uint8Array, signature: Uint8Array): boolean;
  /** The same, computed off the calling thread. */
  verifyAside(message: Uint8Array, signature: Uint8Array): Promise<boolean>;
}

/** Finds members behind serialised identities; the answer depends on the configuration alone, never on a clock. */
export interface Members {
  /** The identity of the bytes, or undefined when they are malformed, foreign, or not issued by a root of that member. */
  identify(serialised: Uint8Array): Identity | undefined;
}

const remembered = 2_000;
const largest = 16_384;

/** Members of one configuration, remembering what was parsed (bounded). */
export function membersOf(config: ChannelConfig): Members {
  const known = new Map<string, Identity | undefined>();
  return {
    identify(serialised) {
      if (serialised.length > largest) return undefined;
      const key = Buffer.from(serialised).toString('latin1');
      if (known.has(key)) return known.get(key);
      if (known.size >= remembered) known.clear();
      const identity = identified(config, serialised);
      known.set(key, identity);
      return identity;
    },
  };
}

/** Whether a certificate is in force at a time (milliseconds). */
export function inForce(identity: Identity, at: number): boolean {
  return at >= identity.notBefore && at <= identity.notAfter;
}

/** Serialises an identity as Fabric does: MSP id and PEM certificate. */
export function serialisedIdentity(mspId: string, certPem: string): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certPem));
  return identity.serializeBinary();
}

function identified(config: ChannelConfig, serialised: Uint8Array): Identity | undefined {
  try {
    const parsed = msp.SerializedIdentity.deserializeBinary(serialised);
    const organisation = organisationOf(config, parsed.getMspid());
    if (organisation === undefined) return undefined;
    const certificate = new X509Certificate(parsed.getIdBytes_asU8());
    const roots = organisation.roots.map((pem) => new X509Certificate(pem));
    if (certificate.ca || !isP256(certificate.publicKey)) return undefined;
    if (!roots.some((root) => issued(root, certificate))) return undefined;
    return identityOf(organisation.mspId, certificate);
  } catch {
    return undefined;
  }
}

function issued(root: X509Certificate, certificate: X509Certificate): boolean {
  return root.ca && certificate.checkIssued(root) && certificate.verify(root.publicKey);
}

function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

function identityOf(mspId: string, certificate: X509Certificate): Identity {
  const key = certificate.publicKey;
  return {
    mspId,
    units: certificate.subject
      .split('\n')
      .filter((line) => line.startsWith('OU='))
      .map((line) => line.slice(3)),
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    verify: (message, signature) => isLowS(signature) && verify('sha256', message, key, signature),
    verifyAside: (message, signature) =>
      isLowS(signature)
        ? new Promise((resolve) =>
            verify('sha256', message, key, signature, (error, good) =>
              resolve(error === null && good),
            ),
          )
        : Promise.resolve(false),
  };
}
