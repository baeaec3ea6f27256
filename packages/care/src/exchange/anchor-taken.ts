import { decision as decisionForm, parse, sealAnswer } from '@careledger/contracts';
import { isObject, type Hex, type Json } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import type { Entry } from '../journal/entry.ts';
import type { LedgerView } from '../ledger-view/ledger-view.ts';
import type { Writer } from '../writer/writer.ts';
import { textIn } from '../shape.ts';

/** As much of a book as recording wants. */
export interface TakenBook {
  readonly name: string;
  readonly hospital: Pick<Hospital, 'clock' | 'log' | 'registry'> & {
    readonly journal: { append(entry: Entry): Promise<unknown> };
  };
  readonly view: Pick<LedgerView, 'valueOf'>;
  readonly writer: Pick<Writer, 'answer'>;
}

/**
 * Records decisions that were taken without ledger once it is back: each as it was taken, without deciding again, exactly once
 * (D2). Runs until the signal ends it.
 */
export async function runTaken(book: TakenBook, signal: AbortSignal): Promise<void> {
  const { hospital, view, writer } = book;
  const { registry, journal, clock, log } = hospital;

  async function record(id: Hex, row: Json): Promise<void> {
    const input = isObject(row) ? (row['input'] ?? null) : null;
    const patient = isObject(row) ? (row['patient'] ?? null) : null;
    if (!view.valueOf(book.name, `a:${id}`))
      await writer.answer((incarnation) => ({
        fn: 'answer',
        arg: { v: 1, writer: incarnation, id },
        input,
      }));
    const written = view.valueOf(book.name, `a:${id}`);
    const isSame = decisionIn(written?.value) === commitmentOf(input);
    const at = clock();
    const { tx = null, block = null } = written ?? {};
    if (isSame) await journal.append({ t: 'answer-anchored', at, id, patient, tx, block });
    else await setAside(id, 'taken-decision-differs');
    await registry.put('taken', id, null);
  }

  async function setAside(id: Hex, what: string): Promise<void> {
    await journal.append({ t: 'incident', at: clock(), what, request: id });
  }

  while (!signal.aborted) {
    for (const [id, row] of Array.from(registry.all('taken')))
      try {
        await record(id, row);
      } catch (error) {
        if (signal.aborted) return;
        const code = error instanceof CareError ? error.code : 'fault';
        log({ event: 'taken-waits', code });
        if (code !== 'forbidden') break;
        // What the contract refuses once, it refuses always; it delays nothing else (E8.2).
        await setAside(id, 'taken-decision-refused');
        await registry.put('taken', id, null);
      }
    await pause(1000, signal);
  }
}

function commitmentOf(input: Json): Hex {
  if (!isObject(input))
    throw new CareError('invalid', 'A decision taken without ledger is damaged.');
  return sealAnswer(parse(decisionForm, input['decision']), textIn(input, 'nonce')).commitment;
}

/** The commitment that a value under `a:…` holds. */
export function decisionIn(value: string | null | undefined): string | undefined {
  const written: unknown = JSON.parse(value ?? 'null');
  return typeof written === 'object' && written !== null && 'decision' in written
    ? String(written.decision)
    : undefined;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    function end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
