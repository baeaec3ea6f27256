import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { admits } from './clinician.ts';
import { demonstrationPatient, type KnownPatient } from './clinician-patient.ts';
import { tabTo, writes } from './keyboard.ts';
import { feed } from './patient.ts';
import type { Person } from './person.ts';
import { openScene, passkeyIn, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

const summaryOpen = /^Emergency access until .*Northgate’s emergency summary is open/;

describe.skipIf(!hasChromium())('emergency access', () => {
  let scene: Scene;
  let doctor: Person;
  let patient: Person;
  let hers: KnownPatient;
  let chart = '';
  let password = '';

  beforeAll(async () => {
    scene = await openScene(83);
    hers = await demonstrationPatient(scene);
    [doctor, patient] = await Promise.all([scene.visitor('riverside'), scene.visitor('northgate')]);
    await patient.holds(passkeyIn(hers.passkey, 'northgate.localhost'));
    await signInByPasskey(patient);
    const account = scene.account('riverside', 'doctor');
    password = account.password ?? '';
    await signInByPassword(doctor, account);
    chart = await admits(doctor, hers);
  }, 300_000);

  beforeEach(async () => {
    await doctor.page.goto(`${chart}/emergency`);
    await doctor.page.getByRole('radio', { name: /No time to ask/ }).waitFor();
  });

  afterAll(async () => {
    for (const person of [doctor, patient]) {
      expect(person?.outside).toEqual([]);
      expect(person?.complaints).toEqual([]);
    }
    await scene?.close();
  }, 240_000);

  /** Fills in why, and how she is found there. */
  async function says(words: string, card = hers.card): Promise<void> {
    await doctor.page.getByRole('radio', { name: /No time to ask/ }).check();
    await doctor.page.getByLabel('In a few words').fill(words);
    await doctor.page.getByLabel('Code on the card').fill(card);
  }
  async function confirms(): Promise<void> {
    await doctor.page.getByLabel(/^Password/).fill(password);
    await doctor.page.getByRole('button', { name: 'Confirm with password and open' }).click();
  }

  it('C8.1 opens from the chart by Shift+B, a figure, words and the card, confirmed by passkey', async () => {
    await addsPasskey(doctor, password);
    await doctor.page.goto(chart);
    await doctor.page.getByRole('heading', { name: 'Allergies' }).waitFor();
    await doctor.page.keyboard.press('Shift+B');
    await doctor.page.getByRole('radio', { name: /No time to ask/ }).waitFor();
    await doctor.page.keyboard.press('2');
    expect(await doctor.page.getByRole('radio', { name: /No time to ask/ }).isChecked()).toBe(true);
    await doctor.page.keyboard.type('Bleeding; is she on warfarin?');
    await writes(doctor, /^Code on the card/, hers.card);
    await doctor.page.keyboard.press('Control+Enter');
    await doctor.page.getByText(summaryOpen).waitFor();
    const [first = ''] = await feed(patient);
    expect(first).toContain('Emergency access by Dr Emil Ellis');
    expect(first).toContain('Bleeding; is she on warfarin?');
  }, 240_000);

  it('C8.1 opens nothing without a reason and words', async () => {
    await doctor.page.getByLabel('Code on the card').fill(hers.card);
    await confirms();
    await doctor.page.getByText('Choose a reason and write a few words.').waitFor();
    expect(await doctor.page.getByText(summaryOpen).count()).toBe(0);
  }, 240_000);

  it('C8.1 opens the rest by a second reason alone', async () => {
    await says('Found on the floor.');
    await confirms();
    await doctor.page.getByText(summaryOpen).waitFor();
    await doctor.page.getByRole('button', { name: 'Open more…' }).click();
    const second = doctor.page.getByRole('group', { name: 'A second reason for everything else' });
    expect(await second.getByRole('radio', { name: /No time to ask/ }).count()).toBe(0);
    await second.getByRole('radio', { name: /The patient cannot be asked/ }).check();
    await doctor.page.getByRole('button', { name: 'Open everything else' }).click();
    await doctor.page.getByText(/^Emergency access until .*Northgate’s record is open/).waitFor();
    await doctor.page.getByRole('button', { name: 'Close now' }).click();
    await doctor.page.getByText(/^Emergency access until/).waitFor({ state: 'detached' });
  }, 240_000);

  it('C8.2 tells her later where telling her now would put someone at risk', async () => {
    const before = (await feed(patient)).length;
    await says('Her child has unexplained injuries.');
    await doctor.page
      .getByRole('checkbox', { name: 'Telling the patient now would put someone at risk' })
      .check();
    const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await doctor.page.getByLabel('Tell the patient on').fill(day);
    await doctor.page.getByLabel('Who is at risk, and how').fill('Her child, from her partner.');
    await confirms();
    await doctor.page.getByText(summaryOpen).waitFor();
    expect((await feed(patient)).length).toBe(before);
  }, 240_000);

  it('C8.1 opens for a patient without a card by exact demographics, and for inexact ones nothing', async () => {
    await says('Unconscious, no papers.', '');
    await doctor.page.getByRole('button', { name: 'Without a card' }).click();
    expect(await doctor.page.getByLabel('Family name').inputValue()).toBe(hers.family);
    await doctor.page.getByLabel('Birth date').fill('1950-01-02');
    await confirms();
    await doctor.page.getByText('Nothing can be shown to you.').waitFor();
    await doctor.page.getByLabel('Birth date').fill(hers.born);
    await confirms();
    await doctor.page.getByText(summaryOpen).waitFor();
  }, 240_000);

  it('D2 opens while the shared ledger is out of reach', async () => {
    await scene.at.kill('orderer');
    await says('Cardiac arrest.');
    await confirms();
    await doctor.page.getByText(summaryOpen).waitFor({ timeout: 30_000 });
    await scene.at.start('orderer');
    expect((await feed(patient)).join('\n')).toContain('Cardiac arrest.');
  }, 240_000);

  it('WCAG 2.1.1 is left by Escape, and its figures choose no tab', async () => {
    await tabTo(doctor, /^Cancel/);
    await doctor.page.keyboard.press('3');
    expect(await doctor.page.getByRole('radio', { name: /Danger/ }).isChecked()).toBe(true);
    expect(new URL(doctor.page.url()).pathname).toBe(`${chart}/emergency`);
    await doctor.page.keyboard.press('Escape');
    await doctor.page.waitForURL((url) => url.pathname === chart);
  }, 240_000);
});

/** Registers a passkey of this machine for the person who is signed in. */
async function addsPasskey({ page }: Person, password: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'How you sign in' }).click();
  await page.getByRole('button', { name: 'Add a passkey of this device' }).click();
  const added = page.getByText('Added. You can sign in with it from now on.');
  const confirming = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await added.or(confirming).first().waitFor();
  if (await confirming.isVisible()) {
    await confirming.getByLabel('Password').fill(password);
    await confirming.getByRole('button', { name: 'Confirm with password' }).click();
  }
  await added.waitFor();
}
