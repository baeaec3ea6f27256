import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64url, fromHex, toBase64url, toHex } from './bytes.ts';

const bytes = fc.uint8Array({ maxLength: 100 });
const encodingFault = expect.objectContaining({ name: 'ProofError', code: 'encoding' });

describe('hexadecimal', () => {
  it('writes and reads as Node does', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(toHex(value)).toBe(Buffer.from(value).toString('hex'));
        expect(fromHex(toHex(value))).toEqual(value);
      }),
    );
  });

  it.each(['A0', 'a', '0g', '0x', ' 00', 'é0', '0０', '00\n'])('refuses %j', (text) => {
    expect(() => fromHex(text)).toThrow(encodingFault);
  });

  it('refuses another length than asked for', () => {
    expect(() => fromHex('00'.repeat(31), 32)).toThrow(encodingFault);
  });
});

describe('base64url', () => {
  it('RFC 4648: writes and reads as Node does', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(toBase64url(value)).toBe(Buffer.from(value).toString('base64url'));
        expect(fromBase64url(toBase64url(value))).toEqual(value);
      }),
    );
  });

  it('J3 takes one text only for the same bytes', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (value, at, char) => {
        const text = toBase64url(value);
        const index = text.length === 0 ? 0 : at % text.length;
        const changed = text.slice(0, index) + char + text.slice(index + 1);
        fc.pre(changed !== text);
        let read: Uint8Array | undefined;
        try {
          read = fromBase64url(changed);
        } catch (error) {
          expect(error).toMatchObject({ code: 'encoding' });
        }
        if (read !== undefined) {
          expect(toBase64url(read)).toBe(changed);
          expect(read).not.toEqual(value);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['A', 'AB', 'AAB', 'AA==', 'A+', 'A/', 'A A', 'ÀA', 'AAAAA'])('refuses %j', (text) => {
    expect(() => fromBase64url(text)).toThrow(encodingFault);
  });
});
