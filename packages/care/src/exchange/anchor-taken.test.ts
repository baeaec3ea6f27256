import { expect, it, vi } from 'vitest';
import { decision as decisionForm, parse, sealAnswer } from '@careledger/contracts';
import { WORLD_NOW } from '@careledger/contracts/testing';
import { isObject, type Json } from '@careledger/proof';
import { textIn } from '../shape.ts';
import { CareError, type CareCode } from '../care-error.ts';
import type { LedgerWrite } from '../ledger-view/writes.ts';
import { runTaken } from './anchor-taken.ts';
import { emergency, registryOn } from './taken.fixture.ts';

/** A custodian that took one decision without ledger, and a ledger that treats it so. */
async function takenOnce(ledger: { refuses?: CareCode[]; writes?: (own: string) => string }) {
  const { taking, draft, asDecided, rows, signed } = emergency();
  const { detail } = await taking.offer(draft, asDecided, WORLD_NOW);
  await taking.take('riverside', { id: draft.id, signature: signed(detail) });
  const own = commitmentIn(rows.get(`taken/${draft.id}`));
  const journaled: { [field: string]: Json }[] = [];
  const written = new Map<string, LedgerWrite>();
  const asked: string[] = [];
  const refusals = [...(ledger.refuses ?? [])];
  const write = (key: string) => {
    const value = JSON.stringify({ v: 1, decision: ledger.writes?.(own) ?? own });
    written.set(key, { book: 'book-northgate', key, value, tx: 'f'.repeat(64), block: 7, seq: 0 });
  };
  const ending = new AbortController();
  const running = runTaken(
    {
      name: 'book-northgate',
      hospital: {
        clock: () => WORLD_NOW,
        registry: registryOn(rows),
        journal: {
          append: async (entry) => void journaled.push(entry),
        },
        log: () => undefined,
      },
      view: { valueOf: (_, key) => written.get(key) },
      writer: {
        answer: async () => {
          const code = refusals.shift();
          asked.push(code ?? 'taken');
          if (code !== undefined) throw new CareError(code, 'The ledger says no.');
          write(`a:${draft.id}`);
          return { tx: 'f'.repeat(64), block: 7, at: WORLD_NOW };
        },
      },
    },
    ending.signal,
  );
  const ended = async () => {
    ending.abort();
    await running;
    return { journaled, asked, left: rows.get(`taken/${draft.id}`), id: draft.id };
  };
  return { ended, journaled, asked };
}

function commitmentIn(row: Json | null | undefined): string {
  const input = isObject(row) ? row['input'] : undefined;
  if (!isObject(input)) throw new Error('a decision is expected');
  const decision = parse(decisionForm, input['decision']);
  return sealAnswer(decision, textIn(input, 'nonce')).commitment;
}

const timeout = 20_000;

it('D2 records a decision taken without ledger once, as it was taken', async () => {
  const { ended, journaled } = await takenOnce({});
  await vi.waitUntil(() => journaled.length > 0, { timeout });
  const { asked, left, id } = await ended();
  expect(asked).toEqual(['taken']);
  expect(journaled).toMatchObject([{ t: 'answer-anchored', id, block: 7 }]);
  expect(left).toBeNull();
});

it('D2 E8.2 makes an incident of a decision that the ledger refuses, and does not ask it again', async () => {
  const { ended, journaled } = await takenOnce({ refuses: ['forbidden'] });
  await vi.waitUntil(() => journaled.length > 0, { timeout });
  const { asked, left, id } = await ended();
  expect(asked).toEqual(['forbidden']);
  expect(journaled).toEqual([
    { t: 'incident', at: WORLD_NOW, what: 'taken-decision-refused', request: id },
  ]);
  expect(left).toBeNull();
});

it('D2 makes an incident where the ledger holds another decision about the same request', async () => {
  const { ended, journaled } = await takenOnce({ writes: (own) => own.replaceAll(/./g, '0') });
  await vi.waitUntil(() => journaled.length > 0, { timeout });
  const { left, id } = await ended();
  expect(journaled).toEqual([
    { t: 'incident', at: WORLD_NOW, what: 'taken-decision-differs', request: id },
  ]);
  expect(left).toBeNull();
});

it('D2 keeps a decision while the ledger is away, and records it once it is back', async () => {
  const { ended, journaled, asked } = await takenOnce({ refuses: ['unreachable'] });
  await vi.waitUntil(() => asked.length > 0, { timeout });
  expect(journaled).toEqual([]);
  await vi.waitUntil(() => journaled.length > 0, { timeout });
  const { left } = await ended();
  expect(asked).toEqual(['unreachable', 'taken']);
  expect(journaled).toMatchObject([{ t: 'answer-anchored' }]);
  expect(left).toBeNull();
}, 30_000);
