import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticBundle } from '@careledger/fhir';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { anchored } from '../consortium.ts';
import { violationsOn } from './axe.ts';
import { hasChromium } from './chromium.ts';
import {
  beginsAtDesk,
  beginsGuardian,
  beginsReplacement,
  confirmsAtDesk,
  figures,
  opensCardPage,
  panelOf,
  paperOf,
  readAloud,
  registers,
  typesIn,
} from './patient-desk.ts';
import { gives, withdraws } from './patient.ts';
import type { KnownPasskey, Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

describe.skipIf(!hasChromium())('a patient is enrolled at the desk, in pages', () => {
  let scene: Scene;
  let doctor: Person;
  let nurse: Person;
  let telephone: KnownPasskey[];
  const her = { patient: '', other: '' };

  beforeAll(async () => {
    scene = await openScene(81);
    const session = await scene.at.session('northgate', 'doctor');
    const admitted = async (seed: string) => {
      const bundle = syntheticBundle(seed, 0);
      const rows = rowsOf(await session.call('import', { source: `${seed}.json`, bundle }));
      return textIn(
        rows.find((row) => row['type'] === 'Patient'),
        'id',
      );
    };
    her.patient = await admitted('desk');
    her.other = await admitted('assisted');
    [doctor, nurse] = await Promise.all([scene.visitor('northgate'), scene.visitor('northgate')]);
    await signInByPassword(doctor, scene.account('northgate', 'doctor'));
    await signInByPassword(nurse, scene.account('northgate', 'nurse'));
    await anchored(scene.at, 'northgate');
  }, 300_000);

  afterAll(async () => {
    for (const person of [doctor, nurse]) {
      expect(person?.outside, 'nothing leaves this machine').toEqual([]);
      expect(person?.complaints).toEqual([]);
    }
    await scene?.close();
  }, 400_000);

  /** The act that waits on the doctor's page is confirmed by the nurse on her own machine. */
  async function confirmed(): Promise<void> {
    await confirmsAtDesk(nurse, await figures(doctor.page));
    await doctor.page
      .getByText('Read these six figures')
      .waitFor({ state: 'detached', timeout: 30_000 });
  }

  /** Somebody with these passkeys, signed in as a patient's page wants it. */
  async function signedIn(passkeys: readonly KnownPasskey[]): Promise<Person> {
    const person = await scene.visitor('northgate');
    for (const passkey of passkeys) await person.holds(passkey);
    await signInByPasskey(person);
    return person;
  }

  it('C5.4 by two of staff at two machines, with the passkey of her own device', async () => {
    const digits = await beginsAtDesk(doctor, her.patient, 'device');
    expect(digits).toMatch(/^\d{6}$/);
    await confirmsAtDesk(nurse, digits);
    await doctor.page.getByText('Enrolled. Print the card and hand it over.').waitFor();
    telephone = await doctor.passkeys();
    expect(telephone).toHaveLength(1);
    const she = await signedIn(telephone);
    await she.page.getByRole('heading', { level: 1, name: 'Your record' }).waitFor();
    await she.close();
  }, 400_000);

  it('C11 gets a card with a stop code to tear off, printed and printed again', async () => {
    const { page } = doctor;
    const { card, stop } = await paperOf(page);
    expect(card).toMatch(/^NORTHGATE:/i);
    expect(stop).toMatch(/^[0-9A-Z-]{10,}$/);
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByText(card, { exact: true }).isVisible()).toBe(true);
    expect(await page.getByText(stop, { exact: true }).isVisible()).toBe(true);
    const tearOff = page.locator('.print-card__stop');
    expect(await tearOff.innerText(), 'a code alone names no hospital').toContain('Northgate.');
    for (const name of ['Print the card', 'Card lost: make a new code'])
      expect(await page.getByRole('button', { name }).isVisible(), name).toBe(false);
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false);
    const sheet = await page.pdf({ format: 'A4' });
    expect(sheet.subarray(0, 4).toString()).toBe('%PDF');
    await page.emulateMedia({ media: 'screen' });
    await opensCardPage(doctor, her.patient);
    expect(await paperOf(page)).toEqual({ card, stop });
    await page.getByRole('button', { name: 'Card lost: make a new code' }).click();
    await page.getByText('The old card names nobody any more.').waitFor();
    await expect.poll(async () => (await paperOf(page)).card).not.toBe(card);
    expect((await paperOf(page)).stop).toBe(stop);
  }, 400_000);

  it('I9 adds a second device by the first, and both sign her in', async () => {
    const she = await signedIn(telephone);
    await she.page.goto('/me/details');
    const made = await she.plugs();
    await she.page.getByRole('button', { name: 'Add this device' }).click();
    const panel = panelOf(she.page, 'What you sign with');
    await expect.poll(() => panel.getByRole('listitem').count(), { timeout: 20_000 }).toBe(2);
    const second = await made();
    expect(second).toHaveLength(1);
    await she.close();
    const again = await signedIn(second);
    await again.page.getByRole('heading', { level: 1, name: 'Your record' }).waitFor();
    await again.close();
  }, 400_000);

  it('I9 a lost one is replaced by two of staff: the lost one is dead, the new one signs in', async () => {
    const { page } = doctor;
    await opensCardPage(doctor, her.patient);
    await beginsReplacement(doctor);
    await doctor.forgets();
    await registers(page);
    await confirmed();
    const panel = panelOf(page, 'Devices that sign for the patient');
    await panel.getByText('replaced', { exact: true }).waitFor();
    const fresh = await doctor.passkeys();
    expect(fresh).toHaveLength(1);
    const she = await signedIn(fresh);
    await she.page.goto('/me/details');
    await panelOf(she.page, 'What you sign with')
      .getByText(/^ended/)
      .waitFor();
    await she.close();
    const thief = await scene.visitor('northgate');
    for (const passkey of telephone) await thief.holds(passkey);
    await thief.page.goto('/sign-in');
    await thief.page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await thief.page.getByRole('alert').first().waitFor();
    expect(new URL(thief.page.url()).pathname).toBe('/sign-in');
    await thief.close();
  }, 400_000);

  it('I7 somebody who may look sees his scope, decides nothing, and nothing more once two of staff end it', async () => {
    const { page } = doctor;
    await opensCardPage(doctor, her.patient);
    await beginsGuardian(doctor, {
      name: 'Ida Lind',
      relation: 'mother',
      kinds: [/^Allergies, problems, medicines/],
      until: '2031-06-30',
    });
    await doctor.forgets();
    await registers(page);
    await confirmed();
    const panel = panelOf(page, 'People who act for the patient');
    await panel.getByText('Ida Lind', { exact: true }).waitFor();
    const he = await signedIn(await doctor.passkeys());
    await he.page.goto('/me');
    await he.page.getByRole('region', { name: 'The most important' }).waitFor();
    await he.page.getByText('You may look, until 30 June 2031.').waitFor();
    await he.page.getByRole('button', { name: 'Letters' }).click();
    await he.page.getByText('Nothing here yet').waitFor();
    expect(await he.page.getByRole('link', { name: 'Give access' }).count()).toBe(0);
    expect(await he.page.getByRole('link', { name: 'Stop all sharing' }).count()).toBe(0);
    await he.page.goto('/me/family');
    await he.page.getByText('Ida Lind').first().waitFor();
    await panel.getByRole('button', { name: 'End', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'End what Ida Lind may do' });
    await dialog.getByLabel('How identity was checked').fill('The patient asked for it.');
    await dialog.getByRole('button', { name: /^Begin/ }).click();
    await confirmed();
    await panel.getByText('ended', { exact: true }).waitFor();
    await he.page.goto('/me/seen');
    await he.page.getByRole('button', { name: 'Sign in with a passkey' }).first().waitFor();
    await he.close();
  }, 400_000);

  it('I7 somebody who may decide gives access within his scope, is offered nothing beyond it, and withdraws', async () => {
    await opensCardPage(doctor, her.patient);
    await beginsGuardian(doctor, {
      name: 'Per Lind',
      relation: 'father',
      kinds: [/^Allergies, problems, medicines/],
      until: '2031-06-30',
      decides: true,
    });
    await doctor.forgets();
    await registers(doctor.page);
    await confirmed();
    const he = await signedIn(await doctor.passkeys());
    const { page } = he;
    await page.goto('/me');
    await page.getByText('You may look and decide, until 30 June 2031').waitFor();
    await gives(he, 'Dr Emil Ellis');
    await page.goto('/me/access/new');
    await page.getByRole('checkbox', { name: /^Medicines/ }).waitFor();
    for (const name of [/^Results/, /^Letters/, /^X-rays/])
      expect(await page.getByRole('checkbox', { name }).count(), `${name}`).toBe(0);
    expect(await page.getByText('Closed unless you open them here').count()).toBe(0);
    const of = { patient: her.patient };
    const desk = await scene.at.session('northgate', 'doctor');
    const given = async () => rowsOf(await desk.call('grants', of));
    expect((await given()).map((row) => row['categories'])).toEqual([
      expect.not.arrayContaining(['results']),
    ]);
    await withdraws(he);
    expect(await given()).toEqual([]);
    await he.close();
  }, 400_000);

  it('C5.1 without a device two of staff enrol her and sign what she permits, and what she withdraws', async () => {
    const { page } = doctor;
    await confirmsAtDesk(nurse, await beginsAtDesk(doctor, her.other, 'assisted'));
    const panel = panelOf(page, 'Permissions, with the help of two');
    const { user, password = '' } = scene.account('northgate', 'nurse');
    const second = { user, password };
    await panel.getByRole('button', { name: 'Give access as the patient says' }).click();
    const { dialog, deed } = readAloud(page, 'Give access as the patient says');
    await deed.getByText('Answer the questions above').waitFor();
    await dialog.getByLabel('Who may see it').selectOption({ label: 'Dr Emil Ellis, Riverside' });
    await deed.getByText(/^I allow Dr Emil Ellis, Riverside, to see/).waitFor();
    await dialog.getByRole('button', { name: 'Deutsch' }).click();
    await dialog.getByLabel('Results', { exact: true }).check();
    const words = deed.getByText(/^Ich erlaube Dr Emil Ellis, Riverside, .*Befunde/);
    await words.waitFor();
    expect(await violationsOn(page)).toEqual([]);
    const read = await words.innerText();
    await typesIn(dialog, second);
    // Something else is signed while these words are read out: nothing of them is signed.
    const desk = await scene.at.session('northgate', 'doctor');
    const other = { to: 'riverside', categories: ['vitals'], purpose: 'TREAT', days: 30 };
    const [drawn] = rowsOf(await desk.call('assisted-prepare', { patient: her.other, ...other }));
    await desk.call('assisted-sign', {
      patient: her.other,
      draft: textIn(drawn, 'draft'),
      second,
    });
    await dialog.getByRole('button', { name: /^Both sign/ }).click();
    await dialog.getByText('Something changed while you were reading').waitFor();
    await deed.getByText(/allen, die mich bei Riverside behandeln/).waitFor();
    expect(await panel.getByText(read).count()).toBe(0);
    await dialog.getByRole('button', { name: /^Both sign/ }).click();
    await panel.getByText(read).waitFor();
    for (const left of [1, 0]) {
      await panel.getByRole('button', { name: 'Withdraw', exact: true }).first().click();
      const back = readAloud(page, 'Withdraw this permission');
      await back.deed.getByText(/^I withdraw the access of/).waitFor();
      await typesIn(back.dialog, second);
      await back.dialog.getByRole('button', { name: /^Both sign/ }).click();
      const each = panel.getByRole('button', { name: 'Withdraw', exact: true });
      await expect.poll(() => each.count()).toBe(left);
    }
    await panel.getByText('No permission is in force.').waitFor();
  }, 400_000);

  it('C13 without a device she answers a doctor elsewhere, and two of staff sign her answer', async () => {
    const { page } = doctor;
    const desk = await scene.at.session('northgate', 'doctor');
    const card = textIn(rowsOf(await desk.call('card', { patient: her.other }))[0], 'card');
    const elsewhere = await scene.at.session('riverside', 'doctor');
    const asks = (categories: string[]) => elsewhere.call('request', { card, categories, days: 9 });
    await asks(['results', 'documents']);
    await opensCardPage(doctor, her.other);
    const panel = panelOf(page, 'Permissions, with the help of two');
    const second = scene.account('northgate', 'nurse');
    await panel.getByText('Results and Letters and documents, for 9 days').waitFor();
    await panel.getByRole('button', { name: 'The patient says yes' }).click();
    const yes = readAloud(page, 'The patient says yes');
    await yes.deed.getByText(/^I allow Dr Emil Ellis, Riverside, .*letters and notes/).waitFor();
    await yes.dialog.getByLabel('Letters and documents').uncheck();
    const words = yes.deed.getByText(/^I allow .* to see my results/);
    await expect.poll(() => words.innerText()).not.toContain('letters');
    const read = await words.innerText();
    await typesIn(yes.dialog, second);
    await yes.dialog.getByRole('button', { name: /^Both sign/ }).click();
    await panel.getByText(read).waitFor();
    await asks(['imaging']);
    await opensCardPage(doctor, her.other);
    await panel.getByRole('button', { name: 'The patient says no' }).click();
    const no = page.getByRole('dialog', { name: 'The patient says no' });
    await no.getByText('Whoever asked is not told').waitFor();
    await typesIn(no, second);
    await no.getByRole('button', { name: /^Both sign/ }).click();
    await panel.getByRole('button', { name: 'The patient says no' }).waitFor({ state: 'detached' });
  }, 400_000);
});
