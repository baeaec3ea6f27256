import { array, assert, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, verifyInclusion, leafHash } from '@careledger/proof';
import { contributionTree } from './act.ts';

const hex32 = uint8Array({ minLength: 32, maxLength: 32 }).map((b) =>
  Buffer.from(b).toString('hex'),
);

describe('contribution tree', () => {
  it('R4 proves every commitment at its place, and the size is a power of two of at least 16', () => {
    assert(
      property(hex32, array(hex32, { minLength: 1, maxLength: 40 }), (seed, commitments) => {
        const { root, places, tree } = contributionTree({ seed, commitments });
        expect(tree.size).toBe(2 ** Math.max(4, Math.ceil(Math.log2(commitments.length))));
        expect(new Set(places).size).toBe(commitments.length);
        for (const [n, place] of places.entries())
          expect(
            verifyInclusion({
              leaf: leafHash(fromHex(commitments[n] ?? '')),
              index: place,
              size: tree.size,
              root: fromHex(root),
              path: tree.inclusion(place),
            }),
          ).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('I2.2 is the same for the same seed and another for another', () => {
    const commitments = ['11'.repeat(32), '22'.repeat(32)];
    const one = contributionTree({ seed: 'aa'.repeat(32), commitments });
    expect(contributionTree({ seed: 'aa'.repeat(32), commitments }).root).toBe(one.root);
    expect(contributionTree({ seed: 'ab'.repeat(32), commitments }).root).not.toBe(one.root);
  });
});
