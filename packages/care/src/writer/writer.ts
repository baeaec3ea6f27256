import { LedgerError, type Call, type Ledger } from '@careledger/ledger';
import {
  canonical,
  positionOf,
  utf8,
  type Hex,
  type Json,
  type SparseMap,
} from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { LedgerView, MapName } from '../ledger-view/ledger-view.ts';
import type { Registry, RegistryRow } from '../registry/registry.ts';
import { createAlternation } from './alternation.ts';
import type { Anchor } from './anchor.ts';
import { openEnvelopes, type Envelopes } from './envelopes.ts';
import { openIncarnation, type Incarnation } from './incarnation.ts';

/** A leaf with the nonce that opens its hash. */
export interface OpenedLeaf {
  leaf: Json;
  nonce: Hex;
}

/** One change of a leaf; `by` proves who has the right to it (contracts, form Change). */
export interface LeafChange {
  map: MapName;
  handle: Hex;
  /** What stands there now; null for a new leaf. */
  old: OpenedLeaf | null;
  leaf: Json;
  nonce: Hex;
  leafHash: Hex;
  /** Made when the transaction is built, so that paths are fresh. */
  by: () => Json;
  /** Rows of the registry that hold once the change is committed. */
  rows?: readonly RegistryRow[];
  /** A withdrawal or stop does not wait for company. */
  urgent?: boolean;
}

type AnswerCall = (writer: Hex) => { fn: string; arg: Json; input: Json };

/** An emergency waits for a ledger that is away no longer than `signal`; `endorsed` is told the time (ms) that the contract saw. */
export interface Hurry {
  readonly signal: AbortSignal;
  readonly endorsed: (at: number) => void;
}

/** The one that writes in a hospital's own book: alternates root changes and answers, never loses an outcome. */
export interface Writer {
  readonly incarnation: Incarnation;
  /** Commits a change of a leaf; rejects with CareError when the contract refuses it. */
  change(change: LeafChange): Promise<Anchor>;
  /** Runs an answer beside others; `call` is made anew at each attempt (paths change). */
  answer(call: AnswerCall, hurry?: Hurry): Promise<Anchor>;
  /** Commits a write that touches no root; safe to repeat under the same ids. */
  write(call: { fn: string; arg: Record<string, Json>; input?: Json }): Promise<Anchor>;
  /** Settles what was submitted before the last stop; resolves when all outcomes are known. */
  settle(signal: AbortSignal): Promise<void>;
  /** The current path and root are those of the ledger: the leaf differs if its hash is not what the copy says. */
  differs(map: MapName, handle: Hex, leafHash: Hex): boolean;
}

const attempts = 5;
const collectMs = 100;

