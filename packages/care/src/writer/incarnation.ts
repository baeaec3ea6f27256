import { randomBytes } from 'node:crypto';
import type { Ledger } from '@careledger/ledger';
import { canonical, type Hex } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { LedgerView } from '../ledger-view/ledger-view.ts';
import type { Registry } from '../registry/registry.ts';

/** The right of one running node to write in its hospital's book. */
export interface Incarnation {
  /** The incarnation in force; throws CareError `not-ready` with the reason while it is not this node's. */
  current(): Hex;
  /** Why this node may not write, or undefined when it may. */
  why(): string | undefined;
  /** Whether this copy may decide an emergency while the ledger is away: nobody else took over the book, as far as it knows. */
  mayTake(): boolean;
  /** Takes over from the incarnation that this registry knows; never from another one. */
  claim(): Promise<void>;
}

const kind = 'incarnation';
const unclaimed = 'This node has not yet claimed its book; it does so when the ledger answers.';
const superseded =
  'This data folder is not the one that last wrote in the book (an older backup, or a second copy). ' +
  'Nothing is written or released from here. Start the current copy, or have an administrator restore it.';

/** Reads what the registry knows of earlier claims. */
export function openIncarnation(
  options: { book: string; mspId: string },
  deps: {
    ledger: Ledger;
    view: LedgerView;
    registry: Registry;
    /** A further reason why nothing may be written, such as an older journal. */
    fault: () => string | undefined;
  },
): Incarnation {
  const { ledger, view, registry } = deps;
  let mine: Hex | undefined;

  const inForce = (): Hex | null => {
    const value = view.valueOf(options.book, 'writer')?.value;
    if (!value) return null;
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'object' && parsed !== null && 'incarnation' in parsed
      ? String(parsed.incarnation)
      : null;
  };

  const isKnown = (incarnation: Hex | null) =>
    incarnation === null ||
    [registry.get(kind, 'settled'), registry.get(kind, 'pending')].includes(incarnation);

  function why(): string | undefined {
    const inForceNow = inForce();
    if (mine === undefined) return isKnown(inForceNow) ? unclaimed : superseded;
    return inForceNow === mine ? deps.fault() : superseded;
  }

  return {
    why,
    mayTake: () => [undefined, unclaimed].includes(why()) && deps.fault() === undefined,
    current() {
      const reason = why();
      if (reason !== undefined || mine === undefined)
        throw new CareError('not-ready', reason ?? '');
      return mine;
    },
    async claim() {
      const previous = inForce();
      if (!isKnown(previous)) throw new CareError('not-ready', superseded);
      const next = randomBytes(32).toString('hex');
      await registry.put(kind, 'settled', previous);
      await registry.put(kind, 'pending', next);
      const { block } = await ledger.transact({
        book: options.book,
        fn: 'claim',
        arg: canonical({ v: 1, incarnation: next, previous }),
        endorsedBy: [options.mspId],
      });
      await view.reached(block, AbortSignal.timeout(10_000));
      mine = next;
    },
  };
}
