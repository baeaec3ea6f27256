import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressesOf, chartAtRiverside, type Addresses } from './addresses.ts';
import { hasChromium } from './chromium.ts';
import { nothingShown } from './clinician.ts';
import { presses, tabTo, writes } from './keyboard.ts';
import type { Person } from './person.ts';
import { openScene, passkeyIn, type Scene } from './scene.ts';
import { signInByPasskey } from './sign-in.ts';

const outOfForm = /^(Sign in with password|Sign and withdraw)$/;

describe.skipIf(!hasChromium())('with the keyboard alone', () => {
  let scene: Scene;
  let her: Addresses;
  let chart = '';
  let patient: Person;
  let doctor: Person;
  let officer: Person;

  beforeAll(async () => {
    scene = await openScene(72);
    her = await addressesOf(scene);
    chart = `/patients/${await chartAtRiverside(scene, her.patient)}`;
    [patient, doctor, officer] = await Promise.all([
      scene.visitor('northgate'),
      scene.visitor('riverside'),
      scene.visitor('northgate'),
    ]);
    await patient.holds(passkeyIn(her.passkey, 'northgate.localhost'));
    await signInByPasskey(patient);
  }, 300_000);

  afterAll(async () => {
    await scene?.close();
  }, 60_000);

  it('WCAG 2.1.1: a member of staff signs in', async () => {
    for (const [person, member, role] of [
      [doctor, 'riverside', 'doctor'],
      [officer, 'northgate', 'privacy-officer'],
    ] as const) {
      const { user, password = '' } = scene.account(member, role);
      await person.page.goto('/sign-in');
      await writes(person, /^Staff number or e-mail/, user);
      await writes(person, /^Password/, password);
      await presses(person, outOfForm);
      await person.page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
    }
  }, 60_000);

  it('WCAG 2.1.1: a patient gives a doctor access, and withdraws it', async () => {
    await patient.page.goto('/me/access/new');
    await writes(patient, /^A person or a hospital/, 'Emil');
    await presses(patient, /Dr Emil Ellis/, 'Space');
    await patient.page.getByRole('button', { name: /^Sign with/, disabled: false }).waitFor();
    await presses(patient, /^Sign with/);
    await patient.page.getByText(/Signed by you today at/).waitFor();
    await patient.page.goto('/me/access');
    await patient.page.getByRole('link', { name: /^Withdraw/ }).waitFor();
    await presses(patient, /^Withdraw/);
    await patient.page.waitForURL(/withdraw$/);
    const sign = { name: 'Sign and withdraw', disabled: false } as const;
    await patient.page.getByRole('button', sign).waitFor();
    await presses(patient, outOfForm);
    await patient.page
      .getByText(/^Withdrawn at/)
      .first()
      .waitFor();
  }, 60_000);

  it('WCAG 2.1.1: a doctor asks another hospital', async () => {
    await doctor.page.goto(`${chart}/ask`);
    await writes(doctor, /^Code on the card/, her.card);
    await presses(doctor, /^Ask Northgate/);
    await doctor.page.getByText(nothingShown).waitFor();
  }, 60_000);

  it('WCAG 2.1.1 C8.1: a doctor opens the emergency summary, by number, words and Ctrl+Enter', async () => {
    const { password = '' } = scene.account('riverside', 'doctor');
    await doctor.page.goto(`${chart}/emergency`);
    await presses(doctor, /The patient cannot be asked/, 'Space');
    await writes(doctor, /^In a few words/, 'Unconscious on arrival.');
    await writes(doctor, /^Code on the card/, her.card);
    await writes(doctor, /^Password/, password);
    await doctor.page.keyboard.press('Control+Enter');
    await doctor.page
      .getByText(/^Emergency access until/)
      .first()
      .waitFor();
  }, 60_000);

  it('WCAG 2.1.1 C8.3: a privacy officer reviews it, and opens an access beside the list', async () => {
    await officer.page.goto('/audit/emergency');
    const waiting = officer.page.getByRole('button', { name: 'It was justified' });
    await waiting.first().waitFor();
    const before = await waiting.count();
    await writes(officer, /^What you found/, 'The summary was needed.');
    await presses(officer, /^It was justified/);
    await expect.poll(() => waiting.count(), { timeout: 10_000 }).toBe(before - 1);
    await officer.page.goto('/audit/seen');
    await officer.page.getByRole('row').nth(1).waitFor();
    await presses(officer, /^Open the access of/);
    await officer.page.getByRole('complementary', { name: 'One access' }).waitFor();
    await tabTo(officer, /^Close$/);
  }, 60_000);
});
