import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../apps/cli/src/rows.ts';
import { violationsOn } from './axe.ts';
import { hasChromium } from './chromium.ts';
import { addressesOf, type Addresses } from './addresses.ts';
import { furnish } from './furnish.ts';
import type { Person, Sight } from './person.ts';
import { openScene, passkeyIn, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

const sights: readonly Partial<Sight>[] = [
  { width: 1440, theme: 'light' },
  { width: 390, theme: 'dark' },
];
const roles = ['everyone', 'patient', 'doctor', 'administrator', 'privacy-officer'] as const;

describe.skipIf(!hasChromium())('every route', () => {
  let scene: Scene;
  let addresses: Addresses;
  let routes: Record<string, unknown>[];

  beforeAll(async () => {
    scene = await openScene(70);
    addresses = await furnish(scene, await addressesOf(scene));
    routes = (await scene.at.cli('routes')).rows;
  }, 240_000);

  afterAll(async () => {
    await scene?.close();
  }, 60_000);

  for (const role of roles)
    for (const sight of sights)
      it(`WCAG 2.2 AA: axe finds nothing on a page of ${role}, ${sight.width} px wide, ${sight.theme}`, async () => {
        const person = await signedIn(scene, addresses, role, sight);
        const found: string[] = [];
        for (const route of routes.filter((each) => opener(each) === role))
          found.push(...(await lookAt(person, addresses.fill(textIn(route, 'path')))));
        expect(found).toEqual([]);
        expect(person.outside, 'nothing leaves this machine').toEqual([]);
        expect(person.complaints).toEqual([]);
        await person.close();
      }, 300_000);
});

/** The role that opens a route in these tests: everybody, or the first that may. */
function opener(route: Record<string, unknown>): string {
  const given = route['roles'];
  return Array.isArray(given) ? String(given[0]) : 'everyone';
}

async function signedIn(
  scene: Scene,
  addresses: Addresses,
  role: (typeof roles)[number],
  sight: Partial<Sight>,
): Promise<Person> {
  const person = await scene.visitor('northgate', sight);
  if (role === 'patient') {
    await person.holds(passkeyIn(addresses.passkey, 'northgate.localhost'));
    await signInByPasskey(person);
  } else if (role !== 'everyone') await signInByPassword(person, scene.account('northgate', role));
  return person;
}

/** Everything wrong with one page: no or several headings, an address without a page, what axe says. */
async function lookAt({ page }: Person, address: string): Promise<string[]> {
  await page.goto(address);
  await page
    .getByRole('heading', { level: 1 })
    .first()
    .waitFor({ timeout: 8_000 })
    .catch(() => {});
  await page
    .locator('main [aria-busy="true"]')
    .first()
    .waitFor({ state: 'detached', timeout: 5_000 })
    .catch(() => {});
  const headings = await page.getByRole('heading', { level: 1 }).allTextContents();
  const mains = await page.getByRole('main').count();
  const found = await violationsOn(page);
  return [
    ...(headings.length === 1 ? [] : [`${headings.length} first headings`]),
    ...(headings.includes('This page does not exist') ? ['there is no page'] : []),
    ...(mains === 1 ? [] : [`${mains} main parts`]),
    ...found,
  ].map((fault) => `${address} ${fault}`);
}
