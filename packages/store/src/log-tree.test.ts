import {
  createTree,
  fromHex,
  leafHash,
  verifyConsistency,
  verifyInclusion,
} from '@careledger/proof';
import { assert, integer, nat, property } from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digest } from './digest.ts';
import { FileTree, Frontier, nodesFor, treeLeaf } from './log-tree.ts';
import { scratchFolder } from './scratch-folder.ts';
import { SideFile } from './side-file.ts';

const commitment = (n: number): Buffer => digest(Buffer.from(`leaf ${n}`));
const hexes = (hashes: readonly Uint8Array[]): string[] =>
  hashes.map((hash) => Buffer.from(hash).toString('hex'));

describe('the tree of a log', () => {
  it('J2 J3 gives the roots and paths of the tree in memory, at every size', async () => {
    await using folder = await scratchFolder();
    const file = SideFile.open(join(folder.path, 'tree'));
    const tree = new FileTree(file, 'journal');
    const model = createTree();
    expect(tree.root()).toEqual(Buffer.from(model.root()));
    for (let size = 1; size <= 70; size += 1) {
      tree.stage([commitment(size - 1)])();
      model.append(treeLeaf(commitment(size - 1)));
      expect(hexes([tree.root()])).toEqual(hexes([model.root()]));
    }
    assert(
      property(integer({ min: 1, max: 70 }), nat(69), (size, position) => {
        const index = position % size;
        expect(hexes([tree.root(size)])).toEqual(hexes([model.root(size)]));
        expect(hexes(tree.inclusion(index, size))).toEqual(hexes(model.inclusion(index, size)));
        expect(hexes(tree.consistency(index + 1, size))).toEqual(
          hexes(model.consistency(index + 1, size)),
        );
      }),
    );
    file.close();
  });

  it('J3 gives paths that the verifier of the proof package accepts', async () => {
    await using folder = await scratchFolder();
    const file = SideFile.open(join(folder.path, 'tree'));
    const tree = new FileTree(file, 'journal');
    tree.stage(Array.from({ length: 41 }, (_, n) => commitment(n)))();
    const leaf = leafHash(fromHex(commitment(17).toString('hex')));
    expect(
      verifyInclusion({ leaf, index: 17, size: 41, root: tree.root(), path: tree.inclusion(17) }),
    ).toBe(true);
    expect(
      verifyConsistency({
        first: 13,
        firstRoot: tree.root(13),
        second: 41,
        secondRoot: tree.root(),
        path: tree.consistency(13),
      }),
    ).toBe(true);
    file.close();
  });

  it('goes on from its file at any size, and shows nothing that is only staged', async () => {
    await using folder = await scratchFolder();
    const file = SideFile.open(join(folder.path, 'tree'));
    const tree = new FileTree(file, 'journal');
    const roots = [tree.root().toString('hex')];
    for (let n = 0; n < 33; n += 1) {
      tree.stage([commitment(n)])();
      roots.push(tree.root().toString('hex'));
    }
    tree.stage([commitment(99)]);
    expect(tree.size).toBe(33);
    expect(tree.root().toString('hex')).toBe(roots[33]);
    for (const size of [33, 32, 31, 7, 1, 0]) {
      expect(tree.resume(size)).toBe(true);
      expect(tree.root().toString('hex')).toBe(roots[size]);
      expect(file.bytes()).toBe(nodesFor(size) * 32);
    }
    expect(tree.resume(1)).toBe(false);
    file.close();
  });

  it('keeps the root of a frontier equal to that of the whole tree', () => {
    const frontier = new Frontier();
    const model = createTree();
    for (let n = 0; n < 100; n += 1) {
      frontier.add(treeLeaf(commitment(n)));
      model.append(treeLeaf(commitment(n)));
      expect(hexes([frontier.root()])).toEqual(hexes([model.root()]));
    }
  });
});
