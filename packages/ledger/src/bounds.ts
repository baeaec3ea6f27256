import type { AbortableOptions } from './channel-client.ts';
import type { Waiting } from './ledger.ts';

/** Call options that end a call after the wait's limit, or earlier when its signal is aborted. */
export function boundsOf(waiting: Waiting, timeoutMs: number): AbortableOptions {
  return {
    // gRPC compares a deadline with the machine's own clock.
    deadline: Date.now() + (waiting.timeoutMs ?? timeoutMs),
    ...(waiting.signal === undefined ? {} : { signal: waiting.signal }),
  };
}
