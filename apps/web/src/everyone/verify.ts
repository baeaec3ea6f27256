import type { Verify } from '@careledger/proof';
import { bufferOf, rawOf } from '../passkey/bytes.ts';

/** Checks an ECDSA P-256 signature (DER) by WebCrypto, in this browser; false where anything is of another form. */
export const verifyInBrowser: Verify = async (spki, message, signature) => {
  const raw = rawOf(signature);
  if (raw === undefined) return false;
  try {
    const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;
    const key = await crypto.subtle.importKey('spki', bufferOf(spki), ecdsa, false, ['verify']);
    return await crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key,
      bufferOf(raw),
      bufferOf(message),
    );
  } catch {
    return false;
  }
};
