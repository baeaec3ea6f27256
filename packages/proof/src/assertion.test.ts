import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assertionFault, consentChallenge, type Assertion } from './assertion.ts';
import { toHex } from './bytes.ts';
import type { Verify } from './hash.ts';

const RP = 'northgate.localhost';
const ORIGIN = 'http://northgate.localhost:8101';
const challenge = new Uint8Array(32).fill(7);
const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = publicKey.export({ type: 'spki', format: 'der' });
const expected = { spki, rpId: RP, challenge, origins: ['https://other', ORIGIN] };
const sha256 = (bytes: string | Buffer): Buffer => createHash('sha256').update(bytes).digest();

const check: Verify = (key, message, signature) =>
  verify(
    'sha256',
    message,
    createPublicKey({ key: Buffer.from(key), format: 'der', type: 'spki' }),
    signature,
  );

const CLIENT = {
  type: 'webauthn.get',
  challenge: Buffer.from(challenge).toString('base64url'),
  origin: ORIGIN,
  crossOrigin: false,
};

function assertionOf({
  client = JSON.stringify(CLIENT),
  rpId = RP,
  flags = 0x05,
  counter = 0,
  extra = Buffer.alloc(0),
}): Assertion {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  const data = Buffer.concat([sha256(rpId), Buffer.of(flags), count, extra]);
  const clientData = Buffer.from(client);
  return {
    clientDataJSON: clientData.toString('base64url'),
    authenticatorData: data.toString('base64url'),
    signature: sign('sha256', Buffer.concat([data, sha256(clientData)]), privateKey).toString(
      'base64url',
    ),
  };
}

const clientWith = (fields: object): string => JSON.stringify({ ...CLIENT, ...fields });

describe('assertion', () => {
  it.each([
    ['as a browser makes it', assertionOf({})],
    ['with members that a browser added', assertionOf({ client: clientWith({ extra: [1] }) })],
    ['from a synced passkey', assertionOf({ flags: 0x1d })],
    ['with a signature counter, which is not looked at', assertionOf({ counter: 9 })],
    ['with extension data', assertionOf({ flags: 0x85, extra: Buffer.of(0xa0) })],
  ])('C5.1 counts %s', async (_name, assertion) => {
    expect(await assertionFault(expected, assertion, check)).toBeUndefined();
  });

  const good = assertionOf({});
  it.each<[string, string, Assertion]>([
    [
      'client-data',
      'of a registration',
      assertionOf({ client: clientWith({ type: 'webauthn.create' }) }),
    ],
    [
      'client-data',
      'of another challenge',
      assertionOf({ client: clientWith({ challenge: 'AAAA' }) }),
    ],
    [
      'client-data',
      'in a foreign frame',
      assertionOf({ client: clientWith({ crossOrigin: true }) }),
    ],
    [
      'client-data',
      'under a foreign top page',
      assertionOf({ client: clientWith({ topOrigin: 'https://x' }) }),
    ],
    ['client-data', 'of no JSON', assertionOf({ client: '{' })],
    ['client-data', 'of a JSON null', assertionOf({ client: 'null' })],
    ['client-data', 'in padded base64', { ...good, clientDataJSON: `${good.clientDataJSON}=` }],
    [
      'origin',
      'from another page',
      assertionOf({ client: clientWith({ origin: 'https://evil' }) }),
    ],
    [
      'origin',
      'from a page that is named alike',
      assertionOf({ client: clientWith({ origin: `${ORIGIN}.evil` }) }),
    ],
    ['origin', 'from a list', assertionOf({ client: clientWith({ origin: [ORIGIN] }) })],
    ['rp', 'for another relying party', assertionOf({ rpId: 'riverside.localhost' })],
    ['rp', 'with short data', { ...good, authenticatorData: 'AAAA' }],
    ['not-verified-user', 'without verification', assertionOf({ flags: 0x01 })],
    ['not-verified-user', 'without presence', assertionOf({ flags: 0x04 })],
    [
      'signature',
      'with another signature',
      { ...good, signature: assertionOf({ counter: 2 }).signature },
    ],
    ['signature', 'with no signature', { ...good, signature: '' }],
    [
      'signature',
      'with data of another',
      { ...good, authenticatorData: assertionOf({ counter: 1 }).authenticatorData },
    ],
  ])('C5.2 finds %s in one %s', async (fault, _name, assertion) => {
    expect(await assertionFault(expected, assertion, check)).toBe(fault);
  });

  it('C5.2 finds a signature by another key', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const key = other.export({ type: 'spki', format: 'der' });
    expect(await assertionFault({ ...expected, spki: key }, good, check)).toBe('signature');
  });

  it('C5.3 asks for another challenge for another handle, version, document or channel', () => {
    const consent = { channel: 'careledger', handle: '00', version: 1, document: '11' };
    const challenges = [
      consent,
      { ...consent, channel: 'other' },
      { ...consent, handle: '01' },
      { ...consent, version: 2 },
      { ...consent, document: '12' },
    ].map((one) => toHex(consentChallenge(one)));
    expect(new Set(challenges).size).toBe(challenges.length);
    expect(challenges[0]).toBe(
      sha256(
        'careledger-consent-v1\n{"channel":"careledger","document":"11","handle":"00","version":1}',
      ).toString('hex'),
    );
  });
});
