import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NodeClient } from '@careledger/protocol';
import { leafHashOf } from '@careledger/contracts';
import {
  commitment,
  fromHex,
  positionOf,
  provesLeaf,
  verifyInclusion,
  writeLeaf,
} from '@careledger/proof';
import { patientSession } from '../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { newCode, printedCode } from '../packages/care/src/enrol/code.ts';
import { FLOOD_AFTER } from '../packages/care/src/exchange/flood.ts';
import {
  admitAndEnrol,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { unpackPath } from '../packages/proof/src/read-proof.ts';
import { grant } from './consent.ts';
import { encounterHere } from './encounter.ts';
import { codeOf } from './outcome.ts';

let at: TestConsortium;
let her: TestPatient;
let asker: NodeClient;
let event: string;

const unknownCard = () =>
  `northgate:${printedCode(newCode(her.card.replaceAll(/^.*:|-/g, '').length - 1))}`;
const seen = async (): Promise<Record<string, unknown>[]> =>
  rowsOf(await (await at.session('northgate', 'doctor')).call('disclosures', { patient: her.id }));

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

describe('what can be opened later', () => {
  it('C17 a patient takes home leaf, path, transaction and document of each act of consent, and each opens by itself', async () => {
    await grant(at, her, ['allergies']);
    const patient = await patientSession({ data: at.data, at: 'northgate' }, her.passkey);
    const [receipt] = rowsOf(await patient.call('my-receipts', {}));
    expect(receipt).toMatchObject({ by: 'passkey', tx: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const file = JSON.parse(textIn(receipt, 'file'));
    const { leaf, nonce } = file.leaf;
    expect(leaf.head.document, 'the document is the one in the leaf').toBe(
      commitment(file.nonce, file.document),
    );
    expect(
      provesLeaf(file.root, positionOf(leaf.handle), leafHashOf(leaf, nonce), file.path),
      'the leaf lies under the root',
    ).toBe(true);
    const { write, ledger, checkpoint, signatures } = file.anchor;
    expect(write).toMatchObject({ book: 'book-northgate', value: file.root, tx: file.tx });
    expect(
      verifyInclusion({
        leaf: writeLeaf(write),
        index: ledger.index,
        size: checkpoint.size,
        root: fromHex(checkpoint.root),
        path: unpackPath(ledger.path) ?? [],
      }),
      'the root stands on the ledger',
    ).toBe(true);
    expect(signatures.length).toBeGreaterThan(0);
    const strange = (await at.session('northgate', 'doctor')).call('my-receipts', {});
    expect(await codeOf(strange)).toBe('forbidden');
  }, 60_000);

  it("C17 C6 an auditor opens a custodian's answer and decides it again to the same commitment, refusals in a flood included", async () => {
    const officer = await at.session('northgate', 'privacy-officer');
    const nurse = await at.session('riverside', 'nurse');
    const shown = rowsOf(await nurse.call('ask', { card: her.card }))[0];
    const opened = rowsOf(await officer.call('openings', { answer: textIn(shown, 'request') }))[0];
    expect(opened).toMatchObject({ recomputed: 'same', tx: shown?.['tx'] });
    expect(textIn(opened, 'commitment')).toMatch(/^[0-9a-f]{64}$/);
    expect(await codeOf(nurse.call('openings', { answer: textIn(shown, 'request') }))).toBe(
      'forbidden',
    );
    const flooded = rowsOf(await asker.call('ask', { card: unknownCard(), event }))[0];
    const hidden = rowsOf(
      await officer.call('openings', { answer: textIn(flooded, 'request') }),
    )[0];
    expect(hidden).toMatchObject({ recomputed: 'same', tx: flooded?.['tx'] });
  }, 60_000);
});

describe('the privacy officer', () => {
  it('D4 finds who saw what by person, outcome and kind, with names, counts and the same as CSV; nobody else does', async () => {
    const officer = await at.session('northgate', 'privacy-officer');
    const all = rowsOf(await officer.call('disclosure-search', { patient: her.id }));
    expect(all.length).toBeGreaterThan(3);
    const answer = await officer.call('disclosure-search', {
      outcome: 'refused',
      organisation: 'riverside',
    });
    const refused = rowsOf(answer);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused.map((row) => row['outcome']))).toEqual(new Set(['refused']));
    const counted = refused.reduce((sum, row) => sum + Number(row['count']), 0);
    expect(answer).toMatchObject({ accesses: 0, refusals: counted });
    const named = refused.find((row) => row['patient'] === her.id);
    expect(textIn(named, 'patientName')).not.toBe('');
    expect(textIn(named, 'who')).toMatch(/Riverside/);
    const kinds = rowsOf(await officer.call('disclosure-search', { what: 'allergies' }));
    expect(kinds.length).toBeGreaterThan(0);
    for (const row of kinds) expect(row['what']).toContain('allergies');
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    expect(rowsOf(await officer.call('disclosure-search', { from: tomorrow }))).toEqual([]);
    const answered = all.find((row) => row['kind'] === 'answer');
    const one = rowsOf(await officer.call('disclosure', { id: textIn(answered, 'id') }))[0];
    expect(one).toMatchObject({ tx: answered?.['tx'], copies: ['northgate', 'riverside'] });
    expect(textIn(one, 'proof')).toContain(textIn(answered, 'tx'));
    const csv = rowsOf(await officer.call('disclosure-csv', { patient: her.id }))[0];
    const lines = textIn(csv, 'csv').trim().split('\r\n');
    expect(lines[0]).toMatch(/^at,since,count,who/);
    expect(lines.length).toBe(Number(csv?.['rows']) + 1);
    for (const operation of ['disclosure-search', 'disclosure-csv', 'unusual'] as const)
      expect(await codeOf(asker.call(operation, {})), operation).toBe('forbidden');
  }, 60_000);

  it('D4 has unusual looks listed with the rule that each meets: at oneself, at a patient of others', async () => {
    const [officer, nurse] = [
      await at.session('northgate', 'privacy-officer'),
      await at.session('northgate', 'nurse'),
    ];
    const people = rowsOf({ rows: await nurse.call('directory', { member: 'northgate' }) });
    const name = textIn(
      people.find((row) => row['role'] === 'nurse'),
      'name',
    );
    const words = name.split(' ').filter((word) => word !== 'Dr' && word !== 'Nurse');
    const admitted = async (family: string | undefined, given: string[]) =>
      textIn(
        rowsOf(
          await (
            await at.session('northgate', 'doctor')
          ).fhir('POST', 'Patient', {
            resourceType: 'Patient',
            name: [{ family, given }],
            gender: 'female',
            birthDate: '1985-05-05',
          }),
        )[0],
        'id',
      );
    const other = await admitted('Otherwise', ['Olga']);
    const own = await admitted(words.at(-1), words.slice(0, -1));
    for (const patient of [other, own]) await nurse.fhir('GET', `Patient/${patient}`);
    const rows = rowsOf(await officer.call('unusual', {}));
    const rulesOf = (patient: unknown) =>
      rows
        .filter((row) => row['patient'] === patient)
        .flatMap((row) => rowsOf(row['reasons']).map((reason) => reason['rule']));
    expect(rulesOf(other)).toContain('outside-care-team');
    const listed = rows.find((row) => row['patient'] === other);
    await nurse.fhir('GET', `Patient/${other}`);
    const opened = rowsOf(await officer.call('disclosure', { id: textIn(listed, 'id') }))[0];
    expect(opened?.['row'], 'opens also after the next look').toMatchObject({ count: 2 });
    expect(rulesOf(own)).toContain('oneself');
    expect(rulesOf(her.id), 'two who enrolled her treat her').toEqual([]);
  }, 60_000);
});

describe('asking about many patients without an event', () => {
  it('C14 an event that is not in the own chart is refused before anything is sent', async () => {
    const other = asker.call('ask', { card: her.card, event: 'Encounter/of-somebody-else' });
    expect(await codeOf(other)).toBe('invalid');
  });

  it('C14 stops the requester, tells the privacy officers of both hospitals, and leaves the emergency open', async () => {
    const most = 20;
    const settings = JSON.stringify({ v: 1, patientsWithoutEvent: most });
    writeFileSync(join(at.data, 'riverside', 'node.json'), settings, { mode: 0o600 });
    await at.halt('riverside');
    await at.start('riverside');
    asker = await at.session('riverside', 'doctor');
    const codes: string[] = [];
    for (let patient = 0; patient <= most; patient += 1)
      codes.push(await codeOf(asker.call('ask', { card: unknownCard() })));
    expect(codes).toEqual([...Array<string>(most).fill(''), 'throttled']);
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
