import { bookOf, mspIdOf } from '@careledger/contracts';
import type { Ledger } from '@careledger/ledger';
import { canonical } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import { openLedgerView, type LedgerView } from '../ledger-view/ledger-view.ts';
import { openWriter, type Writer } from '../writer/writer.ts';
import { journalFault } from './journal-fault.ts';
import { openLeaves, type Leaves } from './leaves.ts';

/** A hospital's place on the ledger: its copy, its leaves, and the one that writes in its book. */
export interface Book {
  readonly name: string;
  readonly mspId: string;
  readonly hospital: Hospital;
  readonly ledger: Ledger;
  readonly view: LedgerView;
  readonly leaves: Leaves;
  readonly writer: Writer;
  /** Why this node neither writes nor releases, or undefined when it does. */
  why(): string | undefined;
  /** Founds the book where it is new, takes it over, settles what was under way; for the life of the node it follows the ledger. */
  start(signal: AbortSignal): Promise<void>;
}

const elsewhere =
  'Another copy of this node is running at the address that the members know. This one writes and releases nothing.';

/** Opens the book of a hospital over a connection to the ledger. */
export function openBook(deps: {
  hospital: Hospital;
  ledger: Ledger;
  /** Whether another process answers as this hospital at the address that members know. */
  isElsewhere: () => Promise<boolean>;
}): Book {
  const { hospital, ledger } = deps;
  const name = bookOf(hospital.member);
  const mspId = mspIdOf(hospital.member);
  const view = openLedgerView(
    { member: hospital.member },
    { db: hospital.index, clock: hospital.clock },
  );
  const { registry, clock } = hospital;
  const leaves = openLeaves({ registry, view });
  const fault = () => journalFault({ name, hospital, view });
  const writer = openWriter(
    { member: hospital.member, mspId },
    { ledger, view, registry, clock, fault },
  );

  let isFollowing = false;
  let held: string | undefined;

  async function found(): Promise<void> {
    if (view.valueOf(name, 'self')) return;
    const arg = canonical({ v: 1, member: hospital.member });
    const { block } = await ledger.transact({ book: name, fn: 'found', arg, endorsedBy: [mspId] });
    await view.reached(block, AbortSignal.timeout(10_000));
  }

  /** Follows for the life of the node; a fault is logged and followed on from the last block taken. */
  async function follow(signal: AbortSignal): Promise<void> {
    isFollowing = true;
    while (!signal.aborted) {
      await view.follow(ledger, signal).catch((error: unknown) => {
        if (!signal.aborted) hospital.log({ event: 'ledger-follow-failed', error: String(error) });
      });
      await new Promise((resolve) => {
        setTimeout(resolve, 500).unref();
      });
    }
  }

  return {
    name,
    mspId,
    hospital,
    ledger,
    view,
    leaves,
    writer,
    why: () => held ?? writer.incarnation.why(),
    async start(signal) {
      const { height } = await ledger.height();
      if (!isFollowing) void follow(signal);
      await view.reached(height - 1, AbortSignal.any([signal, AbortSignal.timeout(60_000)]));
      await found();
      held = (await deps.isElsewhere()) ? elsewhere : undefined;
      if (held !== undefined) throw new CareError('not-ready', held);
      await writer.incarnation.claim();
      await writer.settle(signal);
      for (const { map } of leaves.differing()) hospital.log({ event: 'leaf-differs', map });
    },
  };
}
