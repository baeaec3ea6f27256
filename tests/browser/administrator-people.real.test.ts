import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addsColleague, opensColleague, presses, suspends } from './administrator.ts';
import { hasChromium } from './chromium.ts';
import type { Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPassword, signInFirst } from './sign-in.ts';

const doctor = {
  name: 'Dr Lena Locum',
  user: 'locum',
  password: 'seven grey herons wait',
  role: 'doctor',
  until: '31-Dec-2035',
} as const;
const auditor = {
  name: 'Odo Audley',
  user: 'audley',
  password: 'four ledgers and a lamp',
  role: 'auditor',
} as const;
const northgate = 'northgate';

describe.skipIf(!hasChromium())('an administrator’s people, in pages', () => {
  let scene: Scene;
  let administrator: Person;
  let colleague: Person;
  let watcher: Person;
  let given: string;

  const own = () => scene.account(northgate, 'administrator').password ?? '';
  const signsIn = (person: Person, { user, password, role }: typeof doctor) =>
    signInByPassword(person, { member: northgate, role, user, password });
  /** Tries to sign in; gives what the page says instead of opening. */
  const triesToSignIn = async (
    { page }: Person,
    { user, password }: { user: string; password: string },
  ) => {
    await page.goto('/sign-in');
    await page.getByLabel('Staff number or e-mail').fill(user);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in with password' }).click();
    const said = page.getByRole('alert').filter({ hasText: /\S/ });
    await said.first().waitFor();
    return said.first().innerText();
  };

  beforeAll(async () => {
    scene = await openScene(67);
    [administrator, colleague, watcher] = await Promise.all([
      scene.visitor(northgate),
      scene.visitor(northgate),
      scene.visitor(northgate),
    ]);
    await signInByPassword(administrator, scene.account(northgate, 'administrator'));
  }, 600_000);

  afterAll(async () => {
    await scene?.close();
    for (const person of [administrator, colleague, watcher]) {
      expect(person?.outside, 'nothing leaves this machine').toEqual([]);
      expect(person?.complaints).toEqual([]);
    }
  }, 120_000);

  it('I4 I8.3 ASVS 6.4.1 adds a doctor whose account has a last day, and changes that day', async () => {
    const { page } = administrator;
    given = await addsColleague(administrator, doctor);
    await page
      .getByRole('row', { name: doctor.name })
      .getByText('Active until 31-Dec-2035')
      .waitFor();
    await opensColleague(administrator, doctor.name);
    await page.getByText('The last day is 31-Dec-2035.').waitFor();
    await page.getByLabel('Last day of the account').fill('30-Jun-2036');
    await presses(administrator, 'Set the last day', {
      password: own(),
      done: page.getByText('The last day is 30-Jun-2036.'),
    });
    await page.reload();
    await page.getByText('The last day is 30-Jun-2036.').waitFor();
  });

  it('I4 suspends him: his open page is closed, and after a reload everybody reads since when, by whom and why', async () => {
    const { page } = administrator;
    await signInFirst(colleague, doctor, given);
    expect(await triesToSignIn(watcher, { ...doctor, password: given }), 'good once').not.toBe('');
    await suspends(administrator, doctor.name, 'Left on Friday.');
    await page.reload();
    await page.getByText(`${doctor.name} is suspended.`).waitFor();
    await page.getByText(/^Suspended since .* by Cora Cole\.$/).waitFor();
    await page.getByText('Why: Left on Friday.').waitFor();
    await page.goto('/admin');
    const needs = page.getByRole('region', { name: 'People' });
    await needs.getByRole('link', { name: doctor.name }).waitFor();
    await colleague.page.goto('/patients');
    await colleague.page.getByLabel('Staff number or e-mail').waitFor();
  });

  it('I4 he cannot sign in; after the suspension is lifted, with a step-up, he can', async () => {
    expect(await triesToSignIn(colleague, doctor)).toMatch(
      /^This account is suspended or has expired/,
    );
    const { page } = administrator;
    await opensColleague(administrator, doctor.name);
    await presses(administrator, `Lift the suspension of ${doctor.name}`, {
      password: own(),
      done: page.getByRole('button', { name: `Suspend ${doctor.name}` }),
    });
    await page.reload();
    await page.getByRole('button', { name: `Suspend ${doctor.name}` }).waitFor();
    await signsIn(colleague, doctor);
    expect(new URL(colleague.page.url()).pathname).toBe('/patients');
  });

  it('I4 adds nobody while what is written as the last day is no day', async () => {
    const { page } = administrator;
    await page.goto('/admin/people');
    await page.getByRole('button', { name: 'Add a member of staff' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a member of staff' });
    await dialog.getByLabel('Name as colleagues and patients read it').fill('Dr Una Dated');
    await dialog.getByLabel('Role').selectOption('doctor');
    await dialog.getByLabel('Account name').fill('dated');
    expect(await dialog.getByLabel(/password/i).count(), 'nobody makes one up').toBe(0);
    await dialog.getByLabel('Last day of the account, if there is one').fill('31-12-20x');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByText('Write a day as 18-Nov or 18-Nov-2026.').waitFor();
    await page.reload();
    await page.getByRole('row', { name: doctor.name }).waitFor();
    expect(await page.getByRole('row', { name: 'Dr Una Dated' }).count()).toBe(0);
  });

  it('I8 ends his sessions, and he signs in again', async () => {
    const { page } = administrator;
    await opensColleague(administrator, doctor.name);
    await page.getByRole('button', { name: 'End all sessions' }).click();
    await page.getByText('Nobody is signed in under this account.').waitFor();
    await colleague.page.goto('/patients');
    await signsIn(colleague, doctor);
  });

  it('D4 adds an auditor, who sees who saw what and the reviews, and reviews nothing', async () => {
    await signInFirst(watcher, auditor, await addsColleague(administrator, auditor));
    const { page } = watcher;
    await page.getByRole('heading', { level: 1, name: 'Who saw what' }).waitFor();
    for (const [word, heading] of [
      ['Receipts', 'Receipts'],
      ['Unusual access', 'Unusual access'],
      ['Whole store', 'Is everything still as it was written?'],
      ['Emergency reviews', 'Emergency reviews'],
    ] as const) {
      await page.getByRole('navigation').getByRole('link', { name: word }).first().click();
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    }
    await page.getByText('Nothing to review').waitFor();
    expect(await page.getByRole('button', { name: 'It was justified' }).count()).toBe(0);
    await page.goto('/admin/people');
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor({ state: 'detached' });
    const refused = await page.evaluate(async () => {
      const headers = { 'content-type': 'application/json', 'x-careledger': 'page' };
      const answer = await fetch('/api/v1/review', {
        method: 'POST',
        headers,
        body: JSON.stringify({ id: 'a', outcome: 'justified', text: 'fine' }),
      });
      return answer.status;
    });
    expect(refused).toBe(403);
  });

  it('J6 shows on the page of health when certificates end and whether there was a backup', async () => {
    const { page } = administrator;
    await page.goto('/admin/health');
    await page.getByText('The first to end is').waitFor();
    await page.getByRole('table', { name: 'Certificates' }).getByRole('row').nth(1).waitFor();
    await page.getByText('None yet').waitFor();
  });

  it('J4.1 calls nothing good that the node did not answer, and says what became of a check', async () => {
    const { page } = administrator;
    const health = page.getByRole('main');
    const said = (text: string) => health.getByText(text, { exact: true });
    const silenced = /\/api\/v1\/(?:incidents|verify-state)$/;
    await page.route(silenced, (route) => route.fulfill({ status: 500, json: {} }));
    await page.goto('/admin/health');
    await expect.poll(() => said('Not known').count()).toBe(2);
    for (const text of ['Nothing', 'Whole', 'Not checked yet'])
      expect(await said(text).count(), text).toBe(0);
    await page.unroute(silenced);
    await page.reload();
    await said('Not checked yet').waitFor();
    await said('Nothing').waitFor();
    const run = '**/api/v1/verify-run';
    await page.route(run, (route) => route.fulfill({ status: 500, json: {} }));
    await page.getByRole('button', { name: 'Check now' }).click();
    await health.getByRole('alert').waitFor();
    await page.unroute(run);
    await page.getByRole('button', { name: 'Check now' }).click();
    await said('Whole').waitFor();
  });
});
