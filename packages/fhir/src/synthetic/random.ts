/** A reproducible source of chance: the same seed gives the same draws everywhere. */
export interface Chance {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  pick<T>(choices: readonly [T, ...T[]]): T;
  happens(probability: number): boolean;
  /** About normally distributed. */
  around(mean: number, deviation: number): number;
  /** A UUID of version 4. */
  uuid(): string;
}

/** The chance of a seed (cyrb128 into sfc32, both in the public domain). */
export function createChance(seed: string): Chance {
  let [a, b, c, d] = hashOf(seed);
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let warm = 0; warm < 15; warm += 1) next();
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    whole,
    pick: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
    happens: (probability) => next() < probability,
    around: (mean, deviation) => mean + (next() + next() + next() + next() - 2) * 1.73 * deviation,
    uuid: () => {
      const hex = Array.from({ length: 32 }, (_, at) =>
        at === 12 ? '4' : (at === 16 ? 8 + whole(0, 3) : whole(0, 15)).toString(16),
      ).join('');
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        hex.slice(12, 16),
        hex.slice(16, 20),
        hex.slice(20),
      ].join('-');
    },
  };
}

function hashOf(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1_779_033_703, 3_144_134_277, 1_013_904_242, 2_773_480_762];
  for (let at = 0; at < text.length; at += 1) {
    const k = text.charCodeAt(at);
    h1 = h2 ^ Math.imul(h1 ^ k, 597_399_067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2_869_860_233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951_274_213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2_716_044_179);
  }
  return [h1 | 0, h2 | 0, h3 | 0, h4 | 0];
}
