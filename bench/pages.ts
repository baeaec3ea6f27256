import type { Page } from 'playwright-core';
import { addressesOf, chartAtRiverside, type Addresses } from '../tests/browser/addresses.ts';
import { furnish } from '../tests/browser/furnish.ts';
import { withdrawsHere } from '../tests/browser/patient.ts';
import type { Person } from '../tests/browser/person.ts';
import { openScene, passkeyIn, type Scene } from '../tests/browser/scene.ts';
import { signInByPasskey, signInByPassword } from '../tests/browser/sign-in.ts';
import type { BenchDeps } from './figure.ts';

const NUMBER = 79;
/** What this browser needs on this machine for a page of one word: no page of ours can be faster. */
const emptyPage = 'data:text/html,<h1>word</h1><button>press</button>';
const FIRST_CONTENT_LIMIT_MS = 1000;
const INTERACTION_LIMIT_MS = 200;

// Durations of what a person did, to the next paint, as the browser itself measures them.
const watchInteractions = `
  window.interactions = [];
  new PerformanceObserver((list) => {
    for (const { name, duration, interactionId } of list.getEntries())
      if (interactionId > 0) window.interactions.push([name, duration]);
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

/** How long pages take to their first content with an empty cache, and each interaction to its next paint. */
export async function benchPages(deps: BenchDeps): Promise<void> {
  const { figure, progress, signal } = deps;
  progress('pages: starting two hospitals and a browser …');
  const scene = await openScene(NUMBER);
  try {
    const her = await furnish(scene, await addressesOf(scene));
    signal.throwIfAborted();
    const paints = await firstPaints(scene, her);
    for (const [address, ms] of paints)
      figure('first content', ms, 'ms', { address, limit: FIRST_CONTENT_LIMIT_MS });
    signal.throwIfAborted();
    const slowest = await interactions(scene, her);
    for (const { what, ms, count } of slowest)
      figure('slowest interaction', ms, 'ms', { what, count, limit: INTERACTION_LIMIT_MS });
  } finally {
    progress('pages: stopping …');
    await scene.close();
  }
}

async function firstPaints(scene: Scene, her: Addresses): Promise<(readonly [string, number])[]> {
  const visitor = await scene.visitor('northgate');
  const paints = [await firstPaint(visitor, emptyPage), await firstPaint(visitor, '/sign-in')];
  await visitor.close();
  for (const [role, address] of [
    ['patient', '/me'],
    ['doctor', `/patients/${her.patient}`],
    ['administrator', '/admin'],
    ['privacy-officer', '/audit/seen'],
  ] as const) {
    const person = await signedIn(scene, her, role);
    paints.push(await firstPaint(person, address));
    await person.close();
  }
  return paints.map(([address, ms]) => [
    address === emptyPage ? 'an empty page' : address.replace(her.patient, ':h'),
    ms,
  ]);
}

async function firstPaint({ page }: Person, address: string): Promise<readonly [string, number]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const ms = await page.evaluate(
    `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`,
  );
  return [address, Number(ms)];
}

async function interactions(scene: Scene, her: Addresses) {
  const newcomer = await scene.visitor('northgate');
  const doctor = await signedIn(scene, her, 'doctor');
  const officer = await signedIn(scene, her, 'privacy-officer');
  const patient = await signedIn(scene, her, 'patient');
  const account = scene.account('riverside', 'doctor');
  const asker = await scene.visitor('riverside');
  await signInByPassword(asker, account);
  const chart = `/patients/${await chartAtRiverside(scene, her.patient)}`;
  return [
    await slowest(newcomer, emptyPage, 'a bare page: pressing', async (page) => {
      for (let n = 0; n < 5; n += 1) await page.getByRole('button').click();
    }),
    await slowest(newcomer, '/sign-in', 'sign in', async (page) => {
      const { user, password = '' } = scene.account('northgate', 'doctor');
      await page.getByLabel('Staff number or e-mail').pressSequentially(user);
      await page.getByLabel('Password', { exact: true }).pressSequentially(password);
      await page.getByRole('button', { name: 'Sign in with password' }).click();
      await page.waitForURL((url) => url.pathname !== '/sign-in');
    }),
    await slowest(doctor, `/patients/${her.patient}`, 'chart: tabs', async (page) => {
      for (const tab of ['Timeline', 'Results', 'Medicines', 'Documents', 'Summary'])
        await page
          .getByRole('link', { name: new RegExp(`^${tab}`) })
          .first()
          .click();
    }),
    await slowest(asker, `${chart}/ask`, 'ask another hospital', async (page) => {
      await page.getByLabel('Code on the card').pressSequentially(her.card);
      await page.getByRole('button', { name: 'Ask Northgate' }).click();
      await page
        .getByText(/^Northgate answered/)
        .first()
        .waitFor();
    }),
    await slowest(asker, `${chart}/emergency`, 'emergency access', async (page) => {
      await page.getByRole('radio', { name: /The patient cannot be asked/ }).check();
      await page.getByLabel('In a few words').pressSequentially('Unconscious on arrival.');
      await page.getByLabel('Code on the card').pressSequentially(her.card);
      await page.getByLabel(/^Password/).pressSequentially(account.password ?? '');
      await page.getByRole('button', { name: 'Confirm with password and open' }).click();
      await page
        .getByText(/^Emergency access until/)
        .first()
        .waitFor();
    }),
    await slowest(officer, '/audit/emergency', 'emergency review', async (page) => {
      await page.getByLabel('What you found').first().pressSequentially('It was needed.');
      await page.getByRole('button', { name: 'It was justified' }).first().click();
    }),
    await slowest(officer, '/audit/seen', 'search: writing, choosing, opening', async (page) => {
      await page.getByLabel('Who', { exact: true }).pressSequentially('Ellis');
      await page.getByRole('button', { name: 'Search' }).click();
      await page
        .getByRole('link', { name: /^Open the access of/ })
        .first()
        .click();
    }),
    await slowest(patient, '/me/access/new', 'give access: answering', async (page) => {
      await page.getByLabel('A person or a hospital').pressSequentially('Emil');
      await page.getByRole('radio', { name: /Emil/ }).check();
      for (const box of await page.getByRole('checkbox').all()) await box.click();
    }),
    await slowest(patient, '/me/access', 'withdraw', withdrawsHere),
  ];
}

async function slowest(
  { page }: Person,
  address: string,
  what: string,
  act: (page: Page) => Promise<void>,
): Promise<{ what: string; ms: number; count: number }> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.evaluate(watchInteractions);
  await act(page);
  await page.waitForTimeout(500);
  const seen: unknown = await page.evaluate('window.interactions.map(([, ms]) => ms)');
  const durations = Array.isArray(seen) ? seen.map(Number) : [];
  return { what, ms: Math.max(0, ...durations), count: durations.length };
}

async function signedIn(
  scene: Scene,
  her: Addresses,
  role: 'administrator' | 'doctor' | 'patient' | 'privacy-officer',
): Promise<Person> {
  const person = await scene.visitor('northgate');
  if (role !== 'patient') {
    await signInByPassword(person, scene.account('northgate', role));
    return person;
  }
  await person.holds(passkeyIn(her.passkey, 'northgate.localhost'));
  await signInByPasskey(person);
  return person;
}
