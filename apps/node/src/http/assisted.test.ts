import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClinic, type Clinic } from './clinic.fixture.ts';

const password = 'four plain words here';
const wish = { to: 'doctor@northgate', categories: ['allergies'], purpose: 'TREAT', days: 3 };
const newcomer = { user: 'newcomer', name: 'New Comer', role: 'nurse', password } as const;
let clinic: Clinic;
let token = '';
beforeAll(async () => {
  clinic = await openClinic({ portBase: 46_900 });
  token = await clinic.tokenOf('doctor');
}, 60_000);
afterAll(() => clinic[Symbol.asyncDispose]());

const call = async (name: string, payload: object) => {
  const { app, host } = clinic;
  const headers = { host, authorization: `Bearer ${token}` };
  const url = `/api/v1/${name}`;
  const { statusCode, body } = await app.inject({ method: 'POST', url, headers, payload });
  return { statusCode, answer: v.parse(v.record(v.string(), v.unknown()), JSON.parse(body)) };
};

it('C5.1 what was read out is still there to sign where the second signer’s account was not yet on the ledger, and is good once', async () => {
  const { practice } = clinic;
  const { people } = practice.hospital;
  const resource = { resourceType: 'Patient', name: [{ family: 'Roe', given: ['Ann'] }] };
  const { answer: added } = await call('add-patient', { resource });
  const patient = String(added['id']);
  const nurse = { user: 'nurse', password };
  expect(await call('enrol', { patient, second: nurse })).toMatchObject({ statusCode: 200 });
  const by = await people.vouch({ user: 'administrator', password });
  await people.addPractitioner({ ...newcomer, by });
  const { answer: drawn } = await call('assisted-prepare', { patient, ...wish });
  const second = { user: newcomer.user, password };
  const signed = { patient, draft: String(drawn['draft']), second };
  expect(await call('assisted-sign', signed)).toMatchObject({ answer: { code: 'not-ready' } });
  await practice.enrolment.staff(newcomer.user, practice.office);
  const both = await Promise.all([call('assisted-sign', signed), call('assisted-sign', signed)]);
  const ends = both.map(({ answer }) => answer['code'] ?? 'signed');
  expect(ends).toEqual(expect.arrayContaining(['not-found', 'signed']));
  const { answer } = await call('grants', { patient });
  expect(answer).toMatchObject({ rows: [{ id: drawn['grant'] }] });
}, 60_000);
