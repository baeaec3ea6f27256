import { createPublicKey } from 'node:crypto';
import { CareError } from '@careledger/care';

/** What a browser answers when a passkey is made. */
export interface Registration {
  readonly id: string;
  readonly rawId: string;
  readonly response: { readonly clientDataJSON: string; readonly attestationObject: string };
}

const ES256 = -7;

/** What `navigator.credentials.create` takes: one key for signing in without a name, with the user verified. */
export function registrationOptions(options: {
  challenge: string;
  rp: { id: string; name: string };
  user: { handle: string; user: string; name: string };
  known: readonly string[];
}) {
  const { challenge, rp, user, known } = options;
  return {
    challenge,
    rp,
    user: {
      id: Buffer.from(user.handle, 'hex').toString('base64url'),
      name: user.user,
      displayName: user.name,
    },
    pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
    excludeCredentials: known.map((id) => ({ type: 'public-key', id })),
    authenticatorSelection: {
      residentKey: 'required',
      requireResidentKey: true,
      userVerification: 'required',
    },
    attestation: 'none',
    timeout: 120_000,
  };
}

/** The credential that was made (`spki` in DER), or `invalid`; the library is loaded by the first one. */
export async function registeredCredential(
  { id, rawId, response }: Registration,
  expected: {
    rpId: string;
    origins: readonly string[];
    isChallenge: (given: string) => boolean;
  },
): Promise<{ id: string; spki: Uint8Array }> {
  const [{ verifyRegistrationResponse }, { cose, decodeCredentialPublicKey }] = await Promise.all([
    import('@simplewebauthn/server'),
    import('@simplewebauthn/server/helpers'),
  ]);
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId, type: 'public-key', response, clientExtensionResults: {} },
      expectedChallenge: expected.isChallenge,
      expectedOrigin: [...expected.origins],
      expectedRPID: expected.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: [ES256],
    });
    const { credential } = registrationInfo ?? {};
    const key = credential && decodeCredentialPublicKey(credential.publicKey);
    if (!verified || credential === undefined || key === undefined || !cose.isCOSEPublicKeyEC2(key))
      throw refused();
    const [x, y] = [key.get(cose.COSEKEYS.x), key.get(cose.COSEKEYS.y)];
    if (x === undefined || y === undefined) throw refused();
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
    const jwk = { kty: 'EC', crv: 'P-256', x: text(x), y: text(y) };
    const spki = createPublicKey({ key: jwk, format: 'jwk' }).export({
      type: 'spki',
      format: 'der',
    });
    return { id: credential.id, spki };
  } catch (cause) {
    throw refused(cause);
  }
}

const refused = (cause?: unknown) =>
  new CareError('invalid', 'This passkey was not made as asked: start again.', { cause });
