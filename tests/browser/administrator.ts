import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

/** Whom an administrator adds. */
export interface NewColleague {
  readonly name: string;
  readonly user: string;
  readonly password: string;
  readonly role: string;
  /** The last day of the account, written as staff write days. */
  readonly until?: string;
}

/** The names of the members that are active, as the page lists them. */
export async function activeMembers({ page }: Person): Promise<string[]> {
  await page.goto('/admin/members');
  const rows = page.getByRole('row').filter({ hasText: 'Active' });
  await rows.first().waitFor();
  const names = await rows.getByRole('link').allTextContents();
  return names.toSorted();
}

/** Adds a member of staff; gives the password to hand over, with which she signs in once. */
export async function addsColleague(
  { page }: Person,
  colleague: Omit<NewColleague, 'password'>,
): Promise<string> {
  await page.goto('/admin/people');
  await page.getByRole('button', { name: 'Add a member of staff' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a member of staff' });
  await dialog.getByLabel('Name as colleagues and patients read it').fill(colleague.name);
  await dialog.getByLabel('Role').selectOption(colleague.role);
  await dialog.getByLabel('Account name').fill(colleague.user);
  if (colleague.until !== undefined)
    await dialog.getByLabel('Last day of the account, if there is one').fill(colleague.until);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText(`${colleague.name} can sign in now.`).waitFor();
  return page.getByText('New password, shown once:').locator('b').innerText();
}

/** Finds a patient by name and begins her enrolment: identity, her passkey at this desk; gives the six digits. */
export async function beginsEnrolment({ page }: Person, name: string): Promise<string> {
  await page.goto('/admin/people');
  await page.getByRole('button', { name: 'Patients' }).click();
  await page.getByLabel('Name or number of a patient').fill(name);
  await page.getByRole('button', { name: 'Find', exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'No card yet' }).getByRole('link').click();
  await page.getByLabel('How you checked who she is').fill('Passport, seen today.');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('button', { name: 'Register the patient’s passkey' }).click();
  await page.getByText('Her passkey is registered').waitFor();
  const sentence = await page.getByText('Six digits for your colleague').innerText();
  return sentence.replaceAll(/\D/g, '');
}

/** Confirms what a colleague has begun, with the six digits of her screen. */
export async function confirmsEnrolment({ page }: Person, digits: string): Promise<void> {
  await page.goto('/admin');
  await page.getByLabel('The six digits').fill(digits);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Waiting for your confirmation').waitFor({ state: 'detached' });
}

/** The card and the stop code on the first one's screen, once the second has confirmed. */
export async function printedCard({ page }: Person): Promise<{ card: string; stop: string }> {
  await page.getByText('Enrolled. Give the card to the patient now.').waitFor();
  const card = await page
    .getByText(/^Card /)
    .locator('b')
    .innerText();
  const stop = await page
    .getByText(/^Stop code/)
    .locator('b')
    .innerText();
  return { card, stop };
}

/** Gives a member of staff a new password, after a confirmation with the own one; it is shown once. */
export async function resetsPassword(
  { page }: Person,
  name: string,
  ownPassword: string,
): Promise<string> {
  await page.goto('/admin/people');
  await page.getByRole('link', { name }).click();
  await page.getByRole('button', { name: 'Make a new password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.getByLabel('Password').fill(ownPassword);
  await dialog.getByRole('button', { name: 'Confirm with password' }).click();
  return page.getByText('New password, shown once:').locator('b').innerText();
}

/** Opens the page of a member of staff. */
export async function opensColleague({ page }: Person, name: string): Promise<void> {
  await page.goto('/admin/people');
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Suspends a member of staff: two presses, with what it changes and the reason between them. */
export async function suspends(person: Person, name: string, why = ''): Promise<void> {
  const { page } = person;
  await opensColleague(person, name);
  await page.getByRole('button', { name: `Suspend ${name}` }).click();
  await page.getByLabel('Why').fill(why);
  await page.getByRole('button', { name: `Yes, suspend ${name}` }).click();
  await page.getByText(`${name} is suspended.`).waitFor();
}

/** Presses a button of the office and confirms with the own password where that is asked, until `done` shows. */
export async function presses(
  { page }: Person,
  button: string,
  { password, done }: { password: string; done: Locator },
): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await dialog.or(done).first().waitFor();
  if (await dialog.isVisible()) {
    await dialog.getByLabel('Password').fill(password);
    await dialog.getByRole('button', { name: 'Confirm with password' }).click();
  }
  await done.first().waitFor();
}

/** How the members stand, as the list of members says it. */
export async function standings({ page }: Person): Promise<string[]> {
  const rows = page.getByRole('table', { name: 'Members' }).getByRole('row');
  await rows.nth(1).waitFor();
  const texts = await rows.allInnerTexts();
  return texts.slice(1).map((text) => text.split(/\s+/).filter(Boolean).join(' '));
}
