import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8, type Hex } from './bytes.ts';
import { sha256 } from './hash.ts';
import { provesLeaf, rootAfter } from './map-path.ts';
import { createSparseMap, positionOf, type SparseMap } from './sparse-map.ts';

const NOTHING = '00'.repeat(32);
const hashOf = (text: string): Hex => toHex(sha256(utf8(text)));

// Positions that share long prefixes, so that deep branches occur, beside random ones.
const positions = fc.oneof(
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex),
  fc.tuple(fc.integer({ min: 0, max: 255 }), fc.nat(31)).map(([bit, byte]) => {
    const position = new Uint8Array(32);
    position[bit >> 3] = 0x80 >> (bit & 7);
    position[byte] = (position[byte] ?? 0) | 1;
    return toHex(position);
  }),
);
const leaves = fc.nat().map((seed) => hashOf(`leaf ${seed}`));
const writes = fc.array(fc.tuple(positions, leaves), { maxLength: 40 });

/** The definition, over a plain list of entries and text of bits, with Node's hash. */
function definedRoot(entries: [Hex, Hex][], depth = 0): Hex {
  const [first] = entries;
  if (first === undefined) return NOTHING;
  if (entries.length === 1) return nodeSha(`00${first[0]}${first[1]}`);
  const bit = ([position]: [Hex, Hex]): number =>
    (Number.parseInt(position[depth >> 2] ?? '0', 16) >> (3 - (depth & 3))) & 1;
  const left = definedRoot(
    entries.filter((entry) => bit(entry) === 0),
    depth + 1,
  );
  const right = definedRoot(
    entries.filter((entry) => bit(entry) === 1),
    depth + 1,
  );
  return nodeSha(`01${left}${right}`);
}

function nodeSha(hex: string): Hex {
  return createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex');
}

