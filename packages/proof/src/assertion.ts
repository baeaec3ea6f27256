import { concat, type Hex } from './bytes.ts';
import { readCeremony, readPart, type Ceremony, type CeremonyFault } from './client-data.ts';
import { sha256, signedForm, type Verify } from './hash.ts';

/** A WebAuthn assertion as it travels: three parts in base64url. */
export type Assertion = {
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
};

/** Why an assertion does not count. */
export type AssertionFault = CeremonyFault | 'signature';

/**
 * What is wrong with an assertion (WebAuthn level 2, section 7.2), or undefined where nothing is. The signature counter is not
 * looked at: synced passkeys keep it at 0. `spki` in DER, `origins` in full ('https://host'); never throws.
 */
export async function assertionFault(
  expected: Ceremony & { readonly spki: Uint8Array },
  assertion: Assertion,
  verify: Verify,
): Promise<AssertionFault | undefined> {
  const ceremony = readCeremony('webauthn.get', expected, assertion);
  if (typeof ceremony === 'string') return ceremony;
  const signature = readPart(assertion.signature);
  if (signature === undefined) return 'signature';
  const message = concat(ceremony.data, sha256(ceremony.clientData));
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
