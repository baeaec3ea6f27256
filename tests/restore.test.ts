import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import {
  admitAndEnrol,
  anchored,
  careledger,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { pulse } from './pulse.ts';

const parts = ['northgate', 'riverside', 'orderer'] as const;

let at: TestConsortium;
let her: TestPatient;
let content = '';
let keys = '';

const verified = (data: string) => careledger(['verify', '--data', data, '--json']);

/** The pulses in her chart, as Northgate's doctor reads it. */
async function pulses(): Promise<number> {
  const doctor = await at.session('northgate', 'doctor');
  return rowsOf(await doctor.call('read', { patient: her.id })).filter(
    (row) => textIn(row, 'type') === 'Observation' && JSON.stringify(row).includes('8867-4'),
  ).length;
}

/** Writes one more and waits until the ledger has it. */
async function write(value: number): Promise<void> {
  const doctor = await at.session('northgate', 'doctor');
  await doctor.fhir('POST', 'Observation', pulse(her.id, value));
  await anchored(at, 'northgate');
}

beforeAll(async () => {
  at = await startConsortium({ number: 24 });
  her = await admitAndEnrol(at, { index: 0 });
  content = join(at.scratch, 'content');
  keys = join(at.scratch, 'vault');
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('a backup of those who keep the orderer', () => {
  let before = 0;

  it('R7.1 is made while everything runs, holds the orderer’s blocks, and is checked without its keys', async () => {
    await write(70);
    before = await pulses();
    const done = await at.cli('backup', '-o', content);
    expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('apart')]);
    const blocks = done.rows.filter((row) => row['log'] === 'blocks');
    const sizeOf = (member: string) => Number(blocks.find((r) => r['member'] === member)?.['size']);
    expect(blocks.map((row) => row['member'])).toEqual(parts);
    expect(sizeOf('orderer')).toBeGreaterThanOrEqual(sizeOf('northgate'));
    renameSync(join(content, 'keys'), keys);
    for (const part of parts) expect(existsSync(join(content, part, 'keys'))).toBe(false);
    const checked = await verified(content);
    expect([checked.code, checked.rows, checked.stderr]).toEqual([0, [], expect.any(String)]);
    await write(71);
  }, 60_000);

  it('R7.1 starts in an empty folder by the steps of docs/keys-and-backup.md, and goes on being written', async () => {
    await at.down();
    renameSync(at.data, join(at.scratch, 'lost'));
    cpSync(content, at.data, { recursive: true });
    for (const part of parts)
      cpSync(join(keys, part), join(at.data, part, 'keys'), { recursive: true });
    cpSync(join(keys, 'demonstration'), at.data, { recursive: true });
    const checked = await verified(at.data);
    expect([checked.code, checked.rows]).toEqual([0, []]);
    await at.up();
    expect(await pulses(), 'what was written after the backup is gone').toBe(before);
    await write(72);
    expect(await pulses()).toBe(before + 1);
    for (const member of ['northgate', 'riverside'])
      expect((await at.status(member))['faults']).toEqual([]);
  }, 120_000);

  it('E3 an orderer that lost blocks goes on with those of a member', async () => {
    await at.down();
    rmSync(join(at.data, 'orderer', 'blocks'), { recursive: true });
    cpSync(join(at.data, 'northgate', 'blocks'), join(at.data, 'orderer', 'blocks'), {
      recursive: true,
    });
    await at.up();
    await write(73);
    const heights = async () =>
      new Set([(await at.status('northgate'))['height'], (await at.status('riverside'))['height']]);
    expect(await until(async () => (await heights()).size === 1, 10_000)).toBe(true);
    await at.down();
    expect((await verified(at.data)).code).toBe(0);
  }, 120_000);

  it('J4.2 an index without its seal is a fault, and so is a seal without its index', async () => {
    const folder = join(at.data, 'northgate');
    const [index, seal] = [join(folder, 'index.sqlite'), join(folder, 'index.sqlite.seal')];
    const whole = [readFileSync(index), readFileSync(seal)] as const;
    const fault = { member: 'northgate', log: 'index', segment: 'index.sqlite' };
    rmSync(seal);
    expect(await verified(at.data)).toMatchObject({ code: 3, rows: [fault] });
    writeFileSync(seal, whole[1]);
    rmSync(index);
    expect(await verified(at.data)).toMatchObject({ code: 3, rows: [fault] });
    writeFileSync(index, whole[0]);
    expect((await verified(at.data)).code).toBe(0);
  }, 60_000);

  it('E5 verify says which keys it lacks to check an index, in a sentence', async () => {
    renameSync(join(at.data, 'riverside', 'keys'), join(at.scratch, 'apart'));
    const done = await verified(at.data);
    expect(done.code).toBe(2);
    expect(done.stderr.trim().split('\n')).toEqual([expect.stringMatching(/copy them to .*keys/)]);
  }, 30_000);
});
