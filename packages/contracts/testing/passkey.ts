import { createHash, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { toBase64url } from '@careledger/proof';
import type { Assertion } from '../src/consent-document.ts';

/** A software authenticator bound to one relying party. */
export type TestPasskey = {
  readonly id: string;
  readonly spki: string;
  readonly rpId: string;
  assert(asked: PasskeyPrompt): Assertion;
};

/** What a page asks of an authenticator; the rest are ways to go wrong. */
export type PasskeyPrompt = {
  readonly challenge: Uint8Array;
  readonly origin: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly flags?: number;
  readonly crossOrigin?: boolean;
};

const PRESENT_AND_VERIFIED = 0x05;

/** A new passkey for a relying party; like real ones it signs with high S as often as with low. */
export function newPasskey(rpId: string): TestPasskey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest();
  return {
    id: toBase64url(randomBytes(32)),
    spki: toBase64url(spki),
    rpId,
    assert: (asked) => {
      const { challenge, origin, type = 'webauthn.get', crossOrigin = false } = asked;
      const client = { type, challenge: toBase64url(challenge), origin, crossOrigin };
      const clientData = Buffer.from(JSON.stringify(client));
      const flags = Buffer.of(asked.flags ?? PRESENT_AND_VERIFIED);
      const data = Buffer.concat([sha256(asked.rpId ?? rpId), flags, Buffer.alloc(4)]);
      const message = Buffer.concat([data, sha256(clientData)]);
      return {
        clientDataJSON: toBase64url(clientData),
        authenticatorData: toBase64url(data),
        signature: toBase64url(sign('sha256', message, privateKey)),
      };
    },
  };
}
