const tickMs = 50;

/** Waits for the next full 50 ms after `since`, so that the time of an answer does not tell what was in it (C12). */
export async function nextTick(
  since: number,
  now: () => number = performance.now.bind(performance),
): Promise<void> {
  const elapsed = now() - since;
  const due = since + Math.max(1, Math.ceil(elapsed / tickMs)) * tickMs;
  for (let left = due - now(); left > 0; left = due - now())
    await new Promise((resolve) => {
      setTimeout(resolve, Math.max(1, left));
    });
}
