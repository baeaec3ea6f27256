import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import type { Person } from './person.ts';
import { firstChart, openScene, startsAgain, type Scene } from './scene.ts';
import { addsOwnPasskey, ownWays, signInByPasskey, signInByPassword, types } from './sign-in.ts';

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
    await startsAgain(scene, 'northgate', { oidc });
    chart = await firstChart(scene);
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
    const dialog = await ownWays(cora);
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
    await addsOwnPasskey(bell, fresh);
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
    const dialog = await ownWays(here);
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
