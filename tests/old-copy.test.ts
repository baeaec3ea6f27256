import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConsortium, writeConsortium } from '@careledger/node';
import type { NodeClient } from '@careledger/protocol';
import { startChild } from '../apps/cli/src/children.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { grant, withdraw } from './consent.ts';
import {
  admitAndEnrol,
  anchored,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { transactionsOf } from './ledger-count.ts';
import { pulse } from './pulse.ts';

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
  at = await startConsortium({ number: 6 });
  her = await admitAndEnrol(at, { index: 0 });
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

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
    const granted = await grant(at, her, ['medications', 'problems']);
    const riverside = await doctorOf('riverside');
    expect((await askedAs(riverside)).shown).toBeGreaterThan(0);

    await at.halt('northgate');
    take(place, yesterday);
    await at.start('northgate');
    await withdraw(at, her, granted);
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
    await sleep(2000);
    expect(await transactionsOf(at, 'NorthgateMSP'), 'nothing is written').toBe(before);
    const status = await at.status('northgate');
    expect(JSON.stringify(status['faults'])).toMatch(/backup|copy/);
    expect(JSON.stringify(await doctor.call('incidents', {}))).toMatch(/backup|copy/);

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
