import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import type { Person } from './person.ts';
import { firstChart, openScene, startsAgain, type Scene } from './scene.ts';
import { addsOwnPasskey, ownWays, signInByPassword, types } from './sign-in.ts';

describe.skipIf(!hasChromium())('a shared terminal, in pages', () => {
  let scene: Scene;
  let chart: string;
  const people: Person[] = [];

  const at = async () => {
    const person = await scene.visitor('northgate');
    people.push(person);
    return person;
  };
  const account = (role: string) => scene.account('northgate', role);
  const isIn = ({ page }: Person) => page.getByRole('button', { name: 'Sign out' }).waitFor();
  const button = ({ page }: Person, name: string) =>
    page.getByRole('button', { name, exact: true });
  /** Begins a note in the patient's chart and leaves it unfinished. */
  const begins = async ({ page }: Person, text: string) => {
    await page.goto(chart);
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    const note = page.getByRole('dialog', { name: 'Write a note' });
    await note.getByLabel('Note', { exact: true }).fill(text);
    return note;
  };

  beforeAll(async () => {
    scene = await openScene(64);
    await startsAgain(scene, 'northgate', { sessionMinutes: { own: 30, shared: 0.5 } });
    chart = await firstChart(scene);
  }, 300_000);

  afterAll(async () => {
    await scene?.close();
    for (const { outside, complaints } of people) {
      expect(outside, 'nothing leaves this machine').toEqual([]);
      expect(complaints).toEqual([]);
    }
  }, 120_000);

  it('I8.1 lets two nurses change over at a shared terminal by one touch and passkey or password, and keeps the unfinished note for its author alone', async () => {
    const terminal = await at();
    const { page } = terminal;
    const { user: bell, password: fresh = '' } = account('nurse');
    const desk = await at();
    await signInByPassword(desk, account('nurse'));
    await addsOwnPasskey(desk, fresh);
    const bells = await desk.passkeys();
    await desk.close();
    const adams = account('doctor');
    await page.goto('/sign-in');
    await page.getByRole('switch', { name: 'This is a shared terminal' }).check();
    await types(terminal, bell, fresh);
    await isIn(terminal);
    await begins(terminal, 'Half a sentence about');
    await page.keyboard.press('Escape');
    await button(terminal, 'Change over').click();
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await page.getByRole('button', { name: /Nurse Ben Bell.*words unfinished/ }).waitFor();
    await types(terminal, adams.user, adams.password ?? '');
    await isIn(terminal);
    expect(new URL(page.url()).pathname).not.toBe(chart);
    expect(await page.getByText('Half a sentence about').count()).toBe(0);
    await page.goBack();
    await button(terminal, 'Note').click();
    const note = page
      .getByRole('dialog', { name: 'Write a note' })
      .getByLabel('Note', { exact: true });
    expect(await note.inputValue(), 'another author has nothing of it').toBe('');
    await page.keyboard.press('Escape');

    await terminal.touches(false);
    for (const passkey of bells) await terminal.holds(passkey);
    await button(terminal, 'Change over').click();
    const hers = page.getByRole('button', { name: /Nurse Ben Bell.*words unfinished/ });
    await hers.waitFor();
    await terminal.touches(true);
    await hers.click();
    await isIn(terminal);
    await page.goBack();
    await button(terminal, 'Note').click();
    expect(await note.inputValue()).toBe('Half a sentence about');
    await page.keyboard.press('Escape');

    await terminal.touches(false);
    await button(terminal, 'Change over').click();
    await page.getByRole('button', { name: /Dr Ada Adams.*\d\d:\d\d/ }).click();
    await expect
      .poll(() => page.getByLabel('Staff number or e-mail').inputValue(), { timeout: 15_000 })
      .toBe(adams.user);
    await page.getByLabel('Password', { exact: true }).fill(adams.password ?? '');
    await button(terminal, 'Sign in with password').click();
    await isIn(terminal);
    await page.getByText('Dr Ada Adams').first().waitFor();
    await terminal.close();
  }, 180_000);

  it('I8.1 warns before a session ends for want of use, lets it go on, locks and loses nothing that was typed', async () => {
    const terminal = await at();
    const { page } = terminal;
    const { user, password: fresh = '' } = account('nurse');
    await page.goto('/sign-in');
    await page.getByRole('switch', { name: 'This is a shared terminal' }).check();
    await types(terminal, user, fresh);
    await isIn(terminal);
    const note = await begins(terminal, 'Slept well; drank');
    const warning = page.getByRole('dialog', { name: 'Are you still there?' });
    await warning.waitFor({ timeout: 60_000 });
    await warning.getByRole('button', { name: 'Stay signed in' }).click();
    await warning.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Locked' }).waitFor({ timeout: 120_000 });
    expect(await page.getByText('Slept well; drank').isVisible()).toBe(false);
    await types(terminal, user, fresh);
    await note.waitFor();
    expect(await note.getByLabel('Note', { exact: true }).inputValue()).toBe('Slept well; drank');
    await note.getByRole('button', { name: /^Save/ }).click();
    await note.waitFor({ state: 'detached' });
    await terminal.close();
  }, 300_000);

  it('I8.1 keeps the text of a form whose session ended meanwhile, and shows what happened since', async () => {
    const adams = account('doctor');
    const [person, elsewhere] = [await at(), await at()];
    await signInByPassword(person, adams);
    const note = await begins(person, 'Reviewed at noon; continue.');
    await signInByPassword(elsewhere, adams);
    await (await ownWays(elsewhere)).getByRole('button', { name: 'Sign out everywhere' }).click();
    await person.page.getByRole('heading', { name: 'Locked' }).waitFor();
    const meanwhile = 'Found while the page was locked';
    const colleague = await scene.at.session('northgate', 'doctor');
    await colleague.fhir('POST', 'Condition', {
      resourceType: 'Condition',
      subject: { reference: `Patient/${chart.split('/').at(-1)}` },
      code: { text: meanwhile },
    });
    await types(person, adams.user, adams.password ?? '');
    await person.page.getByText(meanwhile).first().waitFor();
    await note.getByRole('button', { name: /^Save/ }).click();
    await note.waitFor({ state: 'detached' });
    await Promise.all([person.close(), elsewhere.close()]);
  }, 180_000);
});
