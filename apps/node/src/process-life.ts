/** Tells the parent (if there is one) that this process can serve, or why it cannot. */
function tellParent(message: object): void {
  if (process.connected) process.send?.(message);
}

/** Runs a process of the consortium: `open` builds it, SIGTERM, SIGINT or a lost parent close it once. */
export async function runProcess(
  open: () => Promise<{ ready: object; close(): Promise<void> }>,
): Promise<void> {
  const stopping = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });
  let running;
  try {
    running = await open();
  } catch (error) {
    console.error(error);
    tellParent({ fault: error instanceof Error ? error.message : String(error) });
    if (process.connected) process.disconnect();
    process.exitCode = 1;
    // What was opened before the fault may hold the process; whoever started it waits for its end.
    setTimeout(() => process.exit(1), 1000).unref();
    return;
  }
  tellParent(running.ready);
  await stopping;
  await running.close();
  if (process.connected) process.disconnect();
}
