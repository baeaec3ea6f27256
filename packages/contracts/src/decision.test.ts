import { commitment, createTree, fromHex, leafHash, toHex } from '@careledger/proof';
import { array, assert, constantFrom, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWorld, decidable, random32 } from '../testing/index.ts';
import { decide } from './decide.ts';
import { answerNonces, paddedLeaves, paddedRoot, sealAnswer } from './decision.ts';
import { createVerifier } from './signature.ts';

const hex = uint8Array({ minLength: 32, maxLength: 32 }).map(toHex);

describe('padding', () => {
  it('C12.1 makes a power of two of at least 16 leaves that holds every commitment', () => {
    assert(
      property(array(hex, { maxLength: 70 }), hex, (commitments, seed) => {
        const leaves = paddedLeaves(commitments, seed);
        expect(leaves.length).toBeGreaterThanOrEqual(16);
        expect(Math.log2(leaves.length) % 1).toBe(0);
        expect(leaves.length).toBeLessThan(Math.max(17, 2 * commitments.length));
        expect(leaves.filter((leaf) => commitments.includes(leaf))).toHaveLength(
          commitments.length,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('C12.1 adds nothing to a power of two', () => {
    for (const count of [16, 32, 64])
      expect(paddedLeaves(Array.from({ length: count }, random32), random32())).toHaveLength(count);
  });

  it('C12.1 orders leaves by the seed, not as they came, and always the same', () => {
    const commitments = Array.from({ length: 16 }, random32);
    const seed = random32();
    const leaves = paddedLeaves(commitments, seed);
    expect(leaves).toEqual(paddedLeaves(commitments.toReversed(), seed));
    expect(leaves).not.toEqual(commitments);
    expect(leaves).not.toEqual(paddedLeaves(commitments, random32()));
  });

  it('J3 has the root of the RFC 9162 tree over its leaves', () => {
    assert(
      property(integer({ min: 0, max: 40 }), hex, (count, seed) => {
        const commitments = Array.from({ length: count }, random32);
        const tree = createTree(
          paddedLeaves(commitments, seed).map((leaf) => leafHash(fromHex(leaf))),
        );
        expect(paddedRoot(commitments, seed)).toBe(toHex(tree.root()));
      }),
      { numRuns: 20 },
    );
  });
});

describe('sealAnswer', () => {
  it('C17 opens in two steps: the answer tells the asker nothing of the decision', async () => {
    const asked = decidable(createWorld());
    const decided = await decide(asked, createVerifier());
    const nonces = answerNonces(asked.input.nonce);
    const sealed = sealAnswer(decided, asked.input.nonce);
    expect(sealed.commitment).toBe(commitment(nonces.open, sealed.answer));
    expect(sealed.answer.detail).toBe(commitment(nonces.detail, decided));
    expect(Object.keys(sealed.answer).toSorted()).toEqual(['detail', 'root', 'rule', 'v']);
    const released = decided.released.map((index) => asked.input.offered[index]?.commitment ?? '');
    expect(paddedRoot(released, nonces.padding)).toBe(sealed.answer.root);
  });

  it('C17 derives secrets that differ from each other and from the nonce', () => {
    assert(
      property(hex, constantFrom('open', 'detail', 'padding'), (nonce, name) => {
        const nonces = answerNonces(nonce);
        const others = Object.values({ ...nonces, [name]: nonce });
        expect(new Set([...others, nonces[name]]).size).toBe(4);
      }),
    );
  });
});
