import { randomInt } from 'node:crypto';

/** Some three times what an answer takes: the odd slow one still leaves with the others. */
const tickMs = 150;
/** A chance of this many ms on top hides what is left of a difference within a tick. */
const chanceMs = 20;

/** Waits for the next full 150 ms after `since` and up to 20 ms more by chance, so that the time of an answer does not tell what was in it (C12). */
export async function nextTick(
  since: number,
  now: () => number = performance.now.bind(performance),
): Promise<void> {
  const elapsed = now() - since;
  const tick = since + Math.max(1, Math.ceil(elapsed / tickMs)) * tickMs;
  const due = tick + randomInt(chanceMs * 1000) / 1000;
  for (let left = due - now(); left > 0; left = due - now())
    await new Promise((resolve) => {
      setTimeout(resolve, Math.max(1, left));
    });
}
