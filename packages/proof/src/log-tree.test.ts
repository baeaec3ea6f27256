import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { sha256 } from './hash.ts';
import { createTree, leafHash, nodeHash, verifyConsistency, verifyInclusion } from './log-tree.ts';

// Certificate Transparency's test tree: seven inputs and the roots over the first n of them.
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
];

const leavesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => leafHash(utf8(`leaf ${index}`)));

/** RFC 9162 section 2.1.1, word for word. */
function definedRoot(leaves: Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)));
}

const trees = fc.integer({ min: 1, max: 300 }).chain((count) =>
  fc.record({
    leaves: fc.constant(leavesOf(count)),
    size: fc.integer({ min: 1, max: count }),
    pick: fc.nat(),
    bit: fc.nat(),
  }),
);

describe('log tree', () => {
  it('RFC 9162 2.1.1: has the roots of the published tree at every size', () => {
    const tree = createTree(INPUTS.map((input) => leafHash(fromHex(input))));
    expect(ROOTS.map((_, index) => toHex(tree.root(index + 1)))).toEqual(ROOTS);
    expect(toHex(tree.root(0))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('RFC 9162 2.1.3.1: gives the published paths', () => {
    const tree = createTree(INPUTS.map((input) => leafHash(fromHex(input))));
    expect(tree.inclusion(0, 7).map(toHex)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      toHex(nodeHash(nodeHash(hashAt(4), hashAt(5)), hashAt(6))),
    ]);
    expect(tree.consistency(3, 7).map(toHex)).toEqual([
      toHex(hashAt(2)),
      toHex(hashAt(3)),
      ROOTS[1],
      toHex(nodeHash(nodeHash(hashAt(4), hashAt(5)), hashAt(6))),
    ]);
  });

  it('J2 proves every leaf under every past root, as defined, and nothing else', () => {
    fc.assert(
      fc.property(trees, ({ leaves, size, pick, bit }) => {
        const tree = createTree(leaves);
        const index = pick % size;
        const leaf = leaves[index] ?? new Uint8Array();
        const root = tree.root(size);
        const path = tree.inclusion(index, size);
        expect(toHex(root)).toBe(toHex(definedRoot(leaves.slice(0, size))));
        expect(verifyInclusion({ leaf, index, size, root, path })).toBe(true);
        expect(verifyInclusion({ leaf, index: index + 1, size, root, path })).toBe(false);
        expect(verifyInclusion({ leaf: flip(leaf, bit), index, size, root, path })).toBe(false);
        expect(verifyInclusion({ leaf, index, size, root: flip(root, bit), path })).toBe(false);
        expect(verifyInclusion({ leaf, index, size, root, path: [...path, leaf] })).toBe(false);
        if (path.length > 0) {
          const step = bit % path.length;
          const forged = path.map((hash, at) => (at === step ? flip(hash, bit) : hash));
          expect(verifyInclusion({ leaf, index, size, root, path: forged })).toBe(false);
          const shorter = path.slice(1);
          expect(verifyInclusion({ leaf, index, size, root, path: shorter })).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('J2 proves that every size extends every smaller one, and nothing else', () => {
    fc.assert(
      fc.property(trees, ({ leaves, size: second, pick, bit }) => {
        const tree = createTree(leaves);
        const first = (pick % second) + 1;
        const firstRoot = tree.root(first);
        const secondRoot = tree.root(second);
        const path = tree.consistency(first, second);
        const claim = { first, firstRoot, second, secondRoot, path };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, firstRoot: flip(firstRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, secondRoot: flip(secondRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...claim, path: [...path, firstRoot] })).toBe(false);
        expect(verifyConsistency({ ...claim, first: 0 })).toBe(false);
        if (path.length > 0)
          expect(verifyConsistency({ ...claim, path: path.slice(0, -1) })).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('grows without changing what it said of a past size', () => {
    const tree = createTree();
    const said: string[] = [];
    for (const leaf of leavesOf(9000)) {
      tree.append(leaf);
      if (tree.size % 500 === 0) said.push(toHex(tree.root()));
    }
    expect(said).toEqual(said.map((_, index) => toHex(tree.root((index + 1) * 500))));
    expect(said.at(-1)).toBe(toHex(definedRoot(leavesOf(9000))));
  });

  it('gives copies that no caller can change', () => {
    const tree = createTree(leavesOf(2));
    tree.root(1).fill(0);
    tree.inclusion(0)[0]?.fill(0);
    expect(toHex(tree.root())).toBe(toHex(definedRoot(leavesOf(2))));
  });

  it.each([
    ['a root beyond its size', () => createTree().root(1)],
    ['a leaf beyond the size', () => createTree(leavesOf(3)).inclusion(2, 2)],
    ['a fraction', () => createTree(leavesOf(3)).root(1.5)],
    ['consistency from nothing', () => createTree(leavesOf(3)).consistency(0)],
    ['consistency backwards', () => createTree(leavesOf(3)).consistency(3, 2)],
    ['a short hash', () => createTree([new Uint8Array(31)])],
  ])('refuses %s', (_name, run) => {
    expect(run).toThrow(expect.objectContaining({ code: 'range' }));
  });

  it.each([Number.NaN, -1, 0.5, 2 ** 53, Infinity])('verifies nothing at the size %d', (size) => {
    const [leaf = new Uint8Array()] = leavesOf(1);
    expect(verifyInclusion({ leaf, index: 0, size, root: leaf, path: [] })).toBe(false);
    expect(verifyInclusion({ leaf, index: size, size: 1, root: leaf, path: [] })).toBe(false);
    const claim = { first: 1, firstRoot: leaf, secondRoot: leaf, path: [] };
    expect(verifyConsistency({ ...claim, second: size })).toBe(false);
  });
});

function hashAt(index: number): Uint8Array {
  return leafHash(fromHex(INPUTS[index] ?? ''));
}

function flip(hash: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(hash);
  const at = bit % (8 * hash.length);
  flipped[at >> 3] = (flipped[at >> 3] ?? 0) ^ (1 << (at & 7));
  return flipped;
}
