import { concat, equalBytes, fromHex } from './bytes.ts';
import { readCeremony, readPart, type Ceremony, type CeremonyFault } from './client-data.ts';

/** What a browser hands over when a passkey is registered, all base64url; `spki` from `getPublicKey()`. */
export type Registration = {
  readonly id: string;
  readonly spki: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
};

/** Why a registration does not count; 'credential': id or key are not what the authenticator made. */
export type RegistrationFault = CeremonyFault | 'credential';

const HAS_CREDENTIAL = 0x40;
const ID_AT = 55;
// SPKI of an uncompressed P-256 point, up to its x.
const SPKI_HEAD = fromHex('3059301306072a8648ce3d020106082a8648ce3d03010703420004');
// CTAP2 canonical CBOR: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
const COSE_X = fromHex('a5010203262001215820');
const COSE_Y = fromHex('225820');

/**
 * What is wrong with a registration (WebAuthn level 2, section 7.1, attestation not looked at), or undefined where nothing is.
 * Only ES256 on P-256 is accepted; never throws.
 */
export function registrationFault(
  expected: Ceremony,
  registration: Registration,
): RegistrationFault | undefined {
  const ceremony = readCeremony('webauthn.create', expected, registration);
  if (typeof ceremony === 'string') return ceremony;
  const { data } = ceremony;
  const id = readPart(registration.id);
  const spki = readPart(registration.spki);
  if (id === undefined || spki === undefined || id.length === 0) return 'credential';
  if (((data[32] ?? 0) & HAS_CREDENTIAL) === 0) return 'credential';
  const xAt = SPKI_HEAD.length;
  if (spki.length !== xAt + 64 || !equalBytes(spki.subarray(0, xAt), SPKI_HEAD))
    return 'credential';
  const size = Uint8Array.of(id.length >> 8, id.length & 0xff);
  const point = [COSE_X, spki.subarray(xAt, xAt + 32), COSE_Y, spki.subarray(xAt + 32)];
  const credential = concat(size, id, ...point);
  const start = ID_AT - size.length;
  // Extensions may follow.
  return equalBytes(data.subarray(start, start + credential.length), credential)
    ? undefined
    : 'credential';
}
