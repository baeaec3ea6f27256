import { sha256, utf8 } from '@careledger/proof';

/** Reproducible numbers for simulations only: the same seed gives the same sequence on every machine. */
export interface Random {
  /** A number in [0, 1). */
  fraction(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  /** A number in (-1, 1), small ones more often. */
  noise(): number;
}

/** Marsaglia's xorshift128 from a hashed seed. */
export function createRandom(seed: string): Random {
  const view = new DataView(sha256(utf8(seed)).buffer.slice(0));
  const state = new Uint32Array([0, 4, 8, 12].map((offset) => view.getUint32(offset)));

  function next(): number {
    const [a = 0, b = 0, c = 0, d = 1] = state;
    const mixed = a ^ (a << 11);
    const last = d ^ (d >>> 19) ^ mixed ^ (mixed >>> 8);
    state.set([b, c, d, last]);
    return (last >>> 0) / 2 ** 32;
  }

  return {
    fraction: next,
    below: (below) => Math.floor(next() * below),
    noise: () => next() + next() - 1,
  };
}
