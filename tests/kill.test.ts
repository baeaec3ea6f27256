import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticBundle } from '@careledger/fhir';
import type { NodeClient } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { ordererName } from '../apps/cli/src/supervise.ts';
import {
  admitAndEnrol,
  anchored,
  numberOf,
  startConsortium,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { transactionsOf } from './ledger-count.ts';
import { pulse } from './pulse.ts';
import { faultsIn } from './verified.ts';

/** How often a node is killed under import; 50 in a long run. */
const kills = numberOf('TEST_KILLS', 10);

let at: TestConsortium;
let her: TestPatient;

const doctorOf = (member: string) => at.session(member, 'doctor');

beforeAll(async () => {
  at = await startConsortium({ number: 4 });
  her = await admitAndEnrol(at, { index: 0 });
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('kill -9', () => {
  it('R7.2 of the orderer leaves charting alive, marked not yet anchored; it returns, and all is anchored once within 10 s', async () => {
    const doctor = await doctorOf('northgate');
    const before = await transactionsOf(at, 'NorthgateMSP');
    await at.kill(ordererName);
    const created = rowsOf(await doctor.fhir('POST', 'Observation', pulse(her.id, 72)))[0] ?? {};
    expect(JSON.stringify(created['meta'])).toContain('not-yet-anchored');
    const id = `Observation/${textIn(created, 'id')}`;
    expect((await at.status('northgate'))['unanchored']).toBe(1);
    await at.start(ordererName);
    await anchored(at, 'northgate', 10_000);
    const history = rowsOf(await doctor.call('history', { id }));
    expect(history).toHaveLength(1);
    expect(textIn(history[0], 'tx')).toMatch(/^[0-9a-f]{64}$/);
    const read = rowsOf(await doctor.fhir('GET', id))[0] ?? {};
    expect(JSON.stringify(read['meta'])).not.toContain('not-yet-anchored');
    await sleep(1500);
    expect(textIn(rowsOf(await doctor.call('history', { id }))[0], 'tx')).toBe(
      textIn(history[0], 'tx'),
    );
    expect(
      (await transactionsOf(at, 'NorthgateMSP')) - before,
      'one contribution, and a checkpoint or two',
    ).toBeLessThanOrEqual(4);
  }, 90_000);

  it(
    `R7.1 J1 of a node, ${kills} times under import, loses nothing acknowledged and doubles nothing`,
    async () => {
      const acknowledged = new Map<string, string>();
      const place = (row: Record<string, unknown>) => `${textIn(row, 'type')}/${textIn(row, 'id')}`;
      let next = 100;
      let isOver = false;
      const note = (source: string, rows: Record<string, unknown>[]) => {
        for (const row of rows) {
          const key = `${source} ${textIn(row, 'fullUrl')}`;
          const known = acknowledged.get(key);
          if (known !== undefined && known !== place(row))
            throw new Error(`${key} is ${known} and ${place(row)}`);
          acknowledged.set(key, place(row));
        }
      };
      const importOne = async (doctor: NodeClient, index: number) => {
        const source = `killed-${index}.json`;
        note(
          source,
          rowsOf(await doctor.call('import', { source, bundle: syntheticBundle('kill', index) })),
        );
      };

      for (let kill = 0; kill < kills; kill += 1) {
        const doctor = await doctorOf('northgate');
        isOver = false;
        const importing = (async () => {
          for (const goesOn = () => !isOver; goesOn();) {
            await importOne(doctor, next);
            next += 1;
          }
        })().catch(() => {});
        await sleep(40 + Math.random() * 260);
        await at.kill('northgate');
        isOver = true;
        await importing;
        await at.start('northgate');
      }

      expect(acknowledged.size).toBeGreaterThan(0);
      const doctor = await doctorOf('northgate');
      for (let index = 100; index <= next; index += 1) await importOne(doctor, index);
      const held = new Set(acknowledged.values());
      const patients = [...held].filter((each) => each.startsWith('Patient/'));
      expect(patients.length).toBe(next - 99);
      const read = new Map<string, unknown>();
      for (const patient of patients)
        for (const row of rowsOf(await doctor.call('read', { patient }))) {
          expect(read.has(place(row)), `${place(row)} stands once`).toBe(false);
          read.set(place(row), row['version']);
        }
      const records = [...held].filter(
        (each) =>
          !/^(Organization|Practitioner|Location|PractitionerRole|HealthcareService)\//.test(each),
      );
      expect([...read.keys()].toSorted()).toEqual(records.toSorted());
      expect(new Set(read.values())).toEqual(new Set([1]));
      await anchored(at, 'northgate', 30_000);
      expect(await faultsIn(join(at.data, 'northgate'))).toEqual([]);
    },
    120_000 + kills * 15_000,
  );
});
