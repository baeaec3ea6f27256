import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClinic, type Clinic } from './clinic.fixture.ts';

let clinic: Clinic;
let token = '';
beforeAll(async () => {
  clinic = await openClinic({ portBase: 46_700 });
  token = await clinic.tokenOf('administrator');
}, 60_000);
afterAll(() => clinic[Symbol.asyncDispose]());

const call = async (name: string, payload: object) => {
  const { app, host } = clinic;
  const headers = { host, authorization: `Bearer ${token}` };
  const url = `/api/v1/${name}`;
  const { statusCode, body } = await app.inject({ method: 'POST', url, headers, payload });
  return { statusCode, answer: v.parse(v.record(v.string(), v.unknown()), JSON.parse(body)) };
};
const rows = v.object({ rows: v.array(v.object({ user: v.string(), settled: v.boolean() })) });
const isSettled = async (user: string) => {
  const { answer } = await call('staff', {});
  return v.parse(rows, answer).rows.find((row) => row.user === user)?.settled;
};
const settles = async (user: string) => {
  for (let n = 0; n < 200 && !(await isSettled(user)); n += 1) await sleep(100);
  return isSettled(user);
};
const leafOf = (user: string) => {
  const { hospital, book } = clinic.practice;
  return book.leaves.staffProof(hospital.people.person(user)?.handle ?? '')?.leaf;
};

it('I4 R7.2 what is said of an account while the ledger is away is answered as done, and follows when the ledger is back', async () => {
  await clinic.ledgerLeaves();
  const [suspended, added, lifted] = await Promise.all([
    call('suspend-practitioner', { user: 'nurse', why: 'left' }),
    call('add-practitioner', { user: 'newcomer', name: 'New Comer', role: 'nurse' }),
    call('suspend-practitioner', { user: 'doctor', why: 'by mistake' }).then(async () => {
      await call('step-up', { password: 'four plain words here' });
      return call('reinstate-practitioner', { user: 'doctor' });
    }),
  ]);
  expect(suspended).toMatchObject({
    statusCode: 200,
    answer: { state: 'suspended', why: 'left', settled: false, tx: null },
  });
  expect(added).toMatchObject({
    statusCode: 200,
    answer: { user: 'newcomer', password: expect.any(String), settled: false, tx: null },
  });
  // Its suspension is under way and may still be committed.
  expect(lifted).toMatchObject({ statusCode: 200, answer: { state: 'active', settled: false } });
  for (const user of ['nurse', 'newcomer', 'doctor']) expect(await isSettled(user)).toBe(false);

  await clinic.ledgerReturns();
  for (const user of ['nurse', 'newcomer', 'doctor']) expect(await settles(user)).toBe(true);
  const { registry } = clinic.practice.hospital;
  expect([...registry.all('envelope')], 'sent without an outcome').toEqual([]);
  expect(leafOf('nurse')?.status.at(-1)?.status).toBe('suspended');
  expect(leafOf('newcomer')?.status.at(-1)?.status).toBe('active');
  expect(leafOf('doctor')?.status.at(-1)?.status).toBe('active');
  expect(await call('practitioner-until', { user: 'nurse', until: null })).toMatchObject({
    statusCode: 200,
    answer: { settled: true, tx: null },
  });
}, 120_000);
