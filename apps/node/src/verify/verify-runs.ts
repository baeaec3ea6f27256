import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import { CareError, storeNames, type Hospital, type StoreName } from '@careledger/care';
import { verifyThread } from '../threads.ts';

/** A place of a log that is not as it was written. */
export interface FaultPlace {
  readonly log: StoreName;
  readonly segment: number | string;
  readonly entry: number | null;
  readonly what: string;
}

/** How far a check of this node's own logs and indexes is. */
export interface VerifyState {
  readonly id: string;
  readonly state: 'done' | 'failed' | 'running';
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** The log that is being read. */
  readonly log: StoreName | null;
  /** Entries of the logs that are through, and of all of them. */
  readonly checked: number;
  readonly total: number;
  readonly logs: readonly {
    log: StoreName;
    entries: number;
    state: 'fault' | 'running' | 'unfinished' | 'waiting' | 'whole';
  }[];
  readonly faults: readonly FaultPlace[];
}

/** Checks of the whole store, beside the running node and in a thread of their own. */
export interface VerifyRuns {
  /** Starts one, or joins the one under way; gives its id. */
  start(): string;
  /** The run of this id, or the last one; throws CareError `not-found`. */
  state(id?: string): VerifyState;
  close(): Promise<void>;
}

const Log = v.picklist(storeNames);
const Told = v.object({
  log: Log,
  ended: v.optional(v.boolean()),
  entries: v.optional(v.number()),
  finding: v.optional(
    v.union([
      v.object({ unfinished: v.unknown() }),
      v.object({
        segment: v.union([v.number(), v.string()]),
        entry: v.nullable(v.number()),
        what: v.string(),
      }),
    ]),
  ),
});
const mostFaults = 1_000;

/** Opens the checks of a node's folder; pages are told by `status` news of type `verify`. */
export function openVerifyRuns(
  options: { folder: string },
  { hospital }: { hospital: Pick<Hospital, 'bulletin' | 'clock' | 'journal' | 'log'> },
): VerifyRuns {
  const { bulletin, clock, journal, log } = hospital;
  const now = () => new Date(clock()).toISOString();
  let run: VerifyState | undefined;
  let worker: Worker | undefined;

  function turn(change: Partial<VerifyState>): void {
    if (run === undefined) return;
    run = { ...run, ...change };
    bulletin.publish({ kind: 'status', type: 'verify', id: run.id });
  }

  function mark(name: StoreName, state: VerifyState['logs'][number]['state']): VerifyState['logs'] {
    return (run?.logs ?? []).map((each) => (each.log === name ? { ...each, state } : each));
  }

  function hear(message: unknown): void {
    if (run === undefined || !v.is(Told, message)) return;
    const { log: name, ended, entries, finding } = message;
    const found = run.logs.find((each) => each.log === name);
    if (entries !== undefined) {
      const logs = run.logs.map((each) => (each.log === name ? { ...each, entries } : each));
      turn({ logs, total: logs.reduce((sum, each) => sum + each.entries, 0) });
      return;
    }
    if (finding === undefined && ended !== true) turn({ log: name, logs: mark(name, 'running') });
    else if (finding === undefined)
      turn({
        checked: run.checked + (found?.entries ?? 0),
        logs: found?.state === 'running' ? mark(name, 'whole') : run.logs,
      });
    else if ('unfinished' in finding) turn({ logs: mark(name, 'unfinished') });
    else {
      const fault = { log: name, ...finding };
      turn({
        faults: [...run.faults, fault].slice(0, mostFaults),
        logs: mark(name, 'fault'),
      });
    }
  }

  function end(code: number): void {
    worker = undefined;
    if (run === undefined) return;
    const state = code === 0 ? 'done' : 'failed';
    const { faults } = run;
    turn({ state, endedAt: now(), log: null });
    if (faults.length === 0) return;
    const places = faults.slice(0, 20).map(({ log: name, segment, entry }) => ({
      log: name,
      segment,
      entry,
    }));
    const incident = { t: 'incident', at: clock(), what: 'store-fault', places };
    void journal.append(incident).catch(() => log({ event: 'incident-not-journaled' }));
  }

  return {
    start() {
      if (run !== undefined && worker !== undefined) return run.id;
      run = {
        id: randomUUID(),
        state: 'running',
        startedAt: now(),
        endedAt: null,
        log: null,
        checked: 0,
        total: 0,
        logs: storeNames.map((name) => ({ log: name, entries: 0, state: 'waiting' })),
        faults: [],
      };
      worker = new Worker(verifyThread, {
        workerData: options,
        execArgv: [],
      });
      worker.on('message', hear);
      worker.on('error', (error) => {
        log({ event: 'verify-failed', error: error instanceof Error ? error.name : '' });
      });
      worker.once('exit', end);
      return run.id;
    },
    state(id) {
      if (run === undefined || (id !== undefined && run.id !== id))
        throw new CareError('not-found', 'There is no such check; start one.');
      return run;
    },
    async close() {
      await worker?.terminate();
    },
  };
}
