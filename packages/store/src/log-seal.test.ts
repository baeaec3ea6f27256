import { describe, expect, it } from 'vitest';
import { parseSeal, sealText } from './log-seal.ts';

const seal = {
  log: 'vault',
  size: 7,
  head: 'ab'.repeat(32),
  root: 'cd'.repeat(32),
  segments: [{ bytes: 700, sha256: 'ef'.repeat(32) }],
  side: { offsets: '01'.repeat(32), tree: '23'.repeat(32) },
};

describe('the seal of a clean stop', () => {
  it('J4.1 is itself again as text, and nothing else for every bit that is changed', () => {
    const bytes = Buffer.from(sealText(seal));
    expect(parseSeal(bytes, 'vault')).toEqual(seal);
    for (let at = 0; at < bytes.byteLength; at += 1)
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        expect(parseSeal(changed, 'vault')).toBeTypeOf('string');
      }
    expect(parseSeal(Buffer.concat([bytes, Buffer.from('\n')]), 'vault')).toBeTypeOf('string');
    expect(parseSeal(bytes.subarray(0, -1), 'vault')).toBeTypeOf('string');
  });

  it('belongs to one log', () => {
    expect(parseSeal(Buffer.from(sealText(seal)), 'journal')).toBeTypeOf('string');
  });
});
