import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticBundle } from '@careledger/fhir';
import { readConsortium, writeConsortium } from '@careledger/node';
import type { NodeClient } from '@careledger/protocol';
import { startChild } from '../apps/cli/src/children.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { ordererName } from '../apps/cli/src/supervise.ts';
import {
  admitAndEnrol,
  anchored,
  numberOf,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { transactionsOf } from './ledger-count.ts';
import { pulse } from './pulse.ts';

/** How often a node is killed under import; 50 in a long run. */
const kills = numberOf('TEST_KILLS', 10);

let at: TestConsortium;
let her: TestPatient;

const doctorOf = (member: string) => at.session(member, 'doctor');

/** How an ask by Riverside's doctor ends: what was shown, or the code of the problem. */
async function askedAs(doctor: NodeClient): Promise<{ shown: number; code: string | undefined }> {
  try {
    const row = rowsOf(await doctor.call('ask', { card: her.card }))[0];
    return { shown: rowsOf(row?.['resources']).length, code: undefined };
  } catch (error) {
    const problem = error instanceof Error && 'problem' in error ? error.problem : undefined;
    return { shown: 0, code: textIn(rowsOf(problem)[0], 'code') };
  }
}

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

  it(`R7.1 J1 of a node, ${kills} times under import, loses nothing acknowledged and doubles nothing`, async () => {
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
    const verified = await at.cli('verify', '--at', 'northgate');
    expect(verified.code, JSON.stringify(verified.rows)).toBe(0);
  }, 300_000);
});

describe('an older copy', () => {
  it("E8.3 yesterday's registry put back releases nothing for what differs, writes nothing, and says why", async () => {
    const place = join(at.data, 'northgate', 'registry');
    const [yesterday, today] = [
      join(at.scratch, 'registry-yesterday'),
      join(at.scratch, 'registry-today'),
    ];
    const take = (from: string, to: string) => {
      rmSync(to, { recursive: true, force: true });
      cpSync(from, to, { recursive: true });
    };
    const grant = await at.cli(
      'grant',
      '--at',
      'northgate',
      '--to',
      'ellis@riverside',
      '--category',
      'medications',
      '--category',
      'problems',
      '--passkey',
      her.passkey,
    );
    expect(grant.code, grant.stderr).toBe(0);
    const riverside = await doctorOf('riverside');
    expect((await askedAs(riverside)).shown).toBeGreaterThan(0);

    await at.halt('northgate');
    take(place, yesterday);
    await at.start('northgate');
    const withdrawn = await at.cli(
      'withdraw',
      textIn(grant.rows[0], 'grant'),
      '--at',
      'northgate',
      '--passkey',
      her.passkey,
    );
    expect(withdrawn.code, withdrawn.stderr).toBe(0);
    await anchored(at, 'northgate');
    await at.halt('northgate');
    take(place, today);

    take(yesterday, place);
    const before = await transactionsOf(at, 'NorthgateMSP');
    await at.start('northgate');
    const doctor = await doctorOf('northgate');
    const asked = await askedAs(riverside);
    expect(asked.shown, 'nothing is released under the consent that was withdrawn').toBe(0);
    await doctor.fhir('POST', 'Observation', pulse(her.id, 80));
    await sleep(3000);
    expect(await transactionsOf(at, 'NorthgateMSP'), 'nothing is written').toBe(before);
    const status = await at.status('northgate');
    expect(JSON.stringify(status['faults'])).toMatch(/backup|copy/);
    const incidents = await at.cli('incidents', '--at', 'northgate');
    expect(incidents.code).toBe(0);
    expect(JSON.stringify(incidents.rows)).toMatch(/backup|copy/);

    await at.halt('northgate');
    take(today, place);
    await at.start('northgate');
    await anchored(at, 'northgate');
    expect((await at.status('northgate'))['faults']).toEqual([]);
    expect(await askedAs(riverside)).toEqual({ shown: 0, code: undefined });
  }, 180_000);

  /** Northgate's transactions once its last checkpoint is made: the number has not moved for 2.5 s. */
  async function settledTransactions(): Promise<number> {
    for (let last = -1; ;) {
      const now = await transactionsOf(at, 'NorthgateMSP');
      if (now === last) return now;
      last = now;
      await new Promise((resolve) => {
        setTimeout(resolve, 2500);
      });
    }
  }

  it('E8.3 a second copy of the data folder, started on other ports, writes nothing and says why', async () => {
    const copy = join(at.scratch, 'second');
    await at.halt('northgate');
    cpSync(at.data, copy, { recursive: true });
    await at.start('northgate');
    await anchored(at, 'northgate');
    const shifted = readConsortium(copy);
    const shift = (port: number) => port + 50;
    writeConsortium(copy, {
      ...shifted,
      members: shifted.members.map((m) => {
        const ports = {
          http: shift(m.ports.http),
          exchange: shift(m.ports.exchange),
          mqtt: shift(m.ports.mqtt),
          peer: shift(m.ports.peer),
        };
        return { ...m, ports, url: `http://127.0.0.1:${ports.http}` };
      }),
    });
    const logFile = join(copy, 'northgate', 'logs', 'second.log');
    writeFileSync(logFile, '');
    const before = await settledTransactions();
    const { child } = await startChild({
      name: 'second',
      entry: 'hospital',
      args: ['--data', copy, '--member', 'northgate'],
      logFile,
      readyWithinMs: 60_000,
    });
    try {
      const second: TestConsortium = { ...at, data: copy, consortium: readConsortium(copy) };
      const says = async () =>
        JSON.stringify((await statusAt(second.consortium.members[0]?.url ?? ''))['faults']);
      expect(await until(async () => /backup|copy/.test(await says()), 15_000), await says()).toBe(
        true,
      );
      expect(await transactionsOf(at, 'NorthgateMSP'), 'the copy writes nothing').toBe(before);
    } finally {
      await child.stop();
    }
    expect(readFileSync(logFile, 'utf8')).toContain('ledger-waits');
    expect((await at.status('northgate'))['faults']).toEqual([]);
    expect((await askedAs(await doctorOf('riverside'))).code).toBe(undefined);
  }, 180_000);

  it('E8.3 a second node on the same folder is refused while the first one runs', async () => {
    const logFile = join(at.scratch, 'same-folder.log');
    writeFileSync(logFile, '');
    await expect(
      startChild({
        name: 'second',
        entry: 'hospital',
        args: ['--data', at.data, '--member', 'northgate'],
        logFile,
        readyWithinMs: 60_000,
      }),
    ).rejects.toThrow(/lock|process|running|in use/i);
    expect((await at.status('northgate'))['faults']).toEqual([]);
  }, 90_000);
});

async function statusAt(url: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/api/v1/status`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  return rowsOf(await response.json())[0] ?? {};
}
