import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { isP256 } from './signer.ts';

/** A synchronous `Verify` of the proof package. */
export type VerifySignature = (
  spki: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean;

const KEYS_KEPT = 4096;
// A P-256 point, uncompressed, on the named curve: other encodings of the same key are not accepted.
const SPKI_SIZE = 91;

/** Checks ECDSA P-256 signatures and keeps the last `kept` parsed keys, parsing being 3 to 4 times the cost of a check. */
export function createVerifier({ kept = KEYS_KEPT }: { kept?: number } = {}): VerifySignature {
  const keys = new Map<string, KeyObject>();
  const keyOf = (spki: Uint8Array): KeyObject | undefined => {
    const name = Buffer.from(spki).toString('latin1');
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = parse(spki);
    if (key === undefined) return undefined;
    const [oldest] = keys.keys();
    if (keys.size >= kept && oldest !== undefined) keys.delete(oldest);
    keys.set(name, key);
    return key;
  };
  return (spki, message, signature) => {
    const key = keyOf(spki);
    return key !== undefined && holds(key, message, signature);
  };
}

/**
 * Whether a DER signature over SHA-256 of a message is by the P-256 key in SPKI DER; false for anything malformed, high-S is allowed
 * because passkeys emit it. What it remembers between calls is parsed keys only.
 */
export const verifySignature: VerifySignature = createVerifier();

function parse(spki: Uint8Array): KeyObject | undefined {
  if (spki.length !== SPKI_SIZE) return undefined;
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return isP256(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

function holds(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify('sha256', message, key, signature);
  } catch {
    return false;
  }
}
