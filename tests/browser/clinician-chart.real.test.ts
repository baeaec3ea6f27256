import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rowsOf } from '../../apps/cli/src/rows.ts';
import { addressesOf } from './addresses.ts';
import { hasChromium } from './chromium.ts';
import { fills, findsBySlash, opens, pdf, pressesIn } from './clinician-chart.ts';
import type { Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPassword } from './sign-in.ts';

const second = {
  name: 'Dr Leo Brandt',
  user: 'brandt',
  password: 'seven lanterns at the coast',
  role: 'doctor',
} as const;

describe.skipIf(!hasChromium())('a chart', () => {
  let scene: Scene;
  let doctor: Person;
  let other: Person;
  let chart = '';

  beforeAll(async () => {
    scene = await openScene(81);
    chart = `/patients/${(await addressesOf(scene)).patient}`;
    const administrator = await scene.at.session('northgate', 'administrator');
    await administrator.call('add-practitioner', second);
    [doctor, other] = await Promise.all([scene.visitor('northgate'), scene.visitor('northgate')]);
    await signInByPassword(doctor, scene.account('northgate', 'doctor'));
    await signInByPassword(other, { member: 'northgate', ...second });
  }, 300_000);

  beforeEach(async () => {
    await doctor.page.goto(chart);
  });

  afterAll(async () => {
    for (const person of [doctor, other]) {
      expect(person?.outside).toEqual([]);
      expect(person?.complaints).toEqual([]);
    }
    await scene?.close();
  }, 240_000);

  it('I3 is found by / and words, which stay out of the address', async () => {
    const name = await doctor.page.getByRole('heading', { level: 1 }).innerText();
    await doctor.page.goto('/directory');
    await doctor.page.getByRole('heading', { level: 1 }).waitFor();
    await findsBySlash(doctor, name.split(',')[0] ?? '');
    expect(await doctor.page.getByRole('heading', { level: 1 }).innerText()).toBe(name);
    expect(new URL(doctor.page.url()).pathname).toBe(chart);
  }, 240_000);

  it('shows what must not harm first, then what is done and found, then what happened', async () => {
    const headings = doctor.page.getByRole('heading', { level: 2 });
    await headings.first().waitFor();
    expect(await headings.allInnerTexts()).toEqual([
      'Allergies',
      'Problems',
      'Medicines now',
      'Results',
      'Timeline',
      'Documents',
    ]);
    const banner = doctor.page.getByRole('region', { name: 'Patient', exact: true });
    expect(await banner.innerText()).toMatch(/Born[\s\S]*Gender[\s\S]*Known allergies: Penicillin/);
  }, 240_000);

  it('R7.2 keeps a note at once, under its author’s name', async () => {
    await doctor.page.getByRole('button', { name: 'Note', exact: true }).click();
    await fills(doctor, 'Write a note', { Note: 'Slept well. Eats and drinks.' });
    const note = await opens(doctor, 'Documents', 'Progress note');
    await note.getByText('Slept well. Eats and drinks.').first().waitFor();
    await note.getByText('Dr Ada Adams').first().waitFor();
  }, 240_000);

  it('attaches a PDF with its bytes and gives the same back; nothing else is taken for one', async () => {
    const bytes = pdf('Letter of the heart clinic');
    await pressesIn(doctor, 'Documents', 'Attach PDF');
    const dialog = doctor.page.getByRole('dialog', { name: 'Attach a PDF' });
    const file = dialog.getByLabel('PDF file');
    await file.setInputFiles({
      name: 'photo.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('GIF89a'),
    });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('This is not a PDF file. Nothing was sent.').waitFor();
    await file.setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: bytes });
    await fills(doctor, 'Attach a PDF', { Title: 'Heart clinic' });
    const letter = await opens(doctor, 'Documents', 'Heart clinic');
    const saving = doctor.page.waitForEvent('download');
    await letter
      .getByRole('button', { name: /Save|Open|Download/ })
      .first()
      .click();
    expect(readFileSync(await (await saving).path()).equals(bytes)).toBe(true);
  }, 240_000);

  it('adds an allergy, which the banner names, and a problem', async () => {
    await pressesIn(doctor, 'Allergies', 'Add');
    const dialog = doctor.page.getByRole('dialog', { name: 'Record an allergy' });
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText('Write something first.').waitFor();
    await dialog.getByLabel('How bad it was').selectOption('severe');
    await fills(doctor, 'Record an allergy', { 'To what': 'Latex', 'What happened': 'Hives' });
    await doctor.page.getByText('Latex (Hives)').waitFor();
    await pressesIn(doctor, 'Problems', 'Add');
    await fills(doctor, 'Add a problem', { Problem: 'Migraine', Since: '2019-03' });
    await doctor.page
      .getByRole('region', { name: 'Problems' })
      .getByRole('button', { name: 'Migraine' })
      .waitFor();
  }, 240_000);

  it('X21 warns of an allergy and of a duplicate while one prescribes, and wants a reason then', async () => {
    await pressesIn(doctor, 'Medicines now', 'Prescribe');
    const dialog = doctor.page.getByRole('dialog', { name: 'Prescribe' });
    const medicine = dialog.getByLabel('Medicine', { exact: true });
    await medicine.fill('paracetamol 500 mg oral tablet');
    await dialog.getByText('Nothing recorded speaks against it.').waitFor();
    await medicine.fill('lisinopril 5 mg oral tablet');
    await dialog.getByText('Already taken: lisinopril').waitFor();
    await medicine.fill('amoxicillin 500 mg oral capsule');
    await dialog.getByText('Allergy recorded: Penicillin.').waitFor();
    const despite = dialog.getByRole('button', { name: 'Prescribe all the same' });
    await despite.click();
    await dialog.getByText('Write something first.').waitFor();
    await dialog.getByLabel('Why all the same').fill('Tested since: no allergy.');
    await despite.click();
    const kept = await opens(doctor, 'Medicines now', 'amoxicillin');
    expect(await kept.innerText()).toContain('Tested since: no allergy.');
  }, 240_000);

  it('R3.1 amends a note and keeps both versions to be read', async () => {
    const note = await opens(doctor, 'Documents', 'Progress note');
    await note.getByRole('button', { name: 'Change' }).click();
    await fills(doctor, 'Change this entry', { Text: 'Slept badly.' });
    const again = await opens(doctor, 'Documents', 'Progress note');
    const versions = again.getByRole('listitem');
    await expect.poll(() => versions.count(), { timeout: 10_000 }).toBe(2);
    await versions.nth(1).getByText('Version 1').click();
    await versions.nth(1).getByText('Slept well. Eats and drinks.').waitFor();
    await versions.nth(0).getByText('shown now').waitFor();
  }, 240_000);

  it('R2.1 saves the first of two changes; the second keeps its text, is told who was first, and compares', async () => {
    await other.page.goto(chart);
    for (const [person, text] of [
      [doctor, 'The text of the second.'],
      [other, 'The text of the first.'],
    ] as const) {
      const note = await opens(person, 'Documents', 'Progress note');
      await note.getByRole('button', { name: 'Change' }).click();
      await person.page.getByLabel('Text', { exact: true }).fill(text);
    }
    // The chart behind the second dialog learns of the new version before it is sent.
    const learned = doctor.page.waitForResponse((answer) => answer.url().endsWith('/api/v1/read'));
    await fills(other, 'Change this entry', {});
    await other.page.getByRole('dialog').waitFor({ state: 'detached' });
    await (await learned).finished();
    await doctor.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    await fills(doctor, 'Change this entry', {});
    const dialog = doctor.page.getByRole('dialog', { name: 'Change this entry' });
    await dialog.getByText(/^Not saved: Dr Leo Brandt changed this entry at \d\d:\d\d/).waitFor();
    expect(await dialog.getByLabel('Text', { exact: true }).inputValue()).toBe(
      'The text of the second.',
    );
    await dialog.getByRole('button', { name: 'Compare and save' }).click();
    await dialog.getByText('The text of the first.').first().waitFor();
    await dialog.getByRole('button', { name: 'Save my change as the newer version' }).click();
    const note = await opens(doctor, 'Documents', 'Progress note');
    await expect.poll(() => note.getByRole('listitem').count(), { timeout: 10_000 }).toBe(4);
  }, 240_000);

  it('R2.1 X21 leaves a medicine stopped that a colleague stopped while its instruction was changed', async () => {
    await Promise.all([doctor, other].map(({ page }) => page.goto(chart)));
    for (const person of [doctor, other]) {
      const medicine = await opens(person, 'Medicines now', 'amoxicillin');
      await medicine.getByRole('button', { name: 'Change' }).click();
    }
    await other.page.getByLabel('State', { exact: true }).selectOption('stopped');
    await fills(other, 'Change this entry', {});
    await other.page.getByRole('dialog').waitFor({ state: 'detached' });
    await fills(doctor, 'Change this entry', { Instruction: 'With a full glass of water.' });
    const dialog = doctor.page.getByRole('dialog', { name: 'Change this entry' });
    await dialog.getByRole('button', { name: 'Compare and save' }).click();
    const sides = dialog.locator('.compare dl');
    expect(await sides.nth(0).innerText()).toMatch(/State\s+stopped/);
    expect(await sides.nth(1).innerText()).toMatch(
      /State\s+stopped[\s\S]*Instruction\s+With a full glass of water\./,
    );
    expect(await dialog.getByLabel('State', { exact: true }).inputValue()).toBe('stopped');
    await dialog.getByRole('button', { name: 'Save my change as the newer version' }).click();
    await dialog.waitFor({ state: 'detached' });
    const doctors = await scene.at.session('northgate', 'doctor');
    const [kept] = rowsOf(
      await doctors.call('read', { patient: chart.replace('/patients/', '') }),
    ).filter((row) => JSON.stringify(row).includes('With a full glass of water.'));
    expect(rowsOf(kept?.['resource'])).toMatchObject([{ status: 'stopped' }]);
  }, 240_000);

  it('R3.2 takes an entry out as entered in error, for a reason', async () => {
    const problem = await opens(doctor, 'Problems', 'Migraine');
    await problem.getByRole('button', { name: 'Entered in error' }).click();
    await fills(
      doctor,
      'Entered in error',
      { Why: 'Belongs to another patient.' },
      'Take out of the chart',
    );
    await doctor.page
      .getByRole('region', { name: 'Problems' })
      .getByRole('button', { name: 'Migraine' })
      .waitFor({ state: 'detached' });
  }, 240_000);

  it('shows each result with its range and its course, and the custodian of each entry of the timeline', async () => {
    await doctor.page.goto(`${chart}/results`);
    const glucose = doctor.page.getByRole('row').filter({ hasText: 'Glucose' }).first();
    expect(await glucose.innerText()).toMatch(/70–99/);
    await glucose.getByRole('button', { name: 'Glucose' }).click();
    await doctor.page.getByRole('heading', { name: /Glucose/ }).waitFor();
    await doctor.page.goto(`${chart}/timeline`);
    const note = doctor.page.getByRole('listitem').filter({ hasText: 'Progress note' }).first();
    await note.waitFor();
    expect(await note.innerText()).toMatch(/Note|Document/);
  }, 240_000);
});