/** Opens the writer of a hospital's book. */
export function openWriter(
  options: { member: string; mspId: string },
  deps: {
    ledger: Ledger;
    view: LedgerView;
    registry: Registry;
    clock: () => number;
    fault: () => string | undefined;
  },
): Writer {
  const { ledger, view, registry } = deps;
  const book = `book-${options.member}`;
  const alternation = createAlternation({ graceMs: 1000 });
  const envelopes: Envelopes = openEnvelopes({ registry, ledger });
  const incarnation = openIncarnation(
    { book, mspId: options.mspId },
    { ledger, view, registry, fault: deps.fault },
  );
  let waiting: { change: LeafChange; settled: (a: Promise<Anchor>) => void }[] = [];
  let timer: NodeJS.Timeout | undefined;

  const callOf = (fn: string, arg: Json, input?: Json): Call => ({
    book,
    fn,
    arg: canonical(arg),
    endorsedBy: [options.mspId],
    ...(input === undefined ? {} : { transient: utf8(canonical(input)) }),
  });

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return;
    const done = alternation.alone(() => commitTogether(batch.map((b) => b.change)));
    for (const item of batch)
      item.settled(done.catch((error) => oneByOne(batch.length, item.change, error)));
  }

  /** A batch that the contract refuses is tried change by change, so that one bad change stops nobody else. */
  function oneByOne(size: number, change: LeafChange, error: unknown): Promise<Anchor> {
    if (size === 1 || !(error instanceof CareError)) throw error;
    return alternation.alone(() => commitTogether([change]));
  }

  async function commitTogether(changes: LeafChange[]): Promise<Anchor> {
    return retried(async () => {
      const tried = new Map<MapName, SparseMap>();
      const input = changes.map((change) => {
        const map = tried.get(change.map) ?? view.map(change.map).copy();
        tried.set(change.map, map);
        const position = positionOf(change.handle);
        const path = map.prove(position);
        map.set(position, change.leafHash);
        const { leaf, nonce, old } = change;
        return { map: change.map, old: wire(old), path, leaf, nonce, by: change.by() };
      });
      return envelopes.commit(
        callOf('change', { v: 1, writer: incarnation.current() }, { v: 1, changes: input }),
        changes.flatMap((c) => [
          { kind: `leaf-${c.map}`, id: c.handle, value: { leaf: c.leaf, nonce: c.nonce } },
          ...(c.rows ?? []),
        ]),
      );
    });
  }

  async function retried(run: () => Promise<Anchor>): Promise<Anchor> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const anchor = await run();
        await view.reached(anchor.block, AbortSignal.timeout(5000));
        return anchor;
      } catch (error) {
        if (attempt < attempts && isConflict(error)) continue;
        throw careErrorOf(error);
      }
    }
  }

  /** What was endorsed may be ordered after the wait is over, so its time is told first. */
  async function hurried(call: Call, { signal, endorsed }: Hurry) {
    const waiting = { signal };
    const envelope = await ledger.endorse(call, waiting);
    signal.throwIfAborted();
    endorsed(envelope.at);
    await ledger.submit(envelope, waiting);
    const { txId, at } = envelope;
    const { code, block } = await ledger.outcome(txId, waiting);
    if (code === 'VALID') return { txId, at, code, block };
    throw new LedgerError('invalid', `the transaction was ordered without effect: ${code}`);
  }

  return {
    incarnation,
    change(change) {
      return new Promise((resolve) => {
        waiting.push({ change, settled: resolve });
        if (change.urgent) flush();
        else timer ??= setTimeout(flush, collectMs);
      });
    },
    answer: (make, hurry) => {
      const once = () =>
        alternation.shared(async () => {
          hurry?.signal.throwIfAborted();
          const { fn, arg, input } = make(incarnation.current());
          const call = callOf(fn, arg, input);
          return valid(await (hurry ? hurried(call, hurry) : ledger.transact(call)));
        });
      return hurry ? within(hurry.signal, retried(once)) : retried(once);
    },
    write: ({ fn, arg, input }) =>
      retried(() =>
        ledger.transact(callOf(fn, { ...arg, writer: incarnation.current() }, input)).then(valid),
      ),
    settle: (signal) => envelopes.settle(signal),
    differs: (map, handle, leafHash) => view.map(map).get(positionOf(handle)) !== leafHash,
  };
}

const wire = (opened: OpenedLeaf | null): Json =>
  opened === null ? null : { leaf: opened.leaf, nonce: opened.nonce };

function valid({
  txId,
  code,
  block,
  at,
}: {
  txId: string;
  code: string;
  block: number;
  at: number;
}): Anchor {
  if (code !== 'VALID')
    throw new CareError('conflict', `The ledger did not take it (${code}); try again.`);
  return { tx: txId, block, at };
}

/** Ends a wait with its signal: the ledger is then as good as away. */
function within<T>(signal: AbortSignal, run: Promise<T>): Promise<T> {
  const away = () =>
    new CareError('unreachable', 'The ledger does not answer in the time that an emergency has.');
  return new Promise((resolve, reject) => {
    const late = () => reject(away());
    signal.addEventListener('abort', late, { once: true });
    run
      .then(resolve, (error: unknown) => reject(signal.aborted ? away() : error))
      .finally(() => signal.removeEventListener('abort', late));
  });
}

/** A root that was read changed meanwhile: endorse again. */
function isConflict(error: unknown): boolean {
  return (
    error instanceof LedgerError &&
    ((error.code === 'invalid' && /MVCC|PHANTOM/.test(error.message)) ||
      (error.code === 'refused' && error.reason === 'stale'))
  );
}

/** What the ledger said, in the words of care. */
export function careErrorOf(error: unknown): unknown {
  if (!(error instanceof LedgerError)) return error;
  if (error.code === 'refused' && error.reason === 'writer')
    return new CareError(
      'not-ready',
      'Another copy of this node writes in its book; this one writes nothing.',
      { cause: error },
    );
  if (error.code === 'refused') return new CareError('forbidden', error.message, { cause: error });
  if (
    error.code === 'unreachable' ||
    error.code === 'unknown-outcome' ||
    error.code === 'no-endorser'
  )
    return new CareError(
      'unreachable',
      'The ledger cannot be reached at the moment: exchange is paused and nothing was exchanged. Care goes on, and emergency access works.',
      { cause: error },
    );
  return new CareError('conflict', 'The ledger did not take it; try again.', { cause: error });
}
