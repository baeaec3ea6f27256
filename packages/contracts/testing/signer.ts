import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { concat, fromBase64url, fromHex, toBase64url, toHex, type Hex } from '@careledger/proof';
import { withLowS } from '../src/signature.ts';

/** A P-256 key that signs with low S; both texts are base64url. */
export type Signer = { readonly spki: string; sign(message: Uint8Array): string };

/** A signer with a new key. */
export function newSigner(): Signer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    spki: toBase64url(spki),
    sign: (message) => toBase64url(withLowS(sign('sha256', message, privateKey))),
  };
}

/** 32 random bytes. */
export function random32(): Hex {
  return toHex(randomBytes(32));
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The same signature with the other S: mathematically valid, and not the one that was given. */
export function otherS(signature: string): string {
  const der = fromBase64url(signature);
  const end = 4 + (der[3] ?? 0);
  const s = BigInt(`0x${toHex(der.subarray(end + 2))}`);
  const digits = (ORDER - s).toString(16).padStart(64, '0');
  const bytes = fromHex(digits.startsWith('0') || /^[1-7]/.test(digits) ? digits : `00${digits}`);
  const start = bytes.findIndex((byte, index) => byte !== 0 || (bytes[index + 1] ?? 0) >= 0x80);
  const integer = bytes.subarray(start);
  const body = concat(der.subarray(2, end), Uint8Array.of(0x02, integer.length), integer);
  return toBase64url(concat(Uint8Array.of(0x30, body.length), body));
}
