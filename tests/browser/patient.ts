import type { Page } from 'playwright-core';
import type { Person } from './person.ts';

/** Gives a doctor access to medicines, allergies and conditions by the passkey of this machine. */
export async function gives({ page }: Person, doctor: string): Promise<void> {
  await page.goto('/me/access/new');
  await page.getByLabel('A person or a hospital').fill(doctor);
  await page.getByRole('radio', { name: new RegExp(doctor) }).check();
  for (const kind of [/^Medicines/, /^Allergies and conditions/])
    await page.getByRole('checkbox', { name: kind }).check();
  await page.getByRole('radio', { name: 'To treat me' }).check();
  await page.getByRole('button', { name: '1 month' }).click();
  const deed = page.getByRole('complementary', { name: 'What you sign' });
  await deed.getByRole('button', { name: /Sign with/ }).click();
  await page.getByText(/Signed by you today at/).waitFor();
}

/** Withdraws the one permission that there is: two clicks from the list. */
export async function withdraws({ page }: Person): Promise<void> {
  await page.goto('/me/access');
  await withdrawsHere(page);
}

/** The two clicks, where the list is open. */
export async function withdrawsHere(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^Withdraw/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Sign and withdraw' }).click();
  await page
    .getByText(/^Withdrawn at/)
    .first()
    .waitFor();
}

/** Stops all sharing, from the list of who can see the record. */
export async function stopsAll({ page }: Person): Promise<void> {
  await page.goto('/me/access');
  await page.getByRole('link', { name: 'Stop all sharing' }).click();
  await page.getByRole('button', { name: 'Sign and stop everything' }).click();
  await page
    .getByText(/^Stopped at/)
    .first()
    .waitFor();
}

/** What stands in the list of who has seen the record, newest first. */
export async function feed({ page }: Person): Promise<string[]> {
  await page.goto('/me/seen');
  const lines = page.getByRole('main').getByRole('listitem');
  await lines.first().waitFor();
  return lines.allInnerTexts();
}
