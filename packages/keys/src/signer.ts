import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import { KeysError } from './keys-error.ts';

/** An ECDSA P-256 key pair that signs. */
export interface Signer {
  /** The public key, SPKI in DER. */
  readonly spki: Buffer;
  /** Signature (DER, low-S as Fabric demands) over SHA-256 of a message. */
  sign(message: Uint8Array): Buffer;
  /** The private key, PKCS #8 in PEM. */
  pem(): string;
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER / 2n;
const SCALAR_SIZE = 32;

/** A signer with a new key. */
export function generateSigner(): Signer {
  return signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
}

/** The signer of a P-256 private key in PKCS #8 PEM; else `KeysError` 'key'. */
export function loadSigner(pkcs8Pem: string): Signer {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pkcs8Pem, format: 'pem' });
  } catch (cause) {
    throw new KeysError('key', 'not a private key in PEM', { cause });
  }
  if (!isP256(key)) throw new KeysError('key', 'not a P-256 key');
  return signerOf(key);
}

/** Whether a key object is of the curve P-256. */
export function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
}

/** Whether a DER signature has the lower of its two possible s values, the only one that Fabric accepts. */
export function isLowS(signature: Uint8Array): boolean {
  const [first, second, ...rest] = integersOf(signature);
  return first !== undefined && second !== undefined && rest.length === 0 && second <= HALF_ORDER;
}

function signerOf(key: KeyObject): Signer {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return {
    spki,
    sign: (message) => lowS(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
    pem: () => key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function lowS(signature: Buffer): Buffer {
  const s = BigInt(`0x${signature.toString('hex', SCALAR_SIZE)}`);
  const low = s > HALF_ORDER ? ORDER - s : s;
  const lowBytes = Buffer.from(low.toString(16).padStart(2 * SCALAR_SIZE, '0'), 'hex');
  const integers = Buffer.concat([
    derInteger(signature.subarray(0, SCALAR_SIZE)),
    derInteger(lowBytes),
  ]);
  return Buffer.concat([Buffer.of(0x30, integers.length), integers]);
}

function derInteger(scalar: Buffer): Buffer {
  const start = scalar.findIndex((byte) => byte !== 0);
  const digits = scalar.subarray(start);
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : [];
  return Buffer.from([0x02, digits.length + sign.length, ...sign, ...digits]);
}

/** The integers of a DER sequence of short non-negative integers; none where it is not one. */
function integersOf(signature: Uint8Array): bigint[] {
  if (signature[0] !== 0x30 || signature[1] !== signature.length - 2) return [];
  const integers: bigint[] = [];
  for (let offset = 2; offset < signature.length;) {
    const length = signature[offset + 1] ?? 0;
    const digits = signature.subarray(offset + 2, offset + 2 + length);
    if (signature[offset] !== 0x02 || digits.length !== length || length === 0) return [];
    integers.push(BigInt(`0x${Buffer.from(digits).toString('hex')}`));
    offset += 2 + length;
  }
  return integers;
}
