import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { registrationFault, type Registration } from './registration.ts';

const ORIGIN = 'http://northgate.localhost:8101';
const challenge = new Uint8Array(32).fill(9);
const expected = { rpId: 'northgate.localhost', challenge, origins: [ORIGIN] };
const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const spki = publicKey.export({ type: 'spki', format: 'der' });
const id = Buffer.alloc(32, 3);
const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
const cose = Buffer.concat([
  Buffer.from('a5010203262001215820', 'hex'),
  Buffer.from(x, 'base64url'),
  Buffer.from('225820', 'hex'),
  Buffer.from(y, 'base64url'),
]);

function registrationOf({
  type = 'webauthn.create',
  flags = 0x45,
  credential = id,
  key = cose,
  extra = '',
}): Registration {
  const client = { type, challenge: Buffer.from(challenge).toString('base64url'), origin: ORIGIN };
  const data = Buffer.concat([
    createHash('sha256').update(expected.rpId).digest(),
    Buffer.of(flags, 0, 0, 0, 0),
    Buffer.alloc(16),
    Buffer.of(0, credential.length),
    credential,
    key,
    Buffer.from(extra, 'hex'),
  ]);
  return {
    id: id.toString('base64url'),
    spki: spki.toString('base64url'),
    clientDataJSON: Buffer.from(JSON.stringify(client)).toString('base64url'),
    authenticatorData: data.toString('base64url'),
  };
}

describe('registration', () => {
  it.each([
    ['as a browser makes it', registrationOf({})],
    ['with extension data', registrationOf({ flags: 0xc5, extra: 'a0' })],
  ])('I1.1 counts %s', (_name, registration) => {
    expect(registrationFault(expected, registration)).toBeUndefined();
  });

  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
  const otherSpki = other.export({ type: 'spki', format: 'der' }).toString('base64url');
  const ed25519 = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
  const good = registrationOf({});
  it.each<[string, string, Registration]>([
    ['client-data', 'that is an assertion', registrationOf({ type: 'webauthn.get' })],
    ['not-verified-user', 'without verification', registrationOf({ flags: 0x41 })],
    ['credential', 'without a credential', registrationOf({ flags: 0x05 })],
    ['credential', 'of another key', { ...good, spki: otherSpki }],
    ['credential', 'of another curve', { ...good, spki: ed25519.toString('base64url') }],
    ['credential', 'of another id', registrationOf({ credential: Buffer.alloc(32, 4) })],
    ['credential', 'of no id', { ...good, id: '' }],
    ['credential', 'with a key cut short', registrationOf({ key: cose.subarray(0, 70) })],
  ])('I1.1 finds %s in one %s', (fault, _name, registration) => {
    expect(registrationFault(expected, registration)).toBe(fault);
  });
});
