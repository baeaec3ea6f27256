import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { addressesOf, type Addresses } from './addresses.ts';
import { hasChromium } from './chromium.ts';
import { englishOn } from './english.ts';
import { furnish } from './furnish.ts';
import type { Person, Sight } from './person.ts';
import { openScene, passkeyIn, type Scene } from './scene.ts';

const roles = ['everyone', 'patient', 'doctor', 'administrator', 'privacy-officer'] as const;
type Role = (typeof roles)[number];
const german = { language: 'de-DE' } as const;
const phone = { ...german, width: 390, height: 844, theme: 'dark' } as const;

let scene: Scene;
let addresses: Addresses;
let content: readonly string[];

beforeAll(async () => {
  if (!hasChromium()) return;
  scene = await openScene(71);
  addresses = await furnish(scene, await addressesOf(scene));
  content = await contentOf(addresses.patient);
}, 300_000);

afterAll(async () => {
  await scene?.close();
}, 60_000);

describe.skipIf(!hasChromium())('pages in German', () => {
  for (const role of roles)
    it(`R9 have no English and no key on any route of ${role}, and nothing is cut on a phone`, async () => {
      const routes = (await scene.at.cli('routes')).rows.filter((route) => opener(route) === role);
      const person = await signedIn(role, phone);
      const { page } = person;
      const found: string[] = [];
      for (const route of routes) {
        const address = addresses.fill(textIn(route, 'path'));
        await opened(page, address);
        found.push(...(await englishOn(page, content)).map((text) => `${address}: ${text}`));
        if (await isWide(page)) found.push(`${address} is wider than the phone`);
      }
      await person.close();
      expect(found).toEqual([]);
    }, 300_000);

  it('C5.1 a patient reads, signs, finds again and withdraws a permission in German', async () => {
    const person = await signedIn('patient', german);
    const { page } = person;
    await opened(page, '/me/access/new');
    await page.getByLabel('Eine Person oder ein Krankenhaus').fill('Ellis');
    await page.getByRole('radio', { name: /Ellis/ }).check();
    const deed = page.getByRole('complementary', { name: 'Was Sie unterschreiben' });
    const sign = deed.getByRole('button', { name: /unterschreiben/ });
    await expect.poll(() => sign.isEnabled(), { timeout: 15_000 }).toBe(true);
    const sentence = (await deed.getByRole('blockquote').innerText()).trim();
    expect(sentence).toMatch(/^Ich erlaube Dr Emil Ellis, Riverside, meine /);
    expect(await englishOn(page, content)).toEqual([]);
    await sign.click();
    await page.getByText(/kann es jetzt sehen/).waitFor();

    await opened(page, '/me/access');
    await page.getByText(sentence).first().waitFor();
    expect(await englishOn(page, content)).toEqual([]);
    await speaks(page, 'en');
    await opened(page, '/me/access');
    await page.getByText('Signed in German. In English it says: I allow').first().waitFor();
    expect(await page.locator('p[lang="de"]').allInnerTexts()).toContain(sentence);
    await speaks(page, 'de');

    await opened(page, '/me/access');
    await page
      .getByRole('link', { name: /^Zurücknehmen/ })
      .first()
      .click();
    await page
      .getByText('Ich nehme den Zugang von Dr Emil Ellis, Riverside, zu dem zurück')
      .waitFor();
    await page.getByRole('button', { name: 'Unterschreiben und zurücknehmen' }).click();
    await page
      .getByText(/^Zurückgenommen um/)
      .first()
      .waitFor();
    await opened(page, '/me/access');
    await page.getByText(/^Fassung 3\b/).click();
    const signed = page.getByText(/^Ich nehme den Zugang von Dr Emil Ellis/).first();
    expect(await signed.getAttribute('lang')).toBe('de');
    await person.close();
  }, 120_000);
});

/** The role that opens a route in these tests: everybody, or the first that may. */
function opener(route: Record<string, unknown>): string {
  const given = route['roles'];
  return Array.isArray(given) ? String(given[0]) : 'everyone';
}

/** Opens an address and waits until it stands. */
async function opened(page: Person['page'], address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const busy = page.locator('main [aria-busy="true"]').first();
  await busy.waitFor({ state: 'detached', timeout: 5_000 }).catch(() => {});
}

/** Chooses the language, as the settings keep it. */
async function speaks(page: Person['page'], language: 'de' | 'en'): Promise<void> {
  await page.evaluate(`localStorage.setItem('careledger.language', '${language}')`);
}

/** Whether the page itself scrolls sideways. */
async function isWide(page: Person['page']): Promise<boolean> {
  return (
    (await page.evaluate('document.documentElement.scrollWidth > window.innerWidth + 1')) === true
  );
}

/** Somebody at a machine of her own, signed in on the German page. */
async function signedIn(role: Role, sight: Partial<Sight>): Promise<Person> {
  const person = await scene.visitor('northgate', sight);
  if (role === 'everyone') return person;
  const { page } = person;
  if (role === 'patient') await person.holds(passkeyIn(addresses.passkey, 'northgate.localhost'));
  await page.goto('/sign-in');
  const isIn = page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
  if (role === 'patient') {
    const button = page.getByRole('button', { name: 'Mit Passkey anmelden' });
    await Promise.race([isIn, button.click().catch(() => isIn)]);
  } else {
    const { user, password = '' } = scene.account('northgate', role);
    await page.getByLabel('Personalnummer oder E-Mail').fill(user);
    await page.getByLabel('Passwort', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Mit Passwort anmelden' }).click();
  }
  await isIn;
  return person;
}

/** Every text of a patient's record and of a reason given: what authors wrote stays in the language that they wrote it in. */
async function contentOf(patient: string): Promise<readonly string[]> {
  const doctor = await scene.at.session('northgate', 'doctor');
  const texts = new Set([
    'Unconscious on arrival; medicines and allergies needed.',
    'You come on Monday.',
  ]);
  const gather = (given: unknown): void => {
    if (typeof given === 'string') {
      texts.add(given);
      // A letter lies in its entry as base64.
      if (/^[A-Za-z0-9+/]{40,}=*$/.test(given)) texts.add(atob(given));
    }
    if (typeof given === 'object' && given !== null) Object.values(given).forEach(gather);
  };
  for (const row of rowsOf(await doctor.call('read', { patient }))) gather(row['resource']);
  return [...texts];
}
