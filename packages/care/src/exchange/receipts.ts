import { randomBytes } from 'node:crypto';
import { commitment, isObject, toHex, type Hex, type JsonObject } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { textIn } from '../shape.ts';
import type { PeerExchange } from './peers.ts';
import { jsonOf } from './wire.ts';

/** What the receiver says of an answer; committed in one form for every answer, empty ones included (D7). */
export interface Receipt {
  readonly request: Hex;
  readonly custodian: string;
  readonly outcome: 'received' | 'another-person' | 'damaged';
  readonly count: number;
}

/** Receipts that this hospital owes, and those that others gave it. */
export interface Receipts {
  /** Durable when it resolves; committed and told in batches soon after. */
  queue(receipt: Receipt): Promise<void>;
  /** Takes the opening of a receipt from the receiver; refused unless it opens what stands in its book. */
  take(member: string, body: unknown): Promise<void>;
}

const kind = 'receipt-due';
const batch = 64;

type Due = { readonly id: Hex; readonly value: JsonObject };

/** Runs the queue of receipts until the signal ends it. */
export function openReceipts(deps: {
  book: Book;
  peers: PeerExchange;
  signal: AbortSignal;
}): Receipts {
  const { book, peers, signal } = deps;
  const { hospital, view, writer } = book;
  const { registry, clock, journal } = hospital;
  let wake = () => {};

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      const rows = Array.from(registry.all(kind)).flatMap(([id, value]) =>
        isObject(value) ? [{ id, value }] : [],
      );
      const due = rows.filter(({ value }) => value['tx'] === undefined).slice(0, batch);
      const committed = rows.filter(({ value }) => value['tx'] !== undefined).slice(0, batch);
      try {
        if (due.length > 0) await commit(due);
        const told = await Promise.all(committed.map(tell));
        if (due.length > 0 || told.includes(true)) continue;
      } catch (error) {
        if (signal.aborted) return;
        hospital.log({
          event: 'receipts-wait',
          code: error instanceof CareError ? error.code : 'fault',
        });
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async function commit(due: readonly Due[]): Promise<void> {
    const open = due.filter(({ value }) => !view.valueOf(book.name, `r:${textIn(value, 'key')}`));
    const items = open.map(({ value }) => ({
      id: textIn(value, 'key'),
      receipt: commitment(textIn(value, 'nonce'), value['form'] ?? null),
    }));
    if (items.length > 0) await writer.write({ fn: 'receive', arg: { v: 1, items } });
    for (const { id, value } of due) {
      const { tx } = view.valueOf(book.name, `r:${textIn(value, 'key')}`) ?? { tx: '' };
      await journal.append({ t: 'receipt-given', at: clock(), id, receipt: value, tx });
      await registry.put(kind, id, { ...value, tx });
    }
  }

  /** Tells the custodian; a receipt that it did not take stays in the queue until it does. */
  async function tell({ id, value }: Due): Promise<boolean> {
    const custodian = isObject(value['form']) ? textIn(value['form'], 'custodian') : '';
    try {
      await peers.tellReceipt(custodian, { request: id, ...value });
      await registry.put(kind, id, null);
      return true;
    } catch (error) {
      const code = error instanceof CareError ? error.code : 'fault';
      hospital.log({ event: 'receipt-not-told', custodian, code });
      return false;
    }
  }

  /** The receiver may be a block ahead of the own copy; waits at most 2 s for it. */
  async function untilWritten(writtenIn: string, place: string): Promise<void> {
    const late = AbortSignal.any([signal, AbortSignal.timeout(2000)]);
    while (!view.valueOf(writtenIn, place) && !late.aborted)
      await view.reached(view.height, late).catch(() => {});
  }

  void loop();
  signal.addEventListener('abort', () => wake());
  return {
    async queue(receipt) {
      const nonce = toHex(randomBytes(32));
      const key = toHex(randomBytes(32));
      const form = { v: 1, ...jsonParts(receipt), at: clock() };
      await registry.put(kind, receipt.request, { key, nonce, form });
      wake();
    },
    async take(member, body) {
      const value = jsonOf(typeof body === 'object' && body !== null ? body : {});
      if (!isObject(value) || !isObject(value['form']))
        throw new CareError('invalid', 'This is not a receipt of this version.');
      const { form } = value;
      const place = `r:${textIn(value, 'key')}`;
      await untilWritten(`book-${member}`, place);
      const written: unknown = JSON.parse(view.valueOf(`book-${member}`, place)?.value ?? 'null');
      const opens =
        typeof written === 'object' &&
        written !== null &&
        'receipt' in written &&
        written.receipt === commitment(textIn(value, 'nonce'), form) &&
        form['custodian'] === hospital.member;
      if (!opens)
        throw new CareError(
          'stale',
          'This receipt does not open what stands in the book of the receiver.',
        );
      await journal.append({
        t: 'receipt-taken',
        at: clock(),
        id: textIn(form, 'request'),
        member,
        outcome: textIn(form, 'outcome'),
      });
      if (form['outcome'] !== 'received')
        await journal.append({
          t: 'incident',
          at: clock(),
          what: textIn(form, 'outcome'),
          member,
          request: textIn(form, 'request'),
        });
    },
  };
}

function jsonParts(receipt: Receipt): {
  request: string;
  custodian: string;
  outcome: string;
  count: number;
} {
  const { request, custodian, outcome, count } = receipt;
  return { request, custodian, outcome, count };
}
