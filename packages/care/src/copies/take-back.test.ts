import { createWorld, decidable } from '@careledger/contracts/testing';
import type { JsonObject } from '@careledger/proof';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { disclosureProjection } from '../audit/answer-tables.ts';
import { consentProjection } from '../consent/act-table.ts';
import { jsonOf } from '../exchange/wire.ts';
import { openWard, type Ward } from '../ward.fixture.ts';
import { copyProjection } from './erase-tables.ts';
import { runTakeBack } from './take-back.ts';

const decided = decidable(createWorld());
const { form } = decided.input.document;
const withdrawn = { ...form, version: form.version + 1, grants: [] };
let ward: Ward;
let ended: AbortController;
let told: JsonObject[];
let stopped: Set<string>;

beforeEach(async () => {
  ward = await openWard({ projections: [disclosureProjection, consentProjection, copyProjection] });
  ward.time.now = decided.now;
  ended = new AbortController();
  told = [];
  stopped = new Set();
  runTakeBack({
    book: {
      hospital: ward.hospital,
      view: {
        onBlock: () => () => undefined,
        valueOf: (book, key) =>
          book === 'stop' && stopped.has(key)
            ? { seq: 0, block: 0, tx: 't', book, key, value: '' }
            : undefined,
      },
    },
    tellings: {
      isAway: () => false,
      async queue(_member, body) {
        told.push(body);
      },
    },
    signal: ended.signal,
  });
});
afterEach(async () => {
  ended.abort();
  await ward[Symbol.asyncDispose]();
});

async function consent(document: typeof form): Promise<void> {
  await ward.hospital.journal.append({ t: 'consent', at: ward.time.now, patient: 'she', document });
}

async function answer(id: string, basis = 'grant'): Promise<void> {
  const { request } = decided.input;
  await ward.hospital.journal.append({
    t: 'answer',
    at: ward.time.now,
    id,
    patient: 'she',
    request: jsonOf({ ...request, basis }),
    decision: { ...request, basis, outcome: 'granted', because: 'covered' },
    decidable: jsonOf(decided),
    released: [{ type: 'AllergyIntolerance', id: 'a1', version: 1 }],
    inTime: true,
    tx: id,
    block: 1,
  });
}

const requests = () => told.flatMap((body) => body['requests'] ?? []);

describe('an answer that its patient withdraws', () => {
  it('C4.2 is taken back where it was written down first', async () => {
    await consent(form);
    await answer('first');
    await consent(withdrawn);
    await expect.poll(requests).toEqual(['first']);
  });

  it('C4.2 is taken back where the withdrawal, ordered behind it, was written down before it', async () => {
    await consent(form);
    await consent(withdrawn);
    await answer('second');
    await expect.poll(requests).toEqual(['second']);
    expect(told).toMatchObject([{ what: 'take-back', because: 'withdrawn' }]);
  });

  it('C4.2 C11 is taken back where the stop was seen before the answer was written down', async () => {
    await consent(form);
    stopped.add(`code:${form.member}:${form.stop}`);
    await answer('third');
    await expect.poll(requests).toEqual(['third']);
    expect(told).toMatchObject([{ because: 'stopped' }]);
  });

  it('C4.2 is the only one: what the consent in force covers stays, and so does an emergency', async () => {
    await consent(form);
    await answer('covered');
    await consent({ ...form, version: form.version + 1 });
    await answer('covered-again');
    await consent({ ...withdrawn, version: form.version + 2 });
    await answer('emergency', 'emergency');
    await answer('last');
    await expect.poll(() => requests().length).toBe(3);
    expect(requests()).toEqual(['covered', 'covered-again', 'last']);
  });
});
