import type { DemoPerson } from '@careledger/node';
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

/** Signs in by the passkey that the person's machine holds; where the browser offers it by itself there is nothing left to press. */
export async function signInByPasskey({ page }: Person): Promise<void> {
  await page.goto('/sign-in');
  const isIn = page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/');
  const button = page.getByRole('button', { name: 'Sign in with a passkey' });
  await Promise.race([isIn, button.click().catch(() => isIn)]);
  await isIn;
}
