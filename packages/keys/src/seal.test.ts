import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKey, open, seal, unwrapKey, wrapKey } from './seal.ts';

const bytes = fc.uint8Array({ maxLength: 200 });
const notOpened = expect.objectContaining({ name: 'KeysError', code: 'not-opened' });

describe('seal', () => {
  it('D6 opens with the same key and purpose', () => {
    fc.assert(
      fc.property(bytes, bytes, (plaintext, aad) => {
        const key = newKey();
        const sealed = seal(key, plaintext, aad);
        expect(open(key, sealed, aad)).toEqual(Buffer.from(plaintext));
        expect(sealed).toHaveLength(plaintext.length + 28);
      }),
    );
  });

  it('D6 opens with no other key, purpose, changed or shortened bytes', () => {
    const key = newKey();
    const aad = Buffer.from('record 1');
    const sealed = seal(key, Buffer.from('content'), aad);
    expect(() => open(newKey(), sealed, aad)).toThrow(notOpened);
    expect(() => open(key, sealed, Buffer.from('record 2'))).toThrow(notOpened);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const forged = Buffer.from(sealed);
      forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => open(key, forged, aad)).toThrow(notOpened);
    }
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => open(key, sealed.subarray(0, length), aad)).toThrow(notOpened);
  });

  it('never uses a nonce twice', () => {
    const key = newKey();
    const nonces = Array.from({ length: 500 }, () =>
      seal(key, Buffer.of(1), Buffer.of(2)).toString('hex', 0, 12),
    );
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it('R5 wraps keys, and only keys', () => {
    const [wrapping, key, aad] = [newKey(), newKey(), Buffer.from('compartment')];
    expect(unwrapKey(wrapping, wrapKey(wrapping, key, aad), aad)).toEqual(key);
    const wrongLength = expect.objectContaining({ code: 'key' });
    expect(() => wrapKey(wrapping, Buffer.alloc(16), aad)).toThrow(wrongLength);
    expect(() => unwrapKey(wrapping, seal(wrapping, Buffer.alloc(16), aad), aad)).toThrow(
      wrongLength,
    );
    expect(() => seal(Buffer.alloc(31), key, aad)).toThrow(wrongLength);
  });
});
