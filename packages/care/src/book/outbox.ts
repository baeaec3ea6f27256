import { actCommitment } from '@careledger/contracts';
import type { Hex, Json } from '@careledger/proof';
import type { ActInfo } from '../chart/chart.ts';
import { CareError } from '../care-error.ts';
import type { Book } from './book.ts';

/** Anchors every act once: in batches, again after a fault, under the same contribution id. */
export interface Outbox {
  /** Looks for work soon. */
  wake(): void;
  /** Resolves when everything that was written before the call is anchored. */
  drained(signal: AbortSignal): Promise<void>;
}

const batch = 32;
const pauseMs = 1000;

/** Runs the outbox until the signal ends it. */
export function runOutbox(book: Book, signal: AbortSignal): Outbox {
  const { hospital, view, leaves, writer } = book;
  let wake = () => {};
  const stop = hospital.journal.onAppend(({ entry }) => {
    if (entry.t === 'act') wake();
  });
  signal.addEventListener('abort', () => {
    stop();
    wake();
  });

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      const acts = hospital.chart.unanchored(batch, enrolled());
      try {
        if (acts.length > 0 && (await anchor(acts))) continue;
      } catch (error) {
        if (signal.aborted) return;
        hospital.log({
          event: 'anchoring-waits',
          code: error instanceof CareError ? error.code : 'fault',
        });
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** Authors who stand on the ledger; the acts of others wait without holding up anybody. */
  const enrolled = () =>
    hospital.people
      .directory()
      .flatMap(({ handle }) => (leaves.staffProof(handle) ? [handle] : []));

  /** True when something was anchored. */
  async function anchor(acts: readonly ActInfo[]): Promise<boolean> {
    const known = acts.flatMap((act) => {
      const write = view.valueOf(book.name, `c:${act.id}`);
      return write ? [{ act, tx: write.tx, block: write.block }] : [];
    });
    for (const { act, tx, block } of known) await mark([act.id], tx, block);
    const open = acts.filter((act) => !view.valueOf(book.name, `c:${act.id}`));
    const ready = open.filter((act) => leaves.staffProof(act.author) !== undefined);
    if (ready.length === 0) return known.length > 0;
    try {
      const { tx, block } = await contribute(ready);
      await mark(
        ready.map((act) => act.id),
        tx,
        block,
      );
      return true;
    } catch (error) {
      if (!(error instanceof CareError) || error.code !== 'forbidden' || ready.length === 1)
        throw error;
      return anchorEach(ready);
    }
  }

  /** One act that the contract refuses does not hold up the others of its batch. */
  async function anchorEach(acts: readonly ActInfo[]): Promise<boolean> {
    let anchored = false;
    for (const act of acts)
      try {
        const { tx, block } = await contribute([act]);
        await mark([act.id], tx, block);
        anchored = true;
      } catch (error) {
        if (!(error instanceof CareError) || error.code !== 'forbidden') throw error;
        hospital.log({ event: 'act-refused', journal: act.journal });
      }
    return anchored;
  }

  function contribute(acts: readonly ActInfo[]) {
    const authors = [...new Set(acts.map((act) => act.author))];
    const formed = acts.map((act) => ({ info: act, form: formOf(act) }));
    const staff = authors.flatMap((author) => leaves.staffProof(author) ?? []);
    return writer.write({
      fn: 'contribute',
      arg: {
        v: 1,
        items: formed.map(({ info, form }) => ({
          id: info.id,
          root: info.root,
          act: actCommitment(form, info.nonce),
        })),
      },
      input: {
        v: 1,
        staff: staff.map((proof): Json => ({ ...proof })),
        acts: formed.map(({ info, form }) => ({
          form,
          nonce: info.nonce,
          signature: info.signature,
          staff: authors.indexOf(info.author),
        })),
      },
    });
  }

  const formOf = (act: ActInfo) => ({
    v: 1 as const,
    channel: hospital.channel,
    member: hospital.member,
    id: act.id,
    root: act.root,
    author: act.author,
    at: act.at,
  });

  async function mark(acts: Hex[], tx: string, block: number): Promise<void> {
    await hospital.journal.append({ t: 'anchored', at: hospital.clock(), acts, tx, block });
  }

  void loop();
  return {
    wake: () => wake(),
    async drained(until) {
      while (hospital.chart.unanchoredCount() > 0) {
        until.throwIfAborted();
        wake();
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
}
