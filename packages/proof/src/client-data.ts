import { equalBytes, fromBase64url, toBase64url, utf8 } from './bytes.ts';
import { sha256 } from './hash.ts';
import { ProofError } from './proof-error.ts';

/** What a relying party expects of a ceremony; `origins` in full ('https://host'). */
export type Ceremony = {
  readonly rpId: string;
  readonly challenge: Uint8Array;
  readonly origins: readonly string[];
};

/** What is wrong before any signature is looked at. */
export type CeremonyFault = 'client-data' | 'origin' | 'rp' | 'not-verified-user';

const SHORTEST_DATA = 37;
const USER_PRESENT_AND_VERIFIED = 0x05;

/** Bytes of client data and authenticator data that fit the ceremony (WebAuthn level 2, 7.1 and 7.2), or the first fault. */
export function readCeremony(
  type: 'webauthn.get' | 'webauthn.create',
  { rpId, challenge, origins }: Ceremony,
  parts: { readonly clientDataJSON: string; readonly authenticatorData: string },
): { clientData: Uint8Array; data: Uint8Array } | CeremonyFault {
  const clientData = readPart(parts.clientDataJSON);
  const client = clientData === undefined ? undefined : readClientData(clientData);
  if (clientData === undefined || client === undefined) return 'client-data';
  if (client.type !== type || client.challenge !== toBase64url(challenge)) return 'client-data';
  if (client.crossOrigin === true || client.topOrigin !== undefined) return 'client-data';
  if (typeof client.origin !== 'string' || !origins.includes(client.origin)) return 'origin';
  const data = readPart(parts.authenticatorData);
  if (data === undefined || data.length < SHORTEST_DATA) return 'rp';
  if (!equalBytes(data.subarray(0, 32), sha256(utf8(rpId)))) return 'rp';
  const isVerified = ((data[32] ?? 0) & USER_PRESENT_AND_VERIFIED) === USER_PRESENT_AND_VERIFIED;
  return isVerified ? { clientData, data } : 'not-verified-user';
}

/** Bytes of canonical base64url, or undefined. */
export function readPart(text: string): Uint8Array | undefined {
  try {
    return fromBase64url(text);
  } catch (error) {
    if (error instanceof ProofError) return undefined;
    throw error;
  }
}

interface ClientData {
  type?: unknown;
  challenge?: unknown;
  origin?: unknown;
  crossOrigin?: unknown;
  topOrigin?: unknown;
}

/** Parsed, not matched against a template: browsers add members of their own. */
function readClientData(bytes: Uint8Array): ClientData | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
