import { createHash } from 'node:crypto';
import { createTree, fromHex, leafHash, toHex, type Hex, type Tree } from '@careledger/proof';

const LEAST = 16;

/** The Merkle tree of a contribution: salted commitments, padded and shuffled, so that it shows no count and no order. */
export interface ContributionTree {
  readonly root: Hex;
  /** Place in the tree of each commitment, in the order given. */
  readonly places: readonly number[];
  readonly tree: Tree;
}

/** Pads to a power of two of at least 16 with values from `seed`, shuffles by `seed`, and builds the tree. */
export function contributionTree(options: {
  seed: Hex;
  commitments: readonly Hex[];
}): ContributionTree {
  const seed = fromHex(options.seed, 32);
  const { commitments } = options;
  let size = LEAST;
  while (size < commitments.length) size *= 2;
  const leaves = Array.from({ length: size }, (_, n) => {
    const leaf = commitments[n];
    return {
      n,
      leaf:
        leaf === undefined ? draw('careledger-pad-v1', seed, n) : Buffer.from(fromHex(leaf, 32)),
      rank: draw('careledger-order-v1', seed, n),
    };
  }).toSorted((left, right) => Buffer.compare(left.rank, right.rank));
  const tree = createTree(leaves.map(({ leaf }) => leafHash(leaf)));
  const places = Array.from({ length: commitments.length }, () => 0);
  for (const [place, { n }] of leaves.entries()) if (n < places.length) places[n] = place;
  return { root: toHex(tree.root()), places, tree };
}

function draw(label: string, seed: Uint8Array, n: number): Buffer {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(n);
  return createHash('sha256').update(label).update(seed).update(number).digest();
}
