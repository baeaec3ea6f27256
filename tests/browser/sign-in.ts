import type { DemoPerson } from '@careledger/node';
import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

/** Signs in by password on the page, as staff do; ends on the first page of the role. */
export async function signInByPassword(
  { page }: Person,
  { user, password = '' }: DemoPerson,
): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Staff number or e-mail').fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in with password' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
}

/** Signs in by the password that was handed over, and chooses the own one. */
export async function signInFirst(
  person: Person,
  { user, password }: { user: string; password: string },
  given: string,
): Promise<void> {
  const { page } = person;
  await page.goto('/sign-in');
  await types(person, user, given);
  await page.getByLabel('Choose a new password').fill(password);
  await page.getByRole('button', { name: 'Sign in with password' }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
}

/** Signs in by the passkey that the person's machine holds; where the browser offers it by itself there is nothing left to press. */
export async function signInByPasskey({ page }: Person): Promise<void> {
  await page.goto('/sign-in');
  const isIn = page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
  const button = page.getByRole('button', { name: 'Sign in with a passkey' });
  await Promise.race([isIn, button.click().catch(() => isIn)]);
  await isIn;
}

/** Types name and password into the form that stands on the page, and sends it. */
export async function types({ page }: Person, user: string, password: string): Promise<void> {
  await page.getByLabel('Staff number or e-mail').fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in with password' }).click();
}

/** Opens the own ways to sign in. */
export async function ownWays({ page }: Person): Promise<Locator> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'How you sign in' }).click();
  return page.getByRole('dialog', { name: 'How you sign in' });
}

/** Adds a passkey of this machine, after a confirmation with the own password, and closes the dialog. */
export async function addsOwnPasskey(person: Person, password: string): Promise<void> {
  const dialog = await ownWays(person);
  await dialog.getByRole('button', { name: 'Add a passkey of this device' }).click();
  const confirm = person.page.getByRole('dialog', { name: 'Confirm that it is you' });
  await confirm.getByLabel('Password').fill(password);
  await confirm.getByRole('button', { name: 'Confirm with password' }).click();
  await dialog.getByText('Added. You can sign in with it from now on.').waitFor();
  await person.page.keyboard.press('Escape');
}
