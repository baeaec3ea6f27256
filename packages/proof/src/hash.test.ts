import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from './bytes.ts';
import { commitment, sha256, signedForm } from './hash.ts';

describe('hashes', () => {
  it('FIPS 180-4: SHA-256 of abc', () => {
    expect(toHex(sha256(utf8('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('hashes parts as one text', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (parts) => {
        const expected = createHash('sha256').update(Buffer.concat(parts)).digest('hex');
        expect(toHex(sha256(...parts))).toBe(expected);
      }),
    );
  });

  it('commits to nonce and canonical form', () => {
    const nonce = '11'.repeat(32);
    const expected = createHash('sha256')
      .update(Buffer.alloc(32, 0x11))
      .update('{"a":1,"b":"ü"}')
      .digest('hex');
    expect(commitment(nonce, { b: 'ü', a: 1 })).toBe(expected);
    expect(commitment('12'.repeat(32), { b: 'ü', a: 1 })).not.toBe(expected);
  });

  it.each(['11'.repeat(31), '11'.repeat(33), '', 'AA'.repeat(32)])(
    'refuses the nonce %j, which would let two forms share a commitment',
    (nonce) => {
      expect(() => commitment(nonce, {})).toThrow(expect.objectContaining({ code: 'encoding' }));
    },
  );

  it('signs a domain and a form', () => {
    expect(Buffer.from(signedForm('careledger-act-v1', { b: 1, a: 2 })).toString()).toBe(
      'careledger-act-v1\n{"a":2,"b":1}',
    );
  });
});
