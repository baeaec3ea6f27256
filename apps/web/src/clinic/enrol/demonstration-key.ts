import { toBase64url } from '@careledger/proof';

/** The public half of a new key that stands for a telephone in a demonstration; the private half is not kept. */
export async function demonstrationPasskey(
  rpId: string,
): Promise<{ id: string; spki: string; rpId: string }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  return {
    id: toBase64url(crypto.getRandomValues(new Uint8Array(16))),
    spki: toBase64url(new Uint8Array(spki)),
    rpId,
  };
}
