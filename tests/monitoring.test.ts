import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifySignature } from '@careledger/keys';
import { checkProof } from '@careledger/proof';
import type { NodeClient } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { ordererName } from '../apps/cli/src/supervise.ts';
import {
  admitAndEnrol,
  anchored,
  careledger,
  numberOf,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { grant, withdraw } from './consent.ts';

/** Readings of one monitor; 10,000 in a long run. */
const readings = numberOf('TEST_READINGS', 2000);
/** Of each kind of fault. */
const faulty = 100;

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
    const honest = 200;
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
  }, 180_000);

  it('T5.1 is scored, and T7.1 its deterioration opens an alert', async () => {
    const scores = rowsOf(await doctor.call('scores', { patient: her.id })).map((row) =>
      Number(row['score']),
    );
    expect(scores.length).toBeGreaterThan(0);
    expect(Math.max(...scores)).toBeGreaterThanOrEqual(7);
    expect(rowsOf(await doctor.call('alerts', { patient: her.id })).length).toBeGreaterThan(0);
  });

  it('T10 is silenced neither by a withdrawal nor by a dead ledger: readings, scores and alerts come as before', async () => {
    const other = await admitAndEnrol(at, { index: 1 });
    await withdraw(at, other, await grant(at, other, ['results']));
    const of = async (operation: 'readings' | 'scores' | 'alerts') =>
      rowsOf(await doctor.call(operation, { patient: other.id }));
    const measuring = at.cli(
      'simulate',
      '--at',
      'northgate',
      '--patient',
      other.id,
      '--readings',
      '800',
      '--seed',
      '7',
    );
    await until(async () => (await of('readings')).length > 0, 30_000);
    await at.kill(ordererName);
    const before = readingsIn(await of('readings')).size;
    const done = await measuring;
    expect(done.code, done.stderr).toBe(0);
    expect(before).toBeLessThan(800);
    expect(readingsIn(await of('readings')).size).toBe(800);
    expect((await of('scores')).length).toBeGreaterThan(0);
    expect((await of('alerts')).length).toBeGreaterThan(0);
    await at.start(ordererName);
    await anchored(at, 'northgate', 30_000);
  }, 120_000);
});

describe('proofs', () => {
  const sampled = 12;

  /** A text with one of its digits changed. */
  function withAnotherDigit(text: string): string {
    const places = [...text.matchAll(/[0-9]/g)].map((found) => found.index);
    const place = places[randomInt(places.length)] ?? 0;
    return `${text.slice(0, place)}${(Number(text[place]) + 1) % 10}${text.slice(place + 1)}`;
  }

  /** How `careledger check` ends. */
  async function checked(proof: string, rootsFile: string) {
    const file = join(at.scratch, 'proof');
    writeFileSync(file, proof);
    const { code, rows } = await careledger(['check', file, '--roots', rootsFile, '--json']);
    return { code, valid: rows[0]?.['valid'] };
  }

  it('J3 of a record, a disclosure and a reading are checked with no node, hold in 3,072 bytes, and no digit may change', async () => {
    const rootsFile = join(at.scratch, 'roots');
    expect((await at.cli('roots', '--at', 'northgate', '-o', rootsFile)).code).toBe(0);
    const roots = readFileSync(rootsFile, 'utf8');
    await (await at.session('riverside', 'doctor')).call('ask', { card: her.card });
    const disclosure = rowsOf(await doctor.call('disclosures', { patient: her.id }))[0];
    const condition = [...her.idOf.values()].find(({ type }) => type === 'Condition');
    const ids = {
      record: `Condition/${condition?.id}`,
      disclosure: textIn(disclosure, 'request'),
      reading: textIn((await series())[0], 'reading'),
    };
    for (const [kind, id] of Object.entries(ids)) {
      let proof = '';
      const isMade = await until(async () => {
        proof = textIn(rowsOf(await doctor.call('prove', { id }))[0], 'proof');
        return proof !== '';
      }, 30_000);
      expect(isMade, `a proof of the ${kind}`).toBe(true);
      expect(Buffer.byteLength(proof), kind).toBeLessThanOrEqual(3072);
      expect(await checkProof(proof, roots, verifySignature), kind).toMatchObject({ valid: true });
      for (let sample = 0; sample < sampled; sample += 1) {
        const changed = withAnotherDigit(proof);
        expect(
          await checkProof(changed, roots, verifySignature),
          `${kind}: ${changed}`,
        ).toMatchObject({ valid: false });
      }
      if (kind !== 'reading') continue;
      expect(await checked(proof, rootsFile)).toEqual({ code: 0, valid: true });
      expect(await checked(withAnotherDigit(proof), rootsFile)).toEqual({ code: 3, valid: false });
    }
  }, 180_000);
});
