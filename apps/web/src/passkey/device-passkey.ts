import { fromBase64url, toBase64url } from '@careledger/proof';
import { bufferOf } from './bytes.ts';
import type { Asked, SignedAssertion } from './demonstration-passkey.ts';

/** Whether this browser knows passkeys at this address. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && isSecureContext;
}

/**
 * Asks this device's passkey to sign; `credential` names which. Undefined when the person cancelled or has none here.
 */
export async function deviceAssertion(
  { challenge, rpId }: Asked,
  options: { credential?: string; autofill?: boolean; signal?: AbortSignal } = {},
): Promise<SignedAssertion | undefined> {
  const { credential, autofill = false, signal } = options;
  try {
    const given = await navigator.credentials.get({
      publicKey: {
        challenge: bufferOf(fromBase64url(challenge)),
        rpId,
        userVerification: 'required',
        timeout: 120_000,
        ...(credential === undefined
          ? {}
          : {
              allowCredentials: [
                { type: 'public-key' as const, id: bufferOf(fromBase64url(credential)) },
              ],
            }),
      },
      ...(autofill ? { mediation: 'conditional' as const } : {}),
      ...(signal === undefined ? {} : { signal }),
    });
    return given instanceof PublicKeyCredential ? signedBy(given) : undefined;
  } catch (error) {
    if (error instanceof DOMException && cancelled.has(error.name)) return undefined;
    throw error;
  }
}

/** A new passkey as the node wants it; undefined when the person cancelled. */
export async function newDevicePasskey(asked: {
  challenge: string;
  rpId: string;
  rpName: string;
  userId: string;
  userName: string;
  exclude: readonly string[];
}): Promise<
  { id: string; spki: string; clientDataJSON: string; authenticatorData: string } | undefined
> {
  try {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: bufferOf(fromBase64url(asked.challenge)),
        rp: { id: asked.rpId, name: asked.rpName },
        user: {
          id: bufferOf(fromBase64url(asked.userId)),
          name: asked.userName,
          displayName: asked.userName,
        },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: asked.exclude.map((id) => ({
          type: 'public-key' as const,
          id: bufferOf(fromBase64url(id)),
        })),
        attestation: 'none',
        timeout: 120_000,
      },
    });
    if (!(made instanceof PublicKeyCredential)) return undefined;
    const { response } = made;
    if (!(response instanceof AuthenticatorAttestationResponse)) return undefined;
    const spki = response.getPublicKey();
    if (spki === null) return undefined;
    return {
      id: made.id,
      spki: text(spki),
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.getAuthenticatorData()),
    };
  } catch (error) {
    if (error instanceof DOMException && cancelled.has(error.name)) return undefined;
    throw error;
  }
}

/** What the node asks a new passkey of staff for. */
export interface StaffRegistration {
  readonly challenge: string;
  readonly rp: { readonly id?: string | undefined; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly excludeCredentials: readonly { readonly id: string }[];
}

/** A new passkey for staff, in WebAuthn's own JSON form; undefined when the person cancelled. */
export async function newStaffPasskey(asked: StaffRegistration) {
  try {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: bufferOf(fromBase64url(asked.challenge)),
        rp:
          asked.rp.id === undefined
            ? { name: asked.rp.name }
            : { id: asked.rp.id, name: asked.rp.name },
        user: { ...asked.user, id: bufferOf(fromBase64url(asked.user.id)) },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: asked.excludeCredentials.map(({ id }) => ({
          type: 'public-key' as const,
          id: bufferOf(fromBase64url(id)),
        })),
        attestation: 'none',
        timeout: 120_000,
      },
    });
    if (!(made instanceof PublicKeyCredential)) return undefined;
    const { response } = made;
    if (!(response instanceof AuthenticatorAttestationResponse)) return undefined;
    return {
      id: made.id,
      rawId: made.id,
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: {
        clientDataJSON: text(response.clientDataJSON),
        attestationObject: text(response.attestationObject),
        transports: response.getTransports(),
      },
    };
  } catch (error) {
    if (error instanceof DOMException && cancelled.has(error.name)) return undefined;
    throw error;
  }
}

const cancelled: ReadonlySet<string> = new Set([
  'NotAllowedError',
  'AbortError',
  'InvalidStateError',
]);
const text = (buffer: ArrayBuffer): string => toBase64url(new Uint8Array(buffer));

function signedBy(given: PublicKeyCredential): SignedAssertion | undefined {
  const { response } = given;
  if (!(response instanceof AuthenticatorAssertionResponse)) return undefined;
  return {
    credential: given.id,
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
  };
}
