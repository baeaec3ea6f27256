import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressesOf, type Addresses } from './addresses.ts';
import { violationsOn } from './axe.ts';
import { hasChromium } from './chromium.ts';
import { feed } from './patient.ts';
import type { Person, Sight } from './person.ts';
import { openScene, passkeyIn, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

const password = 'four boats in the harbour';
const outsiders = [
  { user: 'ober', name: 'Dr Vera Ober' },
  { user: 'wirth', name: 'Dr Ilse Wirth' },
] as const;
const letter = 'Letter of the day clinic';
const partial = /This chart may be incomplete/;

/** Gets to the page where something is hidden, chooses letters, and reads what that does. */
async function choosesLetters({ page }: Person): Promise<void> {
  await page.goto('/me/access');
  await page.getByRole('link', { name: 'Hide something', exact: true }).click();
  await page.getByText(/^Think of this first/).waitFor();
  await page.getByRole('checkbox', { name: 'Letters and notes' }).check();
}

describe.skipIf(!hasChromium())('a patient hides entries from staff of her own hospital', () => {
  let scene: Scene;
  let addresses: Addresses;
  let [she, ober, wirth, officer]: Person[] = [];

  const comes = async (account: { user: string; password?: string }, sight?: Partial<Sight>) => {
    const person = await scene.visitor('northgate', sight);
    await signInByPassword(person, { member: 'northgate', role: 'doctor', ...account });
    return person;
  };
  const patientComes = async (sight: Partial<Sight> = {}) => {
    const person = await scene.visitor('northgate', sight);
    await person.holds(passkeyIn(addresses.passkey, 'northgate.localhost'));
    await signInByPasskey(person);
    return person;
  };
  const here = (person: Person | undefined): Person => {
    if (person === undefined) throw new Error('nobody is there');
    return person;
  };

  beforeAll(async () => {
    scene = await openScene(93);
    addresses = await addressesOf(scene);
    const administrator = await scene.at.session('northgate', 'administrator');
    for (const { user, name } of outsiders)
      await administrator.call('add-practitioner', { user, name, role: 'doctor', password });
    const doctor = await scene.at.session('northgate', 'doctor');
    const subject = { reference: `Patient/${addresses.patient}` };
    const attachment = { contentType: 'text/plain', data: 'YQ==', title: letter };
    await doctor.call('import', {
      source: 'letter.json',
      bundle: {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [
          {
            resource: {
              resourceType: 'DocumentReference',
              status: 'current',
              description: letter,
              subject,
              content: [{ attachment }],
            },
          },
        ],
      },
    });
    she = await patientComes();
    ober = await comes({ user: 'ober', password });
    wirth = await comes({ user: 'wirth', password });
  }, 240_000);

  afterAll(async () => {
    await scene?.close();
  }, 400_000);

  it('C1.2 what she hides vanishes from the open page of a doctor who does not treat her', async () => {
    const [hers, chart] = [here(she), `/patients/${addresses.patient}/documents`];
    const open = [here(ober), here(wirth)].map(({ page }) => page);
    for (const page of open) {
      await page.goto(chart);
      await page.getByRole('button', { name: letter }).waitFor();
      await page.getByText(partial).waitFor();
    }
    await choosesLetters(hers);
    const deed = hers.page.getByRole('complementary', { name: 'What then holds' });
    await expect
      .poll(() => deed.getByRole('blockquote').innerText())
      .toMatch(
        /do not want those who do not treat me at Northgate to see this: Letters and notes\. This holds until I lift it\./,
      );
    await deed.getByRole('button', { name: /Confirm with my passkey/ }).click();
    await hers.page.getByText(/^Hidden since/).waitFor();
    for (const page of open)
      await page.getByRole('button', { name: letter }).waitFor({ state: 'detached' });
    await hers.page.getByRole('link', { name: 'What is hidden now' }).click();
    const hidden = hers.page.getByRole('region', { name: 'Hidden from staff here' });
    await hidden.getByText(/Those who do not treat you cannot see your letters/).waitFor();
    await hers.page.goto('/me');
    await hers.page.getByText(letter).first().waitFor();
  }, 400_000);

  it('C1.2 C8 emergency access at the own hospital opens it; she and the privacy officer are told', async () => {
    const { page } = here(ober);
    await page.getByRole('main').getByRole('link', { name: 'Emergency access' }).last().click();
    await page.getByRole('heading', { name: 'Emergency access to this chart' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: /^Confirm with/ }).click();
    await page.getByText('Choose a reason and write a few words.').waitFor();
    await page.getByRole('radio', { name: /Danger to someone else/ }).press('1');
    await page.keyboard.type('Found on the stairs.');
    expect(await page.getByRole('radio', { name: /cannot be asked/ }).isChecked()).toBe(true);
    await page.getByLabel(/^Password/).fill(password);
    await page.getByRole('button', { name: 'Confirm with password and open' }).click();
    await page.getByText(/^Emergency access until/).waitFor();
    expect(await page.getByText(partial).count()).toBe(0);
    await page.goto(`/patients/${addresses.patient}/documents`);
    await page.getByRole('button', { name: letter }).waitFor();
    const wirthSees = here(wirth).page.getByRole('button', { name: letter });
    expect(await wirthSees.count(), 'for nobody else').toBe(0);

    const hers = here(she);
    await expect
      .poll(async () => (await feed(hers)).join('\n'), { timeout: 20_000 })
      .toMatch(/Ober.*emergency|emergency.*Ober/is);
    await hers.page.getByText('Found on the stairs.').first().waitFor();
    officer = await scene.visitor('northgate');
    await signInByPassword(officer, scene.account('northgate', 'privacy-officer'));
    await officer.page.goto('/audit/emergency');
    await officer.page.getByText('Found on the stairs.').first().waitFor();
    await officer.page.getByText(/opened the whole chart \(\d+\sentries looked at\)/).waitFor();
    const card = officer.page.getByRole('region', { name: /Dr Vera Ober/ });
    await card.getByRole('link', { name: 'See the access and its proof' }).click();
    await officer.page.waitForURL(/\/audit\/seen\/access/);
    await officer.page
      .getByText(/Dr Vera Ober/)
      .first()
      .waitFor();
  }, 400_000);

  it('C1.2 she lifts it, and it is there again on a page that is open', async () => {
    const hers = here(she);
    await hers.page.goto('/me/access');
    await hers.page.getByRole('button', { name: 'Show it again' }).click();
    await hers.page.getByText(/^Shown again/).waitFor();
    await hers.page.getByText(/^Nothing is hidden/).waitFor();
    await here(wirth).page.getByRole('button', { name: letter }).waitFor();
  }, 400_000);

  it('C1.2 says before hiding medicines what may happen and leaves them open at a press; from one person; on a phone, in German', async () => {
    const phone = { width: 390, height: 844, theme: 'dark', language: 'de-DE' } as const;
    const hers = await patientComes(phone);
    const { page } = hers;
    await page.goto('/me/access/hide');
    await page.getByRole('radio', { name: /^Vor einer Person/ }).check();
    await page.getByLabel('Name der Ärztin').fill('wirth');
    await page.getByRole('radio', { name: /Ilse Wirth/ }).check();
    await page.getByRole('button', { name: 'Alles ankreuzen' }).click();
    await page.getByRole('button', { name: 'Bis zu einem Tag' }).click();
    await page.getByText(/gibt Ihnen vielleicht etwas, das Ihnen schadet/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Allergien und Medikamente offen lassen' }).click();
    expect(await page.getByRole('checkbox', { name: 'Medikamente' }).isChecked()).toBe(false);
    await page.getByRole('button', { name: /^Mit meinem Passkey bestätigen/ }).click();
    await page.getByText(/^Verborgen seit/).waitFor();
    await here(wirth).page.getByRole('button', { name: letter }).waitFor({ state: 'detached' });
    await here(wirth).page.goto(`/patients/${addresses.patient}/medicines`);
    await here(wirth).page.getByText(partial).waitFor();
    expect(hers.outside).toEqual([]);
    expect(hers.complaints).toEqual([]);
  }, 400_000);
});
