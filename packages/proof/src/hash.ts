import { sha256 as hasher } from '@noble/hashes/sha2.js';
import { concat, fromHex, toHex, utf8, type Hex } from './bytes.ts';
import { canonical, type Json } from './canonical.ts';

/** Checks an ECDSA P-256 signature (DER) over SHA-256 of a message with a key in SPKI DER; never throws. */
export type Verify = (
  spki: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/** SHA-256 of the parts put one after another. */
export function sha256(...parts: Uint8Array[]): Uint8Array {
  const [first] = parts;
  return hasher(parts.length === 1 && first !== undefined ? first : concat(...parts));
}

/** SHA-256 of a 32-byte nonce followed by the canonical text of a form: it says nothing of the form without the nonce. */
export function commitment(nonce: Hex, form: Json): Hex {
  return toHex(sha256(fromHex(nonce, 32), utf8(canonical(form))));
}

/** The bytes that are signed for a form: domain, line feed, canonical text; a domain keeps one act from passing as another. */
export function signedForm(domain: string, form: Json): Uint8Array {
  return utf8(`${domain}\n${canonical(form)}`);
}
