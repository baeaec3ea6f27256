import { generateKeyPairSync, verify } from 'node:crypto';
import { assertionFault, type Verify } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import { verifyInBrowser } from '../everyone/verify.ts';
import { demonstrationAssertion } from './demonstration-passkey.ts';
import { rawOf } from './bytes.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = {
  id: 'AAAA',
  privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
};
const spki = publicKey.export({ format: 'der', type: 'spki' });
const asked = {
  challenge: Buffer.alloc(32, 7).toString('base64url'),
  rpId: 'northgate.localhost',
  origin: 'http://northgate.localhost:8101',
};
const byNode: Verify = (_, message, signature) => verify('sha256', message, publicKey, signature);

describe('the demonstration passkey of a browser', () => {
  it('C5.1 signs as an authenticator does: the contract counts its assertion', async () => {
    for (let round = 0; round < 20; round += 1) {
      const assertion = await demonstrationAssertion(key, asked);
      const expected = {
        rpId: asked.rpId,
        origins: [asked.origin],
        challenge: Buffer.alloc(32, 7),
        spki,
      };
      expect(await assertionFault(expected, assertion, byNode)).toBeUndefined();
      expect(await assertionFault(expected, assertion, verifyInBrowser)).toBeUndefined();
    }
  });

  it('C5.3 signs one challenge, which counts for no other', async () => {
    const assertion = await demonstrationAssertion(key, asked);
    const other = { ...asked, origins: [asked.origin], challenge: Buffer.alloc(32, 8), spki };
    expect(await assertionFault(other, assertion, byNode)).toBeDefined();
  });
});

describe('a signature in DER', () => {
  it('E5 is none where a byte is missing, added or of another kind', () => {
    const der = Buffer.from('3006020101020102', 'hex');
    expect(rawOf(der)?.length).toBe(64);
    for (const bad of [
      '30060201010201',
      '300602010102010200',
      '310602010102010',
      '3006030101020102',
    ])
      expect(rawOf(Buffer.from(bad, 'hex'))).toBeUndefined();
  });
});
