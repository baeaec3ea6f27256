import {
  assertionFault,
  consentChallenge,
  fromBase64url,
  registrationFault,
} from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import { newPasskey, softwarePasskey } from './software-passkey.ts';
import { verifySignature } from './verify-signature.ts';

const rpId = 'northgate.localhost';
const origin = 'http://northgate.localhost:8101';
const origins = [origin];
const challenge = consentChallenge({
  channel: 'careledger',
  handle: 'ab'.repeat(32),
  version: 1,
  document: 'cd'.repeat(32),
});

describe('software passkey', () => {
  const text = newPasskey();
  const passkey = softwarePasskey(text);
  const spki = fromBase64url(passkey.spki);

  it('C5.1 signs what the contract accepts, with the key that it registered', async () => {
    const assertion = passkey.assertion({ rpId, origin, challenge });
    const expected = { spki, rpId, challenge, origins };
    expect(await assertionFault(expected, assertion, verifySignature)).toBeUndefined();
    expect(assertion.id).toBe(passkey.id);
  });

  it('C5.3 signs for one challenge, host and origin', async () => {
    const assertion = passkey.assertion({ rpId, origin, challenge });
    const other = softwarePasskey(newPasskey());
    const expected = { spki, rpId, challenge, origins };
    const faults = await Promise.all(
      [
        { ...expected, challenge: new Uint8Array(32) },
        { ...expected, origins: ['http://riverside.localhost:8102'] },
        { ...expected, rpId: 'riverside.localhost' },
        { ...expected, spki: fromBase64url(other.spki) },
      ].map((other_) => assertionFault(other_, assertion, verifySignature)),
    );
    expect(faults).toEqual(['client-data', 'origin', 'rp', 'signature']);
  });

  it('I1.1 registers as a browser does', () => {
    const registration = passkey.registration({ rpId, origin, challenge });
    expect(registrationFault({ rpId, challenge, origins }, registration)).toBeUndefined();
    const attestation = Buffer.from(registration.attestationObject, 'base64url');
    const data = Buffer.from(registration.authenticatorData, 'base64url');
    expect(attestation.subarray(-data.length)).toEqual(data);
    expect(attestation.toString('latin1')).toContain('fmtdnone');
  });

  it('is the same passkey when its file is read again', async () => {
    const again = softwarePasskey(text);
    expect([again.id, again.spki]).toEqual([passkey.id, passkey.spki]);
    const assertion = again.assertion({ rpId, origin, challenge });
    expect(
      await assertionFault({ spki, rpId, challenge, origins }, assertion, verifySignature),
    ).toBeUndefined();
  });

  it.each(['', '{}', 'null', '[]', text.replace('"v":1', '"v":2'), text.replace('BEGIN', 'BEG')])(
    'E5 refuses a file that is none',
    (other) => {
      expect(() => softwarePasskey(other)).toThrow(expect.objectContaining({ code: 'passkey' }));
    },
  );
});
