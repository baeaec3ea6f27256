import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../wire/digest.ts';
import { commitHash, versionBytes } from './commit-hash.ts';
import { blockUpdates } from './conflicts.ts';

const emptyState = { get: () => undefined, range: () => [], history: () => [] };
const none = { reads: [], ranges: [] };

describe('the commit hash', () => {
  it("E1 has Fabric's bytes: codes with their length, writes in byte order, the hash before", () => {
    const updates = blockUpdates(emptyState);
    const writes = [
      { key: 'b', value: Buffer.from('2') },
      { key: 'a', value: undefined },
    ];
    updates.add([{ namespace: 'ns2', ...none, writes }], { block: 300, tx: 0 });
    updates.add([{ namespace: 'ns1', ...none, writes: [{ key: 'k', value: Buffer.from('v') }] }], {
      block: 300,
      tx: 1,
    });
    // Each write is a message of namespace 1, key 3, deletion 4, value 5, version 6.
    const first = message({ 1: 'ns1', 3: 'k', 5: 'v', 6: '02012c0101' });
    const second = message({ 1: 'ns2', 3: 'a', 4: true, 6: '02012c00' });
    const third = message({ 3: 'b', 5: '2', 6: '02012c00' });
    expect(commitHash(Uint8Array.of(0, 0), updates.last, Buffer.from('before'))).toEqual(
      sha256(
        Buffer.from([2, 0, 0]),
        framed(first),
        framed(second),
        framed(third),
        Buffer.from('before'),
      ),
    );
  });

  it('E1 counts the last write of a key in a block only', () => {
    const twice = blockUpdates(emptyState);
    const once = blockUpdates(emptyState);
    const write = (value: string) => [
      { namespace: 'n', ...none, writes: [{ key: 'k', value: Buffer.from(value) }] },
    ];
    twice.add(write('1'), { block: 1, tx: 0 });
    twice.add(write('2'), { block: 1, tx: 1 });
    once.add(write('2'), { block: 1, tx: 1 });
    const codes = Uint8Array.of(0, 0);
    expect(commitHash(codes, twice.last, Buffer.alloc(0))).toEqual(
      commitHash(codes, once.last, Buffer.alloc(0)),
    );
  });

  it('E2 keeps the order of versions in their bytes', () => {
    const number = fc.integer({ min: 0, max: 2 ** 48 });
    const version = fc.record({ block: number, tx: number });
    fc.assert(
      fc.property(version, version, (left, right) => {
        const order = Math.sign(left.block - right.block || left.tx - right.tx);
        expect(Math.sign(versionBytes(left).compare(versionBytes(right)))).toBe(order);
      }),
    );
  });
});

function message(fields: Readonly<Record<number, string | true>>): Buffer {
  return Buffer.concat(
    Object.entries(fields).map(([number, value]) => {
      if (value === true) return Buffer.of(Number(number) << 3, 1);
      const bytes = number === '6' ? Buffer.from(value, 'hex') : Buffer.from(value);
      return Buffer.concat([Buffer.of((Number(number) << 3) | 2, bytes.length), bytes]);
    }),
  );
}

function framed(content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0x0a, content.length), content]);
}
