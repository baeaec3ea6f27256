import { ProofError } from './proof-error.ts';

/** Bytes of one hash. */
export const HASH_SIZE = 32;

const PAGE_HASHES = 4096;
const FIRST_HASHES = 8;

/** A growing list of 32-byte hashes in pages, so that growth never copies more than one page. */
export interface HashList {
  readonly length: number;
  push(hash: Uint8Array): void;
  /** A copy of the hash at an index; `ProofError` 'range' outside. */
  at(index: number): Uint8Array;
}

/** An empty list. */
export function openHashList(): HashList {
  const pages: Uint8Array[] = [];
  let length = 0;

  const roomFor = (index: number): Uint8Array => {
    const number = Math.floor(index / PAGE_HASHES);
    const needed = ((index % PAGE_HASHES) + 1) * HASH_SIZE;
    const page = pages[number];
    if (page !== undefined && page.length >= needed) return page;
    const hashes = number > 0 ? PAGE_HASHES : Math.max(FIRST_HASHES, (2 * needed) / HASH_SIZE);
    const grown = new Uint8Array(Math.min(PAGE_HASHES, hashes) * HASH_SIZE);
    if (page !== undefined) grown.set(page);
    pages[number] = grown;
    return grown;
  };

  return {
    get length() {
      return length;
    },
    push(hash) {
      roomFor(length).set(hash, (length % PAGE_HASHES) * HASH_SIZE);
      length += 1;
    },
    at(index) {
      const page = pages[Math.floor(index / PAGE_HASHES)];
      if (page === undefined || index >= length) throw new ProofError('range', 'no such hash');
      const offset = (index % PAGE_HASHES) * HASH_SIZE;
      return page.slice(offset, offset + HASH_SIZE);
    },
  };
}
