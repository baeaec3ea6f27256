/** The p-value of the two-sample Kolmogorov-Smirnov test (asymptotic, with Stephens' correction for small samples). */
export function sameDistribution(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [first, second].map((sample) => sample.toSorted((x, y) => x - y));
  if (!a?.length || !b?.length) throw new Error('an empty sample');
  const share = (sample: readonly number[], upTo: number) =>
    sample.filter((x) => x <= upTo).length / sample.length;
  const distance = Math.max(...[...a, ...b].map((x) => Math.abs(share(a, x) - share(b, x))));
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const lambda = (root + 0.12 + 0.11 / root) * distance;
  if (lambda < 0.3) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1)
    sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, Math.max(0, sum));
}
