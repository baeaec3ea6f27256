import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NodeClient } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import {
  admitAndEnrol,
  careledger,
  numberOf,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';

/** Readings of one monitor; 10,000 in a long run. */
const readings = numberOf('TEST_READINGS', 2000);
const faulty = 20;

let at: TestConsortium;
let her: TestPatient;
let doctor: NodeClient;

/** The values of her series as they are read, one row a value. */
const series = async () =>
  rowsOf(await doctor.call('readings', { patient: her.id, limit: 100_000 }));

const readingsIn = (rows: readonly Record<string, unknown>[]) =>
  new Set(rows.map((row) => textIn(row, 'reading')));

beforeAll(async () => {
  at = await startConsortium({ number: 3 });
  her = await admitAndEnrol(at, { index: 0 });
  doctor = await at.session('northgate', 'doctor');
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('a bedside monitor', () => {
  it(`T2.1 R7 has each of its ${readings} readings in the series once`, async () => {
    const done = await at.cli(
      'simulate',
      '--at',
      'northgate',
      '--patient',
      her.id,
      '--devices',
      '1',
      '--readings',
      String(readings),
      '--seed',
      '7',
    );
    expect(done.code, done.stderr).toBe(0);
    expect(done.rows.at(-1)).toMatchObject({ ok: true, sent: readings, faulty: 0 });
    const rows = await series();
    expect(readingsIn(rows).size).toBe(readings);
    const values = rows.map((row) => `${textIn(row, 'reading')} ${textIn(row, 'code')}`);
    expect(new Set(values).size).toBe(values.length);
    expect(rowsOf(await doctor.call('quarantine', {}))).toEqual([]);
  }, 180_000);

  it(`T2.2 keeps ${faulty} forged and ${faulty} replayed readings out of the series, and lists all of them`, async () => {
    const before = await series();
    const honest = 60;
    const done = await at.cli(
      'simulate',
      '--at',
      'northgate',
      '--patient',
      her.id,
      '--readings',
      String(honest),
      '--seed',
      '8',
      '--faults',
      `forged=${faulty},replayed=${faulty}`,
    );
    expect(done.code, done.stderr).toBe(0);
    expect(done.rows.at(-1)).toMatchObject({ faulty: 2 * faulty });
    const listed = rowsOf(await doctor.call('quarantine', {}));
    const of = (reason: string) => listed.filter((row) => row['reason'] === reason);
    expect([of('signature').length, of('replay').length, listed.length]).toEqual([
      faulty,
      faulty,
      2 * faulty,
    ]);
    for (const row of listed) expect(row['alarm'], textIn(row, 'reason')).toBe(true);
    const sent = Number(done.rows.at(-1)?.['sent']);
    const added = readingsIn(await series()).size - readingsIn(before).size;
    expect(added).toBe(sent - 2 * faulty);
    const held = await at.cli('quarantine', '--at', 'northgate');
    expect([held.code, held.rows.length]).toEqual([0, 2 * faulty]);
  }, 180_000);

  it('T5.1 is scored, and T7.1 its deterioration opens an alert', async () => {
    const scores = rowsOf(await doctor.call('scores', { patient: her.id })).map((row) =>
      Number(row['score']),
    );
    expect(scores.length).toBeGreaterThan(0);
    expect(Math.max(...scores)).toBeGreaterThanOrEqual(7);
    expect(rowsOf(await doctor.call('alerts', { patient: her.id })).length).toBeGreaterThan(0);
  });
});

describe('proofs', () => {
  const digits = (text: string) => [...text.matchAll(/[0-9]/g)].map((found) => found.index);

  it('J3 of a record, a disclosure and a reading are checked with no node, hold in 3,072 bytes, and no digit may change', async () => {
    const rootsFile = join(at.scratch, 'roots');
    expect((await at.cli('roots', '--at', 'northgate', '-o', rootsFile)).code).toBe(0);
    await (await at.session('riverside', 'doctor')).call('ask', { card: her.card });
    const disclosure = rowsOf(await doctor.call('disclosures', { patient: her.id }))[0];
    const condition = [...her.idOf.values()].find(({ type }) => type === 'Condition');
    const ids = {
      record: `Condition/${condition?.id}`,
      disclosure: textIn(disclosure, 'request'),
      reading: textIn((await series())[0], 'reading'),
    };
    for (const [kind, id] of Object.entries(ids)) {
      const file = join(at.scratch, `proof-${kind}`);
      const isMade = await until(
        async () => (await at.cli('prove', id, '--at', 'northgate', '-o', file)).code === 0,
        30_000,
      );
      expect(isMade, `a proof of the ${kind}`).toBe(true);
      expect(statSync(file).size, kind).toBeLessThanOrEqual(3072);
      const checked = await careledger(['check', file, '--roots', rootsFile, '--json']);
      expect(checked, kind).toMatchObject({ code: 0, rows: [{ valid: true }] });
      const text = readFileSync(file, 'utf8');
      const places = digits(text);
      const place = places[Math.floor(Math.random() * places.length)] ?? 0;
      const changed = `${text.slice(0, place)}${(Number(text[place]) + 1) % 10}${text.slice(place + 1)}`;
      writeFileSync(`${file}-changed`, changed);
      const refused = await careledger([
        'check',
        `${file}-changed`,
        '--roots',
        rootsFile,
        '--json',
      ]);
      expect(refused, `${kind}, digit ${place} of ${text}`).toMatchObject({
        code: 3,
        rows: [{ valid: false }],
      });
    }
  }, 180_000);
});
