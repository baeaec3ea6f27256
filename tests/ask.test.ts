import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { labelBundle } from '@careledger/fhir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { newCode, printedCode } from '../packages/care/src/enrol/code.ts';
import { grant } from './consent.ts';
import {
  admitAndEnrol,
  careledger,
  numberOf,
  startConsortium,
  type Ended,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';

const granted = ['medications', 'allergies', 'problems'];
const exits: Record<string, unknown>[] = [];
const archive = join(
  resolve(process.env['CARELEDGER_DATA'] ?? '../shared/data'),
  'synthea-r4-bundles.tar.xz',
);
const isHere = existsSync(archive);
if (!isHere) console.warn(`SKIPPED, the Synthea bundles: there is no ${archive}`);

let at: TestConsortium;
let her: TestPatient;

const ask = (card: string, ...more: string[]) => at.cli('ask', card, '--at', 'riverside', ...more);
const idsIn = (ended: Ended) =>
  rowsOf(ended.rows[0]?.['resources'])
    .map((row) => `${textIn(row, 'type')}/${textIn(row, 'id')}`)
    .toSorted();

let labelled: Promise<Ended> | undefined;

/** What CATEGORIES' worked example releases of her bundle, computed from `careledger label` alone. */
async function expectedIds(kinds: readonly string[]): Promise<string[]> {
  labelled ??= careledger(['label', her.bundleFile, '--json']);
  const { rows, code } = await labelled;
  expect(code).toBe(0);
  return rows
    .filter((row) => kinds.includes(textIn(row, 'kind')) && rowsLabels(row).length === 0)
    .map((row) => her.idOf.get(textIn(row, 'fullUrl')))
    .map((place) => `${place?.type}/${place?.id}`)
    .toSorted();
}

const rowsLabels = (row: Record<string, unknown>): unknown[] =>
  Array.isArray(row['labels']) ? row['labels'] : ['?'];

beforeAll(async () => {
  at = await startConsortium({ number: 0 });
  her = await admitAndEnrol(at, { index: 0 });
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('asking from the command line', () => {
  it('C1.3 shows nothing without a grant: exit 4, one object, its transaction', async () => {
    const refused = await ask(her.card);
    expect(refused).toMatchObject({ code: 4, rows: [{ available: false }] });
    expect(refused.rows).toHaveLength(1);
    expect(textIn(refused.rows[0], 'tx')).toMatch(/^[0-9a-f]{64}$/);
    expect(idsIn(refused)).toEqual([]);
    exits.push({ outcome: 'refused', tx: refused.rows[0]?.['tx'] });

    const unknown = await ask(
      `northgate:${printedCode(newCode(her.card.replaceAll(/^.*:|-/g, '').length - 1))}`,
    );
    expect(unknown.code, 'C12.2 an unknown card ends as a refusal').toBe(4);
    const without = (ended: Ended) => ({ ...ended.rows[0], tx: '', asOf: 0 });
    expect(without(unknown), 'C12.2 an unknown card looks like a refusal but for tx').toEqual(
      without(refused),
    );
    expect(unknown.rows[0]?.['tx']).not.toBe(refused.rows[0]?.['tx']);
  }, 60_000);

  it('C12.2 finds a mistyped card, a card of the own hospital and an unknown patient before anything is sent: exit 2', async () => {
    const height = async () =>
      rowsOf(
        await (await at.session('northgate', 'doctor')).call('disclosures', { patient: her.id }),
      ).length;
    const before = await height();
    const last = her.card.at(-1) === 'A' ? 'B' : 'A';
    const [mistyped, noMember, own, nobody] = await Promise.all([
      ask(her.card.slice(0, -1) + last),
      ask(her.card.replace('northgate', 'southgate')),
      at.cli('ask', her.card, '--at', 'northgate'),
      at.cli('disclosures', 'Patient/nobody-of-this-name', '--at', 'northgate'),
    ]);
    expect([mistyped.code, noMember.code, own.code, nobody.code]).toEqual([2, 2, 2, 2]);
    for (const { stderr, rows } of [mistyped, noMember, own, nobody]) {
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(rows).toEqual([]);
    }
    expect(await height()).toBe(before);
  }, 60_000);

  it('C2 C3 releases exactly what the grant covers, C4.1 and nothing after its withdrawal: exits 0, 0, 4', async () => {
    const given = await at.cli(
      'grant',
      '--at',
      'northgate',
      '--to',
      'ellis@riverside',
      ...granted.flatMap((c) => ['--category', c]),
      '--purpose',
      'TREAT',
      '--days',
      '30',
      '--passkey',
      her.passkey,
    );
    expect(given.code, given.stderr).toBe(0);
    expect(textIn(given.rows[0], 'tx')).toMatch(/^[0-9a-f]{64}$/);

    const answer = await ask(her.card);
    expect(answer.code, answer.stderr).toBe(0);
    const expected = await expectedIds(granted);
    expect(expected.length).toBeGreaterThan(3);
    expect(idsIn(answer)).toEqual(expected);
    exits.push({ outcome: 'granted', tx: answer.rows[0]?.['tx'] });

    const outside = await ask(her.card, '--category', 'vitals');
    expect(outside).toMatchObject({
      code: 4,
      rows: [{ available: false, says: answer.rows[0]?.['says'] }],
    });
    exits.push({ tx: outside.rows[0]?.['tx'] });

    const withdrawn = await at.cli(
      'withdraw',
      textIn(given.rows[0], 'grant'),
      '--at',
      'northgate',
      '--passkey',
      her.passkey,
    );
    expect(withdrawn.code, withdrawn.stderr).toBe(0);
    const after = await ask(her.card);
    expect(after.code).toBe(4);
    expect(idsIn(after)).toEqual([]);
    exits.push({ outcome: 'refused', tx: after.rows[0]?.['tx'] });
  }, 120_000);

  it('D1 D3 lists every refusal and release with its transaction within a second', async () => {
    const doctor = await at.session('riverside', 'doctor');
    const asked = rowsOf(await doctor.call('ask', { card: her.card }))[0];
    const ended = Date.now();
    const custodian = await at.session('northgate', 'doctor');
    const rows = rowsOf(await custodian.call('disclosures', { patient: her.id }));
    expect(Date.now() - ended).toBeLessThan(1000);
    for (const each of [...exits, { outcome: 'refused', tx: asked?.['tx'] }])
      expect(rows).toContainEqual(expect.objectContaining(each));
    expect(rows).toHaveLength(exits.length + 1);
    const release = rows.find((row) => row['outcome'] === 'granted');
    expect(
      rowsOf(release?.['resources'])
        .map((r) => `${textIn(r, 'type')}/${textIn(r, 'id')}`)
        .toSorted(),
    ).toEqual(await expectedIds(granted));
    expect(release).toMatchObject({ organisation: 'riverside', purpose: 'TREAT', basis: 'grant' });

    const hers = await at.cli('disclosures', '--at', 'northgate', '--passkey', her.passkey);
    expect(hers.code, hers.stderr).toBe(0);
    const transactions = (list: Record<string, unknown>[]) =>
      list.map((row) => textIn(row, 'tx')).toSorted();
    expect(transactions(hers.rows)).toEqual(transactions(rows));
  }, 60_000);
});

describe.skipIf(!isHere)('bundles of the Synthea collection', () => {
  const bundles = numberOf('TEST_BUNDLES', 4);

  it(`C2 ${bundles} release exactly what their labels and the grant say`, async () => {
    const folder = join(at.scratch, 'synthea');
    mkdirSync(folder);
    spawnSync('tar', ['xJf', archive, '-C', folder]);
    const doctor = await at.session('riverside', 'doctor');
    const single = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .flatMap((name) => {
        const bundle: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        if (typeof bundle !== 'object' || bundle === null || !('entry' in bundle)) return [];
        const labels = labelBundle(bundle);
        const isOne = labels.filter(({ type }) => type === 'Patient').length === 1;
        return isOne ? [{ name, bundle, labels }] : [];
      });
    for (const [number, { name, bundle, labels }] of single.slice(0, bundles).entries()) {
      const patient = await admitAndEnrol(at, { index: 100 + number, bundle });
      await grant(at, patient, granted);
      const answer = rowsOf(await doctor.call('ask', { card: patient.card }))[0];
      const shown = rowsOf(answer?.['resources']).map((row) => textIn(row, 'fullUrl'));
      const expected = labels
        .filter((row) => granted.includes(row.kind) && row.labels.length === 0)
        .map((row) => row.fullUrl ?? '');
      expect(shown.toSorted(), name).toEqual(expected.toSorted());
    }
  }, 900_000);
});
