import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClinic, type Clinic } from './clinic.fixture.ts';

const password = 'four plain words here';
const second = { user: 'nurse', password };
const wish = { to: 'doctor@northgate', categories: ['allergies'], purpose: 'TREAT', days: 3 };
let clinic: Clinic;
let patient = '';

const callAs = async (
  user: 'administrator' | 'doctor' | 'nurse' | 'privacy-officer',
  name: string,
  payload: object,
) => {
  const headers = { host: clinic.host, authorization: `Bearer ${await clinic.tokenOf(user)}` };
  const url = `/api/v1/${name}`;
  const { body } = await clinic.app.inject({ method: 'POST', url, headers, payload });
  return v.parse(v.record(v.string(), v.unknown()), JSON.parse(body));
};
/** What somebody is told who has words drawn up, and who denies a request, for this patient. */
const codesFor = async (user: Parameters<typeof callAs>[0]) => {
  const denial = { patient, request: 'none', deny: true, second };
  const answers = [
    await callAs(user, 'assisted-prepare', { patient, ...wish }),
    await callAs(user, 'decide-assisted', denial),
  ];
  return answers.map(({ code }) => code ?? 'done');
};

beforeAll(async () => {
  clinic = await openClinic({ portBase: 46_960, carePolicy: 'team' });
  const resource = { resourceType: 'Patient', name: [{ family: 'Roe', given: ['Ann'] }] };
  patient = String((await callAs('nurse', 'add-patient', { resource }))['id']);
  const beside = { user: 'administrator', password };
  expect(await callAs('nurse', 'enrol', { patient, second: beside })).toHaveProperty('card');
}, 60_000);
afterAll(() => clinic[Symbol.asyncDispose]());

it('C1.2 C5.1 where the team alone reads, a doctor outside it neither draws up a consent nor denies a request for the patient', async () => {
  expect(await codesFor('doctor')).toEqual(['not-in-care', 'not-in-care']);
  await callAs('doctor', 'take-over', { patient, because: 'covers the night' });
  expect(await codesFor('doctor')).toEqual(['done', 'not-found']);
}, 60_000);

it('C5.1 nobody but a doctor or nurse begins what two of staff sign', async () => {
  for (const user of ['administrator', 'privacy-officer'] as const)
    expect(await codesFor(user)).toEqual(['forbidden', 'forbidden']);
}, 60_000);
