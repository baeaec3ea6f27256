import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NodeClient } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { newCode, printedCode } from '../packages/care/src/enrol/code.ts';
import { EVENTLESS_PATIENTS } from '../packages/care/src/exchange/brake.ts';
import { FLOOD_AFTER } from '../packages/care/src/exchange/flood.ts';
import {
  admitAndEnrol,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { encounterHere } from './encounter.ts';

let at: TestConsortium;
let her: TestPatient;
let asker: NodeClient;
let event: string;

const unknownCard = () =>
  `northgate:${printedCode(newCode(her.card.replaceAll(/^.*:|-/g, '').length - 1))}`;
const seen = async (): Promise<Record<string, unknown>[]> =>
  rowsOf(await (await at.session('northgate', 'doctor')).call('disclosures', { patient: her.id }));
const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return '';
  } catch (error) {
    const problem = error instanceof Error && 'problem' in error ? error.problem : undefined;
    return textIn(rowsOf(problem)[0], 'code');
  }
};

beforeAll(async () => {
  at = await startConsortium({ number: 12 });
  her = await admitAndEnrol(at, { index: 0 });
  asker = await at.session('riverside', 'doctor');
  event = await encounterHere(asker);
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('who saw what', () => {
  it('D3 D2 a look at her record by staff here is in her disclosures within a second, alike ones in one row, later with its checkpoint', async () => {
    const doctor = await at.session('northgate', 'doctor');
    for (let time = 0; time < 3; time += 1) await doctor.fhir('GET', `Patient/${her.id}`);
    const looks = async () =>
      (await seen()).filter((row) => row['kind'] === 'access' && row['interaction'] === 'read');
    const [row, ...more] = await looks();
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      outcome: 'permitted',
      organisation: 'northgate',
      purpose: 'TREAT',
      count: 3,
      resources: [{ type: 'Patient', id: her.id, version: 1 }],
    });
    for (const name of [
      'at',
      'outcome',
      'because',
      'who',
      'organisation',
      'purpose',
      'basis',
      'resources',
      'tx',
    ])
      expect(row).toHaveProperty(name);
    expect(
      await until(async () => /^[0-9a-f]{64}$/.test(textIn((await looks())[0], 'tx')), 20_000),
      'the checkpoint is anchored',
    ).toBe(true);
  }, 60_000);

  it('D1.2 a flood of refusals from one requester is one counted row, and nothing of it is lost', async () => {
    const before = (await seen()).filter((row) => row['kind'] === 'answer').length;
    const many = FLOOD_AFTER + 5;
    const says = new Set<string>();
    for (let time = 0; time < many; time += 1) {
      const row = rowsOf(await asker.call('ask', { card: her.card, event }))[0];
      expect(row).toMatchObject({ available: false, resources: [] });
      says.add(textIn(row, 'says'));
    }
    expect(says.size, 'C12 the asker cannot tell that his refusals are counted').toBe(1);
    const rows = await seen();
    expect(rows.filter((row) => row['kind'] === 'answer').length - before).toBe(FLOOD_AFTER);
    expect(rows.filter((row) => row['kind'] === 'flood')).toMatchObject([
      { outcome: 'refused', organisation: 'riverside', count: 5 },
    ]);
  }, 120_000);
});

describe('every view across hospitals', () => {
  it('C10 says in the same words that it may be incomplete, with nothing and with an emergency summary, and never reads none', async () => {
    const { rows } = await at.cli('people');
    const doctor = rows.find((row) => row['member'] === 'riverside' && row['role'] === 'doctor');
    const [nothing, unknown, summary] = [
      rowsOf(await asker.call('ask', { card: her.card, event }))[0],
      rowsOf(await asker.call('ask', { card: unknownCard(), event }))[0],
      rowsOf(
        await asker.call('break-glass', {
          card: her.card,
          reason: 'UNCONSCIOUS',
          text: 'Not responding.',
          password: textIn(doctor, 'password'),
        }),
      )[0],
    ];
    expect([nothing?.['available'], unknown?.['available'], summary?.['available']]).toEqual([
      false,
      false,
      true,
    ]);
    const words = [nothing, unknown, summary].map((row) => textIn(row, 'says'));
    expect(new Set(words).size).toBe(1);
    expect(words[0]).toMatch(/may be incomplete/i);
    expect(words[0]).not.toMatch(/\bnone\b|no known|refused|nothing found/i);
  }, 60_000);

  it('C10 names the hospital that was asked and did not answer', async () => {
    await at.kill('northgate');
    const said = await asker
      .call('ask', { card: her.card, event })
      .catch((error: unknown) => error);
    await at.start('northgate');
    const problem = said instanceof Error && 'problem' in said ? said.problem : undefined;
    expect(problem).toMatchObject({
      code: 'unreachable',
      detail: expect.stringMatching(/northgate/i),
    });
  }, 60_000);
});

describe('asking about many patients without an event', () => {
  it('C14 an event that is not in the own chart is refused before anything is sent', async () => {
    const other = asker.call('ask', { card: her.card, event: 'Encounter/of-somebody-else' });
    expect(await codeOf(other)).toBe('invalid');
  });

  it('C14 stops the requester, tells the privacy officers of both hospitals, and leaves the emergency open', async () => {
    const codes: string[] = [];
    for (let patient = 0; patient <= EVENTLESS_PATIENTS; patient += 1)
      codes.push(await codeOf(asker.call('ask', { card: unknownCard() })));
    expect(codes).toEqual([...Array<string>(EVENTLESS_PATIENTS).fill(''), 'throttled']);
    expect(await codeOf(asker.call('ask', { card: her.card, event }))).toBe('throttled');
    for (const member of ['northgate', 'riverside']) {
      const officer = await at.session(member, 'privacy-officer');
      const isTold = async () =>
        rowsOf(await officer.call('emergency-notices', {})).some(
          (row) => row['kind'] === 'asking-stopped' && row['organisation'] === 'riverside',
        );
      expect(await until(isTold, 10_000), member).toBe(true);
    }
    const nurse = await at.session('riverside', 'nurse');
    expect(await codeOf(nurse.call('ask', { card: her.card })), 'nobody else is stopped').toBe('');
  }, 120_000);
});
