import { describe, expect, it } from 'vitest';
import { hpkeKeyPair, hpkeOpen, hpkeSeal } from './hpke.ts';

const plaintext = Buffer.from('what is released');
const aad = Buffer.from('answer');
const info = Buffer.from('careledger-release-v1');

describe('HPKE', () => {
  it('D6 opens for the holder of the key, and looks different each time', async () => {
    const { publicKey, privateKey } = await hpkeKeyPair();
    const sealed = await hpkeSeal({ to: publicKey, plaintext, aad, info });
    expect(await hpkeOpen({ privateKey, sealed, aad, info })).toEqual(plaintext);
    expect(sealed).toHaveLength(65 + plaintext.length + 16);
    expect(await hpkeSeal({ to: publicKey, plaintext, aad, info })).not.toEqual(sealed);
  });

  it('D6 opens for nobody else, for nothing else, and not when changed', async () => {
    const { publicKey, privateKey } = await hpkeKeyPair();
    const other = await hpkeKeyPair();
    const sealed = await hpkeSeal({ to: publicKey, plaintext, aad, info });
    const flipped = (at: number): Buffer => {
      const forged = Buffer.from(sealed);
      forged[at] = (forged[at] ?? 0) ^ 1;
      return forged;
    };
    const attempts = [
      { privateKey: other.privateKey, sealed, aad, info },
      { privateKey, sealed, aad: Buffer.from('another'), info },
      { privateKey, sealed, aad, info: Buffer.from('another') },
      { privateKey, sealed: sealed.subarray(0, -1), aad, info },
      { privateKey, sealed: Buffer.alloc(3), aad, info },
      { privateKey: new Uint8Array(3), sealed, aad, info },
      ...[0, 1, 40, 65, sealed.length - 1].map((at) => ({
        privateKey,
        sealed: flipped(at),
        aad,
        info,
      })),
    ];
    for (const attempt of attempts)
      await expect(hpkeOpen(attempt)).rejects.toMatchObject({ code: 'not-opened' });
  });

  it.each(['', 'AAAA', '!', Buffer.alloc(65, 4).toString('base64url')])(
    'E5 seals nothing to %j, which is no point',
    async (to) => {
      await expect(hpkeSeal({ to, plaintext, aad, info })).rejects.toMatchObject({ code: 'key' });
    },
  );
});
