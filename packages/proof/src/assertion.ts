import { equalBytes, fromBase64url, toBase64url, utf8, type Hex } from './bytes.ts';
import { sha256, signedForm, type Verify } from './hash.ts';
import { ProofError } from './proof-error.ts';

/** A WebAuthn assertion as it travels: three parts in base64url. */
export type Assertion = {
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
};

/** Why an assertion does not count. */
export type AssertionFault = 'client-data' | 'origin' | 'rp' | 'not-verified-user' | 'signature';

const USER_PRESENT_AND_VERIFIED = 0x05;

/**
 * What is wrong with an assertion (WebAuthn level 2, section 7.2), or undefined where nothing is. The signature counter is not
 * looked at: synced passkeys keep it at 0. `spki` in DER, `origins` in full ('https://host'); never throws.
 */
export async function assertionFault(
  expected: { spki: Uint8Array; rpId: string; challenge: Uint8Array; origins: readonly string[] },
  assertion: Assertion,
  verify: Verify,
): Promise<AssertionFault | undefined> {
  const clientData = readPart(assertion.clientDataJSON);
  const client = clientData === undefined ? undefined : readClientData(clientData);
  if (clientData === undefined || client === undefined) return 'client-data';
  if (client.type !== 'webauthn.get' || client.challenge !== toBase64url(expected.challenge))
    return 'client-data';
  if (client.crossOrigin === true || client.topOrigin !== undefined) return 'client-data';
  if (typeof client.origin !== 'string' || !expected.origins.includes(client.origin))
    return 'origin';
  const data = readPart(assertion.authenticatorData);
  if (data === undefined || data.length < 37) return 'rp';
  if (!equalBytes(data.subarray(0, 32), sha256(utf8(expected.rpId)))) return 'rp';
  const flags = data[32] ?? 0;
  if ((flags & USER_PRESENT_AND_VERIFIED) !== USER_PRESENT_AND_VERIFIED) return 'not-verified-user';
  const signature = readPart(assertion.signature);
  if (signature === undefined) return 'signature';
  const message = Uint8Array.of(...data, ...sha256(clientData));
  return (await verify(expected.spki, message, signature)) ? undefined : 'signature';
}

/** What a patient's passkey signs for a consent document of which `document` is the salted commitment. */
export function consentChallenge(consent: {
  channel: string;
  handle: Hex;
  version: number;
  document: Hex;
}): Uint8Array {
  const { channel, handle, version, document } = consent;
  return sha256(signedForm('careledger-consent-v1', { channel, handle, version, document }));
}

interface ClientData {
  type?: unknown;
  challenge?: unknown;
  origin?: unknown;
  crossOrigin?: unknown;
  topOrigin?: unknown;
}

function readClientData(bytes: Uint8Array): ClientData | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function readPart(text: string): Uint8Array | undefined {
  try {
    return fromBase64url(text);
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}
