import { byteOrder, sha256 } from '../wire/digest.ts';
import type { Version } from '../wire/read-write-set.ts';
import type { Update } from './conflicts.ts';

/**
 * Fabric's commit hash of a block: SHA-256 over the validation codes with their length, the last write
 * of each key in byte order of namespace and key, and the commit hash before.
 */
export function commitHash(
  codes: Uint8Array,
  last: ReadonlyMap<string, ReadonlyMap<string, Update>>,
  previous: Uint8Array,
): Buffer {
  return sha256(varint(codes.length), codes, updateBytes(last), previous);
}

function updateBytes(last: ReadonlyMap<string, ReadonlyMap<string, Update>>): Buffer {
  const parts: Buffer[] = [];
  for (const [namespace, updates] of sorted(last)) {
    if (namespace === '') continue;
    let name = namespace;
    for (const [key, update] of sorted(updates)) {
      parts.push(field(1, writeBytes(name, key, update)));
      name = '';
    }
  }
  return Buffer.concat(parts);
}

function writeBytes(namespace: string, key: string, { value, version }: Update): Buffer {
  return Buffer.concat([
    field(1, Buffer.from(namespace)),
    field(3, Buffer.from(key)),
    value === undefined ? Buffer.of((4 << 3) | 0, 1) : Buffer.alloc(0),
    field(5, value ?? Buffer.alloc(0)),
    field(6, versionBytes(version)),
  ]);
}

/** Fabric's order-preserving bytes of a version: length and big-endian bytes of block, then of transaction. */
export function versionBytes({ block, tx }: Version): Buffer {
  return Buffer.concat([ordered(block), ordered(tx)]);
}

function ordered(value: number): Buffer {
  if (value === 0) return Buffer.of(0);
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.of(bytes.length), bytes]);
}

function field(number: number, content: Buffer): Buffer {
  return content.length === 0
    ? content
    : Buffer.concat([Buffer.of((number << 3) | 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].toSorted(([left], [right]) => byteOrder(left, right));
}
