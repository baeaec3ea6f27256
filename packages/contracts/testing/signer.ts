import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { toBase64url, toHex, type Hex } from '@careledger/proof';
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
