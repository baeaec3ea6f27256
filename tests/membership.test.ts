import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKeyRing } from '@careledger/node/founding';
import { NodeProblem } from '@careledger/protocol';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import {
  admitAndEnrol,
  startConsortium,
  until,
  type Ended,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { addStaff, enrolPatient, initHospital, type OwnHospital } from './newcomer.ts';
import { pulse } from './pulse.ts';

let at: TestConsortium;
let lakeside: OwnHospital;
let hers: TestPatient;
let theirs: { id: string; card: string; passkey: string };

const northgate = (...args: string[]) => at.cli(...args, '--at', 'northgate', '--as', 'cole');
const riverside = (...args: string[]) => at.cli(...args, '--at', 'riverside', '--as', 'grant');

/** What Riverside's doctor is shown of Lakeside's patient, or the code of the problem. */
async function askedAtRiverside(): Promise<unknown> {
  const doctor = await at.session('riverside', 'doctor');
  try {
    return rowsOf(await doctor.call('ask', { card: theirs.card }))[0]?.['available'];
  } catch (error) {
    if (error instanceof NodeProblem) return error.problem.code;
    throw error;
  }
}

/** The members and their states, as a hospital's administrator sees them. */
async function standings(by: (...args: string[]) => Promise<Ended>): Promise<string[]> {
  const { rows, code, stderr } = await by('members');
  expect(code, stderr).toBe(0);
  return rows.map((row) => `${textIn(row, 'id')} ${textIn(row, 'status')}`);
}

const terms = [
  ...['medications', 'allergies', 'problems'].flatMap((name) => ['--category', name]),
  '--purpose',
  'TREAT',
  '--days',
  '3',
];

/** What a member's exchange server answers to Lakeside's certificate. */
function exchangeStatus(member: string): Promise<number> {
  const { cert, key } = openKeyRing(`${lakeside.data}/lakeside/keys`).credential('tls');
  const url = at.consortium.members.find(({ id }) => id === member)?.exchange ?? '';
  return new Promise((resolve, reject) => {
    request(
      `${url}/exchange/v1/health`,
      { cert, key, rejectUnauthorized: false, agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    )
      .on('error', reject)
      .end();
  });
}

beforeAll(async () => {
  at = await startConsortium({ number: 7 });
  hers = await admitAndEnrol(at, { index: 7 });
  lakeside = await initHospital(at.scratch, {
    name: 'Lakeside',
    portBase: (at.consortium.orderer?.port ?? 0) + 3,
    join: at.consortium.members[0]?.url ?? '',
  });
  await lakeside.start();
}, 240_000);

afterAll(async () => {
  await lakeside?.stop();
  await at?.close();
}, 60_000);

describe('a hospital that joins', () => {
  it('M3.1 with one approval of two is no member: nothing changes, and no word counts twice or comes from others than administrators', async () => {
    const received = await northgate('members', '--proposals');
    expect(received.rows).toMatchObject([
      { subject: 'lakeside', state: 'received', needed: 2, approvals: [] },
    ]);
    expect(textIn(rowsOf(received.rows[0]?.['who'])[0], 'fingerprint')).toBe(
      textIn(lakeside.initialised, 'fingerprint'),
    );

    const doctor = await at.cli('propose', 'lakeside', '--at', 'northgate', '--as', 'adams');
    expect(doctor.code).toBe(4);
    const proposed = await northgate('propose', 'lakeside');
    expect(proposed.code, proposed.stderr).toBe(0);
    expect(proposed.rows).toMatchObject([{ state: 'open', approvals: ['northgate'], needed: 2 }]);
    expect((await northgate('approve', 'lakeside')).code, 'a second word of one member').toBe(6);

    const seen = await riverside('members', '--proposals');
    expect(seen.rows).toMatchObject([{ subject: 'lakeside', awaitsUs: true }]);
    expect(await standings(riverside)).toEqual(['northgate active', 'riverside active']);
    expect(await exchangeStatus('northgate')).toBe(401);
    expect(lakeside.lines).toContainEqual({ member: 'lakeside', state: 'pending' });
    expect(await lakeside.status()).toMatchObject({ state: 'pending', height: 0 });
    expect(
      await until(
        async () => JSON.stringify((await lakeside.status())['faults']).includes('1 of 2'),
        10_000,
      ),
      'it says what it waits for',
    ).toBe(true);
  }, 60_000);

  it('M2 is one when more than half have approved: its book is defined, it has the copy that all have, and nobody started anew', async () => {
    const before = (await at.status('northgate'))['pid'];
    const approved = await riverside('approve', 'lakeside');
    expect(approved.rows, approved.stderr).toMatchObject([
      { state: 'carried', approvals: ['northgate', 'riverside'] },
    ]);
    const isActive = async () =>
      lakeside.lines.some((line) => line['state'] === 'active') &&
      (await standings(riverside)).includes('lakeside active');
    expect(await until(isActive, 30_000)).toBe(true);
    expect(await exchangeStatus('northgate')).toBe(200);
    expect((await at.status('northgate'))['pid']).toBe(before);

    await addStaff(lakeside);
    theirs = await enrolPatient(lakeside, 1);
    const isSame = async () =>
      (await lakeside.status())['unanchored'] === 0 &&
      (await lakeside.status())['hash'] === (await at.status('riverside'))['hash'];
    expect(await until(isSame, 20_000)).toBe(true);
  }, 60_000);

  it('M2 exchanges with the others in both directions, on consent alone, and stands in their directory', async () => {
    const theDoctor = await at.session('riverside', 'doctor');
    expect(rowsOf(await theDoctor.call('directory', {}))).toContainEqual(
      expect.objectContaining({ user: 'doctor', member: 'lakeside' }),
    );
    expect(await askedAtRiverside()).toBe(false);
    const byHer = ['--passkey', theirs.passkey];
    const grant = await lakeside.cli('grant', '--to', 'ellis@riverside', ...terms, ...byHer);
    expect(grant.code, grant.stderr).toBe(0);
    expect(await askedAtRiverside()).toBe(true);

    const byPatient = ['--at', 'northgate', '--passkey', hers.passkey];
    const given = await at.cli('grant', '--to', 'doctor@lakeside', ...terms, ...byPatient);
    expect(given.code, given.stderr).toBe(0);
    const doctor = await lakeside.session('doctor');
    const shown = rowsOf(await doctor.call('ask', { card: hers.card }))[0];
    expect(shown).toMatchObject({ available: true });
    const northgates = await at.session('northgate', 'doctor');
    const matched = async () =>
      rowsOf(await northgates.call('receipts', {})).length === 0 &&
      rowsOf(await doctor.call('receipts', {})).length === 0;
    expect(await until(matched, 20_000), 'D7 no receipt is missing').toBe(true);
  }, 60_000);

  it('M2 stays a member when everything is started again, and every log is whole', async () => {
    await Promise.all([lakeside.stop(), at.down()]);
    for (const verified of [await at.cli('verify'), await lakeside.cli('verify')])
      expect(verified.code, JSON.stringify(verified.rows)).toBe(0);
    await at.up();
    await lakeside.start();
    expect(await until(async () => (await askedAtRiverside()) === true, 20_000)).toBe(true);
  }, 120_000);
});

describe("a member's own pause", () => {
  it('M4.3 stops its releases at once, by its own word alone, until it takes that back', async () => {
    const paused = await lakeside.asAdministrator('suspend', 'riverside', '--here');
    expect(paused.rows, paused.stderr).toMatchObject([
      { everybody: false, members: ['riverside'] },
    ]);
    expect(await askedAtRiverside()).toBe(false);
    const lifted = await lakeside.asAdministrator('suspend', 'riverside', '--here', '--lift');
    expect(lifted.rows, lifted.stderr).toMatchObject([{ everybody: false, members: [] }]);
    expect(await askedAtRiverside()).toBe(true);
  }, 60_000);
});

describe('a suspended member', () => {
  it('M4.1 exchanges nothing after more than half of the others, at least two, have said so', async () => {
    const proposed = await northgate('suspend', 'lakeside');
    expect(proposed.rows, proposed.stderr).toMatchObject([{ state: 'open', needed: 2 }]);
    expect(await standings(riverside)).toContain('lakeside active');
    expect(await askedAtRiverside()).toBe(true);

    const approved = await riverside('approve', 'lakeside');
    expect(approved.rows, approved.stderr).toMatchObject([{ state: 'carried' }]);
    const isTold = async () => (await lakeside.status())['state'] === 'suspended';
    expect(await until(isTold, 10_000)).toBe(true);
    expect(await exchangeStatus('northgate')).toBe(401);
    expect(await exchangeStatus('riverside')).toBe(401);
    expect(await askedAtRiverside()).toBe('unreachable');
    const doctor = await lakeside.session('doctor');
    await expect(doctor.call('ask', { card: hers.card })).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    });
  }, 60_000);

  it('M4.2 goes on caring: it writes, reads and anchors, and its patients withdraw', async () => {
    const doctor = await lakeside.session('doctor');
    const created = rowsOf(await doctor.fhir('POST', 'Observation', pulse(theirs.id, 71)))[0];
    const read = await doctor.fhir('GET', `Observation/${textIn(created, 'id')}`);
    expect(rowsOf(read)[0]).toMatchObject({ resourceType: 'Observation' });
    expect(await until(async () => (await lakeside.status())['unanchored'] === 0, 10_000)).toBe(
      true,
    );
    const nurse = await lakeside.session('nurse');
    const grants = rowsOf(await nurse.call('grants', { patient: theirs.id }));
    const id = textIn(grants[0], 'id');
    const withdrawn = await lakeside.cli('withdraw', id, '--passkey', theirs.passkey);
    expect(withdrawn.code, withdrawn.stderr).toBe(0);
    expect(textIn(withdrawn.rows[0], 'tx')).toMatch(/^[0-9a-f]{64}$/);
  }, 60_000);

  it('M4.1 exchanges again when the others have lifted it', async () => {
    expect((await northgate('suspend', 'lakeside', '--lift')).code).toBe(0);
    expect((await riverside('approve', 'lakeside')).code).toBe(0);
    expect(await until(async () => (await exchangeStatus('northgate')) === 200, 10_000)).toBe(true);
    expect(await askedAtRiverside(), 'what was withdrawn meanwhile stays so').toBe(false);
  }, 60_000);
});

describe('a hospital on its own', () => {
  it('M2 founds a consortium of one, and cares from its first start on', async () => {
    const portBase = (at.consortium.orderer?.port ?? 0) + 5;
    const vale = await initHospital(at.scratch, { name: 'Vale', portBase });
    await vale.start();
    try {
      const isActive = async () => (await vale.status())['state'] === 'active';
      expect(await until(isActive, 20_000)).toBe(true);
      expect((await vale.asAdministrator('members')).rows).toMatchObject([
        { id: 'vale', status: 'active' },
      ]);
    } finally {
      await vale.stop();
    }
  }, 120_000);
});
