import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { until } from '../consortium.ts';
import { hasChromium } from './chromium.ts';
import type { Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

const provider = fileURLToPath(
  new URL('../../apps/node/src/http/provider.fixture.mjs', import.meta.url),
);
const fresh = 'four boats in the harbour';
const later = 'five herons on the dyke';

describe.skipIf(!hasChromium())('signing in, in pages', () => {
  let scene: Scene;
  let issuer: string;
  let running: ChildProcess | undefined;
  let chart: string;
  const people: Person[] = [];

  const at = async (member = 'northgate') => {
    const person = await scene.visitor(member);
    people.push(person);
    return person;
  };
  const account = (role: string) => scene.account('northgate', role);
  const isIn = ({ page }: Person) => page.getByRole('button', { name: 'Sign out' }).waitFor();
  const button = ({ page }: Person, name: string | RegExp) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  const types = async ({ page }: Person, user: string, password: string) => {
    await page.getByLabel('Staff number or e-mail').fill(user);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in with password' }).click();
  };
  const ways = async (person: Person) => {
    await button(person, 'Settings').click();
    await button(person, 'How you sign in').click();
    return person.page.getByRole('dialog', { name: 'How you sign in' });
  };
  /** Begins a note in the patient's chart and leaves it unfinished. */
  const begins = async ({ page }: Person, text: string) => {
    await page.goto(chart);
    await page.getByRole('button', { name: 'Note', exact: true }).click();
    const note = page.getByRole('dialog', { name: 'Write a note' });
    await note.getByLabel('Note', { exact: true }).fill(text);
    return note;
  };

  beforeAll(async () => {
    scene = await openScene(62);
    issuer = `http://127.0.0.1:${(scene.at.consortium.orderer?.port ?? 0) + 70}`;
    writeFileSync(join(scene.at.data, 'northgate', 'oidc-secret'), 'a secret of the test');
    const oidc = {
      name: 'Northgate ID',
      issuer,
      clientId: 'careledger',
      secretFile: 'oidc-secret',
    };
    const sessionMinutes = { own: 30, shared: 0.5 };
    writeFileSync(
      join(scene.at.data, 'northgate', 'node.json'),
      JSON.stringify({ v: 1, oidc, sessionMinutes }),
    );
    await scene.at.halt('northgate');
    await scene.at.start('northgate');
    const isUp = async () => (await scene.at.status('northgate'))['state'] === 'active';
    expect(await until(isUp, 60_000)).toBe(true);
    const doctor = await scene.at.session('northgate', 'doctor');
    const patients = rowsOf(await doctor.call('patients', {}));
    chart = `/patients/${textIn(patients[0], 'id')}`;
  }, 300_000);

  afterAll(async () => {
    running?.kill();
    await scene?.close();
    for (const { outside, complaints } of people) {
      expect(outside, 'nothing leaves this machine').toEqual([]);
      expect(complaints).toEqual([]);
    }
  }, 120_000);

  it('I8.1 says that the hospital’s own provider does not answer, and leaves the other ways', async () => {
    const person = await at();
    await person.page.goto('/sign-in');
    await person.page.getByRole('link', { name: 'Sign in with Northgate ID' }).click();
    await person.page.getByText(/^Northgate ID does not answer/).waitFor();
    expect(new URL(person.page.url()).search, 'a new load says it no more').toBe('');
    const { user, password = '' } = account('doctor');
    await types(person, user, password);
    await isIn(person);
    await person.close();
  }, 120_000);

  it('I8.1 signs in by the hospital’s own provider, and by it nobody who has no account here', async () => {
    running = spawn(
      process.execPath,
      [provider, `${scene.originOf('northgate')}/api/v1/oidc/callback`, new URL(issuer).port],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    if (running.stdout) await once(running.stdout, 'data');
    const { user } = account('doctor');
    for (const name of ['stranger', user]) {
      await fetch(`${issuer}/as/${name}`);
      const person = await at();
      await person.page.goto('/sign-in');
      await person.page.getByRole('link', { name: 'Sign in with Northgate ID' }).click();
      if (name === user) await isIn(person);
      else
        await person.page.getByText(/^Northgate ID knows you, but you have no account/).waitFor();
      await person.close();
    }
  }, 120_000);

  it('I8.1 I8.2 registers a passkey of staff after a step-up, a wrong password being no end, and signs in by it', async () => {
    const cora = await at();
    const { password = '' } = account('administrator');
    await signInByPassword(cora, account('administrator'));
    const dialog = await ways(cora);
    await dialog.getByText('You have no passkey yet.').waitFor();
    await dialog.getByRole('button', { name: 'Add a passkey of this device' }).click();
    const confirm = cora.page.getByRole('dialog', { name: 'Confirm that it is you' });
    expect(await confirm.getByRole('button', { name: 'Confirm with passkey' }).count()).toBe(0);
    await confirm.getByLabel('Password').fill('not this one at all');
    await confirm.getByRole('button', { name: 'Confirm with password' }).click();
    await confirm.getByText('That password did not match.').waitFor();
    await confirm.getByLabel('Password').fill(password);
    await confirm.getByRole('button', { name: 'Confirm with password' }).click();
    await dialog.getByText('Added. You can sign in with it from now on.').waitFor();
    await dialog.getByText('not used yet').waitFor();
    await cora.page.keyboard.press('Escape');
    await button(cora, 'Sign out').click();
    await signInByPasskey(cora);
    await cora.page.getByRole('heading', { name: 'Northgate in the consortium' }).waitFor();

    const bell = await at();
    await bell.page.goto('/sign-in');
    await bell.page.getByRole('link', { name: 'Lost your passkey, or none yet?' }).click();
    await bell.page.getByRole('heading', { name: 'Lost your passkey or password?' }).waitFor();
    await bell.page.getByRole('link', { name: 'Back to signing in' }).click();
    await cora.page.goto('/admin/people');
    await cora.page.getByRole('link', { name: 'Nurse Ben Bell' }).click();
    await button(cora, 'Make a new password').click();
    await confirm.getByRole('button', { name: 'Confirm with passkey' }).click();
    const given = await cora.page.getByText('New password, shown once:').locator('b').innerText();
    const { user } = account('nurse');
    await types(bell, user, given);
    await bell.page.getByLabel('Choose a new password').fill('password1234');
    await button(bell, 'Sign in with password').click();
    await bell.page.getByText(/^Choose another one/).waitFor();
    await bell.page.getByLabel('Choose a new password').fill(fresh);
    await button(bell, 'Sign in with password').click();
    await isIn(bell);
    await Promise.all([bell.close(), cora.close()]);
  }, 240_000);

  it('I8.1 says how long to wait after wrong passwords, while the passkey still works', async () => {
    const [bell, other] = [await at(), await at()];
    const { user } = account('nurse');
    await signInByPassword(bell, { member: 'northgate', role: 'nurse', user, password: fresh });
    const dialog = await ways(bell);
    await dialog.getByRole('button', { name: 'Add a passkey of this device' }).click();
    const confirm = bell.page.getByRole('dialog', { name: 'Confirm that it is you' });
    await confirm.getByLabel('Password').fill(fresh);
    await confirm.getByRole('button', { name: 'Confirm with password' }).click();
    await dialog.getByText('Added. You can sign in with it from now on.').waitFor();
    await bell.page.keyboard.press('Escape');
    await button(bell, 'Sign out').click();

    await other.page.goto('/sign-in');
    const wrong = other.page.getByText(/^That name and password did not match\./);
    const wait = other.page.getByText(/^That did not match\. Try again in \d+\sseconds?/);
    await types(other, user, 'not this one at all');
    await wrong.waitFor();
    await expect
      .poll(
        async () => {
          await types(other, user, 'not this one at all');
          await wrong.or(wait).waitFor();
          return wait.count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    await signInByPasskey(bell);
    await isIn(bell);
    await Promise.all([bell.close(), other.close()]);
  }, 240_000);

  it('I8.1 changes the own password, says which is too weak, and signs out everywhere else', async () => {
    const [here, there] = [await at(), await at()];
    const known = account('privacy-officer');
    await signInByPassword(here, known);
    await signInByPassword(there, known);
    const dialog = await ways(here);
    const change = async (old: string, next: string) => {
      await dialog.getByLabel('Present password').fill(old);
      await dialog.getByLabel('New password').fill(next);
      await dialog.getByRole('button', { name: 'Change the password' }).click();
    };
    await change('not this one at all', later);
    await dialog.getByText('That password did not match.').waitFor();
    await change(known.password ?? '', 'passwordpassword');
    await dialog.getByText('This one is easily guessed.').waitFor();
    await change(known.password ?? '', later);
    await dialog.getByText('Changed. Everywhere else you are signed out.').waitFor();
    await there.page.getByRole('heading', { name: 'Locked' }).waitFor();
    await types(there, known.user, later);
    await isIn(there);
    await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
    await button(here, 'Sign in with password').waitFor();
    await there.page.getByRole('heading', { name: 'Locked' }).waitFor();
    await Promise.all([here.close(), there.close()]);
  }, 180_000);

  it('I8.1 lets two nurses change over at a shared terminal by one touch, and keeps the unfinished note for its author alone', async () => {
    const terminal = await at();
    const { page } = terminal;
    const { user: bell } = account('nurse');
    const adams = account('doctor');
    await page.goto('/sign-in');
    await page.getByRole('checkbox', { name: 'This is a shared terminal' }).check();
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
    await page.getByRole('link', { name: 'Patients', exact: true }).first().click();
    await page.locator(`a[href="${chart}"]`).first().click();
    await button(terminal, 'Note').click();
    const note = page
      .getByRole('dialog', { name: 'Write a note' })
      .getByLabel('Note', { exact: true });
    expect(await note.inputValue(), 'another author has nothing of it').toBe('');
    await page.keyboard.press('Escape');

    await button(terminal, 'Change over').click();
    await page.getByRole('button', { name: /Nurse Ben Bell/ }).click();
    await expect
      .poll(() => page.getByLabel('Staff number or e-mail').inputValue(), { timeout: 15_000 })
      .toBe(bell);
    await page.getByLabel('Password', { exact: true }).fill(fresh);
    await button(terminal, 'Sign in with password').click();
    await isIn(terminal);
    await page.getByRole('link', { name: 'Patients', exact: true }).first().click();
    await page.locator(`a[href="${chart}"]`).first().click();
    await button(terminal, 'Note').click();
    expect(await note.inputValue()).toBe('Half a sentence about');
    await terminal.close();
  }, 180_000);

  it('I8.1 warns before a session ends for want of use, lets it go on, locks and loses nothing that was typed', async () => {
    const terminal = await at();
    const { page } = terminal;
    const { user } = account('nurse');
    await page.goto('/sign-in');
    await page.getByRole('checkbox', { name: 'This is a shared terminal' }).check();
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

  it('I8.1 keeps the text of a form whose session ended meanwhile', async () => {
    const adams = account('doctor');
    const [person, elsewhere] = [await at(), await at()];
    await signInByPassword(person, adams);
    const note = await begins(person, 'Reviewed at noon; continue.');
    await signInByPassword(elsewhere, adams);
    await (await ways(elsewhere)).getByRole('button', { name: 'Sign out everywhere' }).click();
    await person.page.getByRole('heading', { name: 'Locked' }).waitFor();
    await types(person, adams.user, adams.password ?? '');
    await note.getByRole('button', { name: /^Save/ }).click();
    await note.waitFor({ state: 'detached' });
    await Promise.all([person.close(), elsewhere.close()]);
  }, 180_000);

  it('D5 opens nothing at one hospital by the cookie of the other', async () => {
    const person = await at();
    await signInByPassword(person, account('doctor'));
    const context = person.page.context();
    const cookies = await context.cookies(scene.originOf('northgate'));
    expect(cookies.map(({ name }) => name)).toContain('__Host-careledger');
    const { hostname } = new URL(scene.originOf('riverside'));
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, domain: hostname })));
    await person.page.goto(`${scene.originOf('riverside')}/patients`);
    await button(person, 'Sign in with password').waitFor();
    await person.close();
  }, 120_000);

  it('C9 leads after signing in to the page that was wanted, and never to another site (open redirect)', async () => {
    const adams = account('doctor');
    const wanted = await at();
    await wanted.page.goto(chart);
    await types(wanted, adams.user, adams.password ?? '');
    await wanted.page.waitForURL(`**${chart}`);
    await wanted.close();
    for (const from of [
      '//elsewhere.example',
      'https://elsewhere.example/',
      '/\\elsewhere.example',
    ]) {
      const person = await at();
      await person.page.goto(
        `/sign-in?from=${encodeURIComponent(from)}&next=${from}&fault=${from}`,
      );
      await person.page.evaluate(`history.replaceState({ from: ${JSON.stringify(from)} }, '')`);
      await person.page.reload();
      await types(person, adams.user, adams.password ?? '');
      await isIn(person);
      expect(new URL(person.page.url()).origin, from).toBe(scene.originOf('northgate'));
      await person.close();
    }
  }, 180_000);
});
