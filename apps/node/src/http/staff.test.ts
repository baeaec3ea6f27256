import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClinic, type Clinic } from './clinic.fixture.ts';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic({ portBase: 46_500 });
}, 60_000);
afterAll(() => clinic[Symbol.asyncDispose]());

it('I4 an account that was changed too often keeps its own changes waiting, and neither the list nor its suspension', async () => {
  const { app, host, practice } = clinic;
  const { people } = practice.hospital;
  const by = await people.vouch({ user: 'administrator', password: 'four plain words here' });
  const follow = async (until: number) => {
    await people.lastUntil(by, { user: 'nurse', until });
    return practice.enrolment.staff('nurse', practice.office);
  };
  const day = 86_400_000;
  const end = Date.now() + day;
  for (let n = 0; n < 16; n += 1) await follow(end + n * day);
  await expect(follow(end + 16 * day)).rejects.toMatchObject({ code: 'conflict' });
  expect(practice.enrolment.following('nurse')).toBe('full');
  const token = await clinic.tokenOf('administrator');
  const call = (name: string, payload: object) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/${name}`,
      headers: { host, authorization: `Bearer ${token}` },
      payload,
    });
  const listed = await call('staff', {});
  expect(listed.json()).toMatchObject({
    rows: expect.arrayContaining([
      expect.objectContaining({ user: 'nurse', state: 'active', settled: false }),
      expect.objectContaining({ user: 'doctor', settled: true }),
    ]),
  });
  const suspended = await call('suspend-practitioner', { user: 'nurse', why: 'left' });
  expect(suspended.json()).toMatchObject({ state: 'suspended', tx: expect.any(String) });
}, 60_000);
