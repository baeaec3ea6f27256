import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { demonstrationPatient, type KnownPatient } from './clinician-patient.ts';
import type { Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPassword } from './sign-in.ts';

describe.skipIf(!hasChromium())('a browser after its session', () => {
  let scene: Scene;
  let her: KnownPatient;
  let doctor: Person;

  beforeAll(async () => {
    scene = await openScene(86);
    her = await demonstrationPatient(scene);
    doctor = await scene.visitor('northgate');
  }, 300_000);

  afterAll(async () => {
    await scene?.close();
  }, 60_000);

  /** Everything that a page keeps, as one text. */
  const kept = async ({ page }: Person): Promise<string> => {
    const stored = await page.context().storageState({ indexedDB: true });
    const session: unknown = await page.evaluate(
      'JSON.stringify([{ ...sessionStorage }, history.state])',
    );
    return [await page.content(), JSON.stringify(stored), String(session)].join('\n');
  };

  /** Signs the doctor in and opens her chart; gives her name as it stands there. */
  async function opens({ page }: Person): Promise<string> {
    await signInByPassword(doctor, scene.account('northgate', 'doctor'));
    await page.goto(`/patients/${her.id}`);
    await page.getByRole('region', { name: 'Patient', exact: true }).waitFor();
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    const [name = ''] = heading.split(',');
    expect(name.length).toBeGreaterThan(2);
    expect(await kept(doctor)).toContain(name);
    return name;
  }

  it('I8.1 ASVS 14.3.1 holds nothing of a patient after its owner signed out, also not one page back', async () => {
    const name = await opens(doctor);
    await doctor.page.getByRole('button', { name: 'Sign out' }).click();
    await doctor.page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => kept(doctor), { timeout: 30_000 }).not.toContain(name);
    await doctor.page.goBack();
    expect(new URL(doctor.page.url()).hostname).toBe('northgate.localhost');
    expect(await kept(doctor)).not.toContain(name);
  }, 120_000);

  it('I8.1 ASVS 14.3.1 holds nothing of a patient where the node cannot be reached, and says that nobody is signed out yet', async () => {
    const name = await opens(doctor);
    const { page } = doctor;
    const stillIn = page.getByText(/^You are not signed out yet/);
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect.poll(() => kept(doctor), { timeout: 30_000 }).not.toContain(name);
    await stillIn.waitFor();
    await page.getByRole('button', { name: 'Sign out once more' }).click();
    await stillIn.waitFor();
    await page.unroute('**/api/**');
    await stillIn.waitFor({ state: 'detached' });
    await page.goto(`/patients/${her.id}`);
    await page.getByLabel('Staff number or e-mail').waitFor();
  }, 120_000);

  it('I8.1 lets nobody in by a new load of the page while a sign-out is owed, and whoever signs in instead stays', async () => {
    const name = await opens(doctor);
    const { page } = doctor;
    await page.route('**/api/v1/logout', (route) => route.abort());
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText(/^You are not signed out yet/).waitFor();
    await page.goto(`/patients/${her.id}`);
    await page.getByText(/^You are not signed out yet/).waitFor();
    expect(await kept(doctor)).not.toContain(name);
    await signInByPassword(doctor, scene.account('northgate', 'nurse'));
    await page.unroute('**/api/v1/logout');
    await page.reload();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    expect(await page.getByText(/^You are not signed out yet/).count()).toBe(0);
  }, 120_000);
});
