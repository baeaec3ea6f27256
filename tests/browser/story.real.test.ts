import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticBundle } from '@careledger/fhir';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { anchored } from '../consortium.ts';
import {
  activeMembers,
  addsColleague,
  beginsEnrolment,
  confirmsEnrolment,
  printedCard,
  resetsPassword,
  suspends,
} from './administrator.ts';
import { hasChromium } from './chromium.ts';
import { admits, asks, breaksGlass, nothingShown, type Identity } from './clinician.ts';
import { checksStore, opensNewest, reviews, savesList, savesProof, verdictOn } from './officer.ts';
import { feed, gives, stopsAll, withdraws } from './patient.ts';
import type { Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

const colleague = {
  name: 'Iris Ibsen',
  user: 'ibsen',
  password: 'seven lanterns at the coast',
  role: 'administrator',
} as const;
const words = 'Unconscious on arrival; medicines and allergies needed.';

describe.skipIf(!hasChromium())('the story, in pages', () => {
  let scene: Scene;
  let administrator: Person;
  let doctor: Person;
  let patient: Person;
  let officer: Person;
  let identity: Identity;
  const told = { card: '', chart: '', proof: '' };

  beforeAll(async () => {
    scene = await openScene(71);
    identity = await admitsBundle(scene);
    [administrator, doctor, patient, officer] = await Promise.all([
      scene.visitor('northgate'),
      scene.visitor('riverside'),
      scene.visitor('northgate', { width: 390, height: 844 }),
      scene.visitor('northgate', { theme: 'dark' }),
    ]);
  }, 240_000);

  afterAll(async () => {
    const people = [administrator, doctor, patient, officer];
    for (const person of people) {
      expect(person?.outside, 'nothing leaves this machine').toEqual([]);
      expect(person?.complaints).toEqual([]);
    }
    await scene?.close();
  }, 60_000);

  it('M2 shows the administrator two active members', async () => {
    await signInByPassword(administrator, scene.account('northgate', 'administrator'));
    expect(await activeMembers(administrator)).toEqual(['Northgate', 'Riverside']);
  }, 60_000);

  it('C5.4 enrols a patient by two staff at two machines, her passkey registered, her card printed', async () => {
    await addsColleague(administrator, colleague);
    const digits = await beginsEnrolment(administrator, identity.family);
    const second = await scene.visitor('northgate');
    await signInByPassword(second, { member: 'northgate', ...colleague });
    await confirmsEnrolment(second, digits);
    await second.close();
    const { card, stop } = await printedCard(administrator);
    expect(card).toMatch(/^NORTHGATE:[0-9A-Z-]+$/i);
    expect(stop).not.toBe('');
    told.card = card;
    for (const passkey of await administrator.passkeys()) await patient.holds(passkey);
    await anchored(scene.at, 'northgate');
  }, 120_000);

  it('C4 shows a doctor of the other hospital nothing before she permits it', async () => {
    await signInByPassword(doctor, scene.account('riverside', 'doctor'));
    told.chart = await admits(doctor, identity);
    await asks(doctor, told.chart, told.card);
    expect(await doctor.page.getByText(nothingShown).isVisible()).toBe(true);
  }, 60_000);

  it('D3 I8 signs her in by her passkey and shows her the refusal', async () => {
    await signInByPasskey(patient);
    const [first = ''] = await feed(patient);
    expect(first).toMatch(/^Refused: .*Riverside, asked Northgate/);
    expect(first).toContain('Nothing was shown.');
  }, 60_000);

  it('C5 lets the doctor see what she signed by her passkey', async () => {
    await gives(patient, 'Dr Emil Ellis');
    await asks(doctor, told.chart, told.card);
    expect(await doctor.page.getByText(/^Northgate answered: \d+/).isVisible()).toBe(true);
  }, 60_000);

  it('C3 shows nothing of what she left out, in the same words', async () => {
    await asks(doctor, told.chart, told.card, ['X-rays and scans']);
    expect(await doctor.page.getByText(nothingShown).isVisible()).toBe(true);
  }, 60_000);

  it('D3 adds the next access to her open page within a second of its commit', async () => {
    await feed(patient);
    const news = patient.page.getByText(/^Dr Emil Ellis.* got /);
    const before = await news.count();
    await asks(doctor, told.chart, told.card);
    await expect.poll(() => news.count(), { timeout: 1000 }).toBe(before + 1);
  }, 60_000);

  it('C11 closes what the doctor has open within a second of her withdrawal', async () => {
    const open = doctor.page.getByRole('region', { name: 'Northgate', exact: true });
    await open.first().waitFor();
    await withdraws(patient);
    await open.first().waitFor({ state: 'detached', timeout: 1000 });
  }, 60_000);

  it('C4 shows nothing more once she has withdrawn', async () => {
    await asks(doctor, told.chart, told.card);
    expect(await doctor.page.getByText(nothingShown).isVisible()).toBe(true);
  }, 60_000);

  it('C8.1 C8.2 opens the emergency summary and tells her at once', async () => {
    const { password = '' } = scene.account('riverside', 'doctor');
    await breaksGlass(doctor, { chart: told.chart, card: told.card, words, password });
    const lines = await feed(patient);
    expect(lines[0]).toContain('Emergency access by Dr Emil Ellis');
    expect(lines[0]).toContain(words);
  }, 60_000);

  it('C11 shows nothing more once she has stopped all sharing', async () => {
    await gives(patient, 'Dr Emil Ellis');
    await asks(doctor, told.chart, told.card);
    await doctor.page.getByText(/^Northgate answered/).waitFor();
    await stopsAll(patient);
    await asks(doctor, told.chart, told.card);
    expect(await doctor.page.getByText(nothingShown).isVisible()).toBe(true);
  }, 60_000);

  it('C8.3 has a privacy officer review it, and she reads the answer', async () => {
    await signInByPassword(officer, scene.account('northgate', 'privacy-officer'));
    await reviews(officer, 'She was brought in by ambulance; the summary was needed.');
    expect((await feed(patient)).join('\n')).toContain('it was justified');
  }, 60_000);

  it('D4 J3 opens an access, checks its proof in the page, saves it, and finds a changed digit', async () => {
    await opensNewest(officer, 'Refused');
    told.proof = await savesProof(officer);
    expect(Buffer.byteLength(told.proof)).toBeLessThanOrEqual(3072);
    expect(await verdictOn(officer, told.proof)).toBe('Proof is valid');
    const digit = told.proof.search(/[0-9]/);
    const changed = `${told.proof.slice(0, digit)}${(Number(told.proof[digit]) + 1) % 10}${told.proof.slice(digit + 1)}`;
    expect(await verdictOn(officer, changed)).toBe('Proof is not valid');
  }, 60_000);

  it('D4 saves what a search found as a list of rows with a header', async () => {
    await officer.page.goto('/audit/seen');
    await officer.page.getByRole('row').nth(1).waitFor();
    const [header = '', ...rows] = (await savesList(officer)).trim().split(/\r?\n/);
    expect(header.split(',').length).toBeGreaterThan(6);
    expect(rows.length).toBeGreaterThanOrEqual(4);
  }, 60_000);

  it('I8.3 gives a nurse a password that is shown once and counts once', async () => {
    const { password = '' } = scene.account('northgate', 'administrator');
    const given = await resetsPassword(administrator, 'Nurse Ben Bell', password);
    const nurse = await scene.visitor('northgate');
    const { user } = scene.account('northgate', 'nurse');
    await nurse.page.goto('/sign-in');
    await nurse.page.getByLabel('Staff number or e-mail').fill(user);
    await nurse.page.getByLabel('Password', { exact: true }).fill(given);
    await nurse.page.getByRole('button', { name: 'Sign in with password' }).click();
    await nurse.page.getByLabel('Choose a new password').fill('four boats in the harbour');
    await nurse.page.getByRole('button', { name: 'Sign in with password' }).click();
    await nurse.page.waitForURL(/\/(patients|ward)/);
    await nurse.close();
  }, 60_000);

  it('I4 ends what a member of staff may do from the moment that an administrator suspends her', async () => {
    const hers = await scene.visitor('northgate');
    await signInByPassword(hers, { member: 'northgate', ...colleague });
    await suspends(administrator, colleague.name);
    await hers.page.goto('/admin/members');
    await hers.page.getByRole('button', { name: 'Sign in with password' }).waitFor();
    await hers.close();
  }, 60_000);

  it('J4 finds the whole store as it was written', async () => {
    expect(await checksStore(officer)).toBe('Everything is as it was written');
  }, 120_000);

  it('R7 tells the administrator how many entries wait while the ledger is away', async () => {
    await scene.at.kill('orderer');
    const charting = await scene.at.session('northgate', 'doctor');
    await charting.call('add-patient', {
      resource: { resourceType: 'Patient', name: [{ family: 'Roe' }] },
    });
    await administrator.page.goto('/admin/health');
    await administrator.page.getByText(/entry waits|entries wait/).waitFor();
    await scene.at.start('orderer');
    await administrator.page.getByText('Reachable').waitFor({ timeout: 40_000 });
  }, 120_000);
});

/** Northgate admits a synthetic patient from a bundle, as its own systems would; gives who she is. */
async function admitsBundle({ at }: Scene): Promise<Identity> {
  const bundle = syntheticBundle('browser', 0);
  const session = await at.session('northgate', 'doctor');
  const rows = rowsOf(await session.call('import', { source: 'browser.json', bundle }));
  const id = textIn(
    rows.find((row) => row['type'] === 'Patient'),
    'id',
  );
  const read = rowsOf(await session.call('read', { patient: id }));
  const resource = rowsOf(read.find((row) => row['type'] === 'Patient')?.['resource'])[0];
  const name = rowsOf(resource?.['name'])[0];
  const given = Array.isArray(name?.['given']) ? name['given'].join(' ') : '';
  return {
    family: textIn(name, 'family'),
    given,
    born: textIn(resource, 'birthDate'),
    gender: textIn(resource, 'gender'),
  };
}
