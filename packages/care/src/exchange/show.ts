import { answer as answerForm, paddedRoot, parse, type Request } from '@careledger/contracts';
import { samePerson } from '@careledger/fhir';
import {
  canonical,
  commitment,
  fromBase64url,
  fromHex,
  leafHash,
  sha256,
  toHex,
  utf8,
  verifyInclusion,
  type Hex,
  type Json,
} from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { decisionIn } from './anchor-taken.ts';
import type { TakenOffer } from './peers.ts';
import type { Receipts } from './receipts.ts';
import { personOf, type Released, type ReleasedItem } from './wire.ts';

/** What was asked and what came back; `taken` is the decision that both nodes signed where the ledger was away. */
export interface CameBack {
  readonly id: Hex;
  readonly request: Request;
  readonly for: string | null;
  readonly released: Released;
  readonly taken: TakenOffer | undefined;
}

/** Checks an answer before anything of it is shown; a placeholder stands where a commitment does not open (R4). */
export type Showing = (came: CameBack) => Promise<Json[]>;

/** Opens the checks of the requester's side. */
export function openShowing(deps: { book: Book; receipts: Receipts }): Showing {
  const { book, receipts } = deps;
  const { hospital, view } = book;

  async function show(came: CameBack): Promise<Json[]> {
    const { request, released } = came;
    if (released.block !== null)
      await view.reached(released.block, AbortSignal.timeout(5000)).catch(() => {});
    if (!isCommitted(came)) {
      await refuse(came, 'answer-without-commitment', 'damaged');
      throw new CareError(
        'invalid',
        'The answer is not the one that the custodian committed to; nothing is shown.',
      );
    }
    await checkPerson(came);
    return Promise.all(released.items.map((item) => shownItem(item, request.custodian)));
  }

  /** The answer opens what stands on the ledger under this request, or what both nodes signed without it. */
  function isCommitted({ id, request, released, taken }: CameBack): boolean {
    const opened = parse(answerForm, released.answer);
    const root = paddedRoot(
      released.items.map((item) => statementCommitment(item)),
      released.padding,
    );
    if (opened.root !== root) return false;
    if (released.tx === null) return taken !== undefined && opened.detail === taken.detail;
    const written = view.valueOf(`book-${request.custodian}`, `a:${id}`);
    const decision = decisionIn(written?.value);
    return commitment(released.openNonce, opened) === decision && written?.tx === released.tx;
  }

  async function checkPerson(came: CameBack): Promise<void> {
    const { released } = came;
    if (came.for === null || released.person === null) return;
    const mine = await hospital.chart.compare(came.for);
    if (samePerson(personOf(mine), released.person)) return;
    await refuse(came, 'another-person', 'another-person');
    throw new CareError(
      'wrong-person',
      'Name, birth date or sex are not those of your patient. Nothing is shown or kept; both hospitals are told.',
    );
  }

  async function refuse(
    { id, request: { custodian } }: CameBack,
    what: string,
    outcome: 'another-person' | 'damaged',
  ): Promise<void> {
    await incident({ what, custodian, request: id });
    await receipts.queue({ request: id, custodian, outcome, count: 0 });
  }

  async function shownItem(item: ReleasedItem, custodian: string): Promise<Json> {
    const { type, id, version, fullUrl, kind, labels, at } = item;
    const place = { type, id, version, fullUrl, custodian };
    if (isContributed(item, custodian))
      return { ...place, kind, labels: [...labels], at, resource: item.resource };
    await incident({ what: 'commitment-does-not-open', custodian, type, id, version });
    return { ...place, damaged: true };
  }

  /** The commitment opens against a contribution of the custodian in the own copy of the ledger (R4). */
  function isContributed(item: ReleasedItem, custodian: string): boolean {
    const written: unknown = JSON.parse(
      view.valueOf(`book-${custodian}`, `c:${item.act}`)?.value ?? 'null',
    );
    if (typeof written !== 'object' || written === null || !('root' in written)) return false;
    return verifyInclusion({
      leaf: leafHash(fromHex(statementCommitment(item))),
      index: item.leaf,
      size: item.size,
      root: fromHex(String(written.root)),
      path: item.path.map((hash) => fromBase64url(hash)),
    });
  }

  async function incident(facts: Record<string, Json>): Promise<void> {
    await hospital.journal.append({ t: 'incident', at: hospital.clock(), ...facts });
  }

  return show;
}

/** The commitment to a version, computed from what was received. */
function statementCommitment(item: ReleasedItem): Hex {
  const { type, id, version, author, at } = item;
  const content = toHex(sha256(fromHex(item.contentNonce), utf8(canonical(item.resource))));
  return commitment(item.nonce, { type, id, version, author, at, content });
}