describe('sparse map', () => {
  it('I1 has the root of a plain map computed from scratch, whatever the order of writes', () => {
    fc.assert(
      fc.property(writes, (list) => {
        const plain = new Map(list);
        const map = createSparseMap(list);
        expect(map.root).toBe(definedRoot([...plain]));
        expect(createSparseMap([...plain].toReversed()).root).toBe(map.root);
        expect(map.size).toBe(plain.size);
        expect([...map.entries()]).toEqual([...plain].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      }),
      { numRuns: 300 },
    );
  });

  it('I1 proves presence and absence, and a change leads to the real root', () => {
    fc.assert(
      fc.property(writes, positions, leaves, leaves, (list, position, leaf, wrong) => {
        const map = createSparseMap(list);
        const old = map.get(position) ?? null;
        const path = map.prove(position);
        const root = map.root;
        expect(old).toBe(new Map(list).get(position) ?? null);
        expect(provesLeaf(root, position, old, path)).toBe(true);
        if (wrong !== old) expect(provesLeaf(root, position, wrong, path)).toBe(false);
        if (old !== null) expect(provesLeaf(root, position, null, path)).toBe(false);
        const after = rootAfter({ root, position, old, leaf, path });
        map.set(position, leaf);
        expect(after).toBe(map.root);
      }),
      { numRuns: 500 },
    );
  });

  it('I1 proves every entry of a map and holds for no other position', () => {
    fc.assert(
      fc.property(writes, positions, (list, other) => {
        const map = createSparseMap(list);
        for (const [position, leaf] of map.entries()) {
          const path = map.prove(position);
          expect(provesLeaf(map.root, position, leaf, path)).toBe(true);
          if (other !== position) expect(provesLeaf(map.root, other, leaf, path)).toBe(false);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('I1 accepts one text of a path only: no changed character, length or encoding', () => {
    fc.assert(
      fc.property(
        writes,
        positions,
        fc.nat(),
        fc.nat(63),
        fc.boolean(),
        (list, at, where, to, known) => {
          const map = createSparseMap(list);
          const [first] = list;
          const position = known && first !== undefined ? first[0] : at;
          const old = map.get(position) ?? null;
          const path = map.prove(position);
          const index = where % path.length;
          const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
          const char = alphabet[to] ?? 'A';
          const forgeries = [
            path.slice(0, index) + char + path.slice(index + 1),
            path.slice(0, index) + path.slice(index + 1),
            path.slice(0, index) + char + path.slice(index),
            `${path}=`,
            `${path}${'A'.repeat(43)}`,
            ` ${path}`,
            '',
          ].filter((forged) => forged !== path);
          for (const forged of forgeries) {
            expect(provesLeaf(map.root, position, old, forged)).toBe(false);
            const change = { root: map.root, position, old, leaf: NOTHING, path: forged };
            expect(rootAfter(change)).toBeUndefined();
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('I1 accepts no path that an attacker writes', () => {
    const map = createSparseMap([
      [hashOf('a'), hashOf('1')],
      [hashOf('b'), hashOf('2')],
      [hashOf('c'), hashOf('3')],
    ]);
    const bytes = fc.uint8Array({ maxLength: 400 });
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(...[...map.entries()].flat(), map.root, NOTHING).map((hex) => unhex(hex)),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
      ),
      { maxLength: 6 },
    );
    const built = fc.tuple(fc.nat(4), fc.nat(255), pieces).map(([depth, bitmap, hashes]) => {
      const head = depth === 0 ? [0, 0] : [0, depth, bitmap];
      return Buffer.concat([Buffer.from(head), ...hashes]);
    });
    fc.assert(
      fc.property(fc.oneof(bytes, built), fc.constantFrom('a', 'b', 'x'), (forged, name) => {
        const position = hashOf(name);
        const path = Buffer.from(forged).toString('base64url');
        const truth = map.get(position) ?? null;
        const honest = map.prove(position);
        for (const leaf of [null, hashOf('1'), hashOf('9')])
          if (leaf !== truth || path !== honest)
            expect(provesLeaf(map.root, position, leaf, path)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('holds an inner node for no entry, and an entry for no inner node', () => {
    const map = createSparseMap([
      ['00'.repeat(32), hashOf('1')],
      [`80${'00'.repeat(31)}`, hashOf('2')],
    ]);
    const [left = '', right = ''] = [...map.entries()].map(([at, leaf]) =>
      nodeSha(`00${at}${leaf}`),
    );
    expect(map.root).toBe(nodeSha(`01${left}${right}`));
    // The two hashes of the root's children, offered as position and leaf of a single entry.
    const path = Buffer.concat([Buffer.of(0, 0)]).toString('base64url');
    expect(provesLeaf(map.root, left, right, path)).toBe(false);
  });

  it('leaves a map as it is when a copy of it changes', () => {
    const map = createSparseMap([[hashOf('a'), hashOf('1')]]);
    const { root } = map;
    const copy = map.copy();
    copy.set(hashOf('b'), hashOf('2'));
    copy.set(hashOf('a'), hashOf('3'));
    expect([map.root, map.size, map.get(hashOf('a'))]).toEqual([root, 1, hashOf('1')]);
    expect(copy.size).toBe(2);
  });

  it('says no to what is not 32 bytes of lower-case hexadecimal, without throwing', () => {
    const map = createSparseMap([['aa'.repeat(32), hashOf('1')]]);
    const path = map.prove('aa'.repeat(32));
    expect(provesLeaf(map.root, 'aa'.repeat(32), hashOf('1'), path)).toBe(true);
    expect(provesLeaf(map.root.toUpperCase(), 'aa'.repeat(32), hashOf('1'), path)).toBe(false);
    expect(provesLeaf(map.root, 'AA'.repeat(32), hashOf('1'), path)).toBe(false);
    expect(provesLeaf(map.root, 'aa'.repeat(31), hashOf('1'), path)).toBe(false);
    const change = { root: map.root, position: 'aa'.repeat(32), old: hashOf('1'), path };
    expect(rootAfter({ ...change, leaf: 'ff' })).toBeUndefined();
    expect(() => map.set('aa', hashOf('1'))).toThrow(expect.objectContaining({ code: 'encoding' }));
  });

  it('places a handle at the hash of its bytes', () => {
    expect(positionOf('ab'.repeat(32))).toBe(nodeSha('ab'.repeat(32)));
  });

  it('I1 proves in at most 1 KB at 100,000 entries, and follows further changes', () => {
    const map = mapOf(100_000);
    let longest = 0;
    for (let index = 0; index < 5_000; index += 1) {
      longest = Math.max(longest, map.prove(hashOf(`p${index * 20}`)).length);
      longest = Math.max(longest, map.prove(hashOf(`absent ${index}`)).length);
    }
    expect(longest).toBeLessThanOrEqual(1024);
    for (const [name, old] of [['p77', hashOf('l77')] as const, ['new', null] as const]) {
      const position = hashOf(name);
      const change = { root: map.root, position, old, leaf: hashOf('next') };
      const after = rootAfter({ ...change, path: map.prove(position) });
      map.set(position, change.leaf);
      expect(after).toBe(map.root);
    }
  });
});

function mapOf(count: number): SparseMap {
  const map = createSparseMap();
  for (let index = 0; index < count; index += 1) map.set(hashOf(`p${index}`), hashOf(`l${index}`));
  return map;
}

function unhex(hex: Hex): Uint8Array {
  return Buffer.from(hex, 'hex');
}
