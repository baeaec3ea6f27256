import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import { fromBase64url, type Assertion } from '@careledger/proof';
import { KeysError } from './keys-error.ts';
import { generateSigner, loadSigner, type Signer } from './signer.ts';

/** Where a passkey is used and what it is asked to sign; `origin` in full ('https://host'). */
export interface PasskeyRequest {
  readonly rpId: string;
  readonly origin: string;
  readonly challenge: Uint8Array;
}

/** What a browser has after registration, all base64url; `spki` as `getPublicKey()` gives it. */
export interface PasskeyRegistration {
  readonly id: string;
  readonly spki: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly attestationObject: string;
}

/** A WebAuthn authenticator in software, for scripts and demonstrations: it has no human to ask. */
export interface SoftwarePasskey {
  /** Credential id, base64url. */
  readonly id: string;
  /** Public key, SPKI in DER as base64url. */
  readonly spki: string;
  /** Registers, as `navigator.credentials.create` with attestation 'none'. */
  registration(request: PasskeyRequest): PasskeyRegistration;
  /** Signs a challenge, as `navigator.credentials.get` with user verification. */
  assertion(request: PasskeyRequest): Assertion & { readonly id: string };
}

const ID_SIZE = 32;
const VERIFIED = 0x05;
const ATTESTED = 0x40;
// CBOR: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
const COSE_X = Buffer.from('a5010203262001215820', 'hex');
const COSE_Y = Buffer.from('225820', 'hex');
// CBOR: {"fmt": "none", "attStmt": {}, "authData": …
const ATTESTATION = Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex');

/** The text of a new passkey's file: JSON `{v, id, privateKeyPem}`. */
export function newPasskey(): string {
  const id = randomBytes(ID_SIZE).toString('base64url');
  return JSON.stringify({ v: 1, id, privateKeyPem: generateSigner().pem() });
}

/** The passkey in a file's text; `KeysError` 'passkey' where it is none. */
export function softwarePasskey(text: string): SoftwarePasskey {
  const { id, signer } = read(text);
  const idBytes = fromBase64url(id);
  const spki = signer.spki.toString('base64url');
  return {
    id,
    spki,
    registration(request) {
      const credential = Buffer.concat([Buffer.alloc(16), size16(idBytes.length), idBytes]);
      const head = headOf(request.rpId, VERIFIED | ATTESTED);
      const data = Buffer.concat([head, credential, coseOf(signer)]);
      const attestation = Buffer.concat([ATTESTATION, Buffer.of(0x58, data.length), data]);
      return {
        id,
        spki,
        clientDataJSON: clientDataOf('webauthn.create', request).toString('base64url'),
        authenticatorData: data.toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      };
    },
    assertion(request) {
      const clientData = clientDataOf('webauthn.get', request);
      const data = headOf(request.rpId, VERIFIED);
      const signature = signer.sign(Buffer.concat([data, sha256(clientData)]));
      return {
        id,
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      };
    },
  };
}

function read(text: string): { id: string; signer: Signer } {
  try {
    const value: unknown = JSON.parse(text);
    const fields = new Map<string, unknown>(Object.entries(value ?? {}));
    const id = fields.get('id');
    const pem = fields.get('privateKeyPem');
    if (fields.get('v') === 1 && typeof id === 'string' && typeof pem === 'string') {
      if (fromBase64url(id).length === ID_SIZE) return { id, signer: loadSigner(pem) };
    }
  } catch (cause) {
    throw new KeysError('passkey', 'not the file of a passkey', { cause });
  }
  throw new KeysError('passkey', 'not the file of a passkey');
}

function clientDataOf(type: string, { challenge, origin }: PasskeyRequest): Buffer {
  const challengeText = Buffer.from(challenge).toString('base64url');
  return Buffer.from(
    JSON.stringify({ type, challenge: challengeText, origin, crossOrigin: false }),
  );
}

/** Hash of the relying party, flags, signature counter 0. */
function headOf(rpId: string, flags: number): Buffer {
  return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.of(flags), Buffer.alloc(4)]);
}

function coseOf({ spki }: Signer): Buffer {
  const { x = '', y = '' } = createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  return Buffer.concat([COSE_X, Buffer.from(x, 'base64url'), COSE_Y, Buffer.from(y, 'base64url')]);
}

function size16(size: number): Buffer {
  return Buffer.of(size >> 8, size & 0xff);
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
