import { concat, fromBase64url, sha256, toBase64url, utf8 } from '@careledger/proof';
import { bufferOf, derOf } from './bytes.ts';

/** What a passkey is asked to sign, and where. */
export interface Asked {
  readonly challenge: string;
  readonly rpId: string;
  readonly origin: string;
}

/** An assertion as it travels to the node. */
export type SignedAssertion = {
  readonly credential: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
};

/** The key of a passkey that a demonstration hands to its pages. */
export interface DemonstrationKey {
  readonly id: string;
  /** PKCS#8, base64url, P-256. */
  readonly privateKey: string;
}

const PRESENT_AND_VERIFIED = 0x05;
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Signs as an authenticator would; this page holds the key, so that it stands for nobody outside a demonstration. */
export async function demonstrationAssertion(
  key: DemonstrationKey,
  { challenge, rpId, origin }: Asked,
): Promise<SignedAssertion> {
  const clientData = utf8(
    JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }),
  );
  const data = concat(sha256(utf8(rpId)), Uint8Array.of(PRESENT_AND_VERIFIED), new Uint8Array(4));
  const privateKey = await crypto.subtle.importKey(
    'pkcs8',
    bufferOf(fromBase64url(key.privateKey)),
    ecdsa,
    false,
    ['sign'],
  );
  const message = bufferOf(concat(data, sha256(clientData)));
  const raw = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, message);
  return {
    credential: key.id,
    clientDataJSON: toBase64url(clientData),
    authenticatorData: toBase64url(data),
    signature: toBase64url(derOf(new Uint8Array(raw))),
  };
}
