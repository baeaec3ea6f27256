import type { Locator, Page } from 'playwright-core';
import type { Person } from './person.ts';

/** Opens the page of a patient's card and of who signs for her. */
export async function opensCardPage({ page }: Person, patient: string): Promise<void> {
  await page.goto(`/patients/${patient}/card`);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
}

/** Begins an enrolment as a clinician; gives the six figures of the first screen. */
export async function beginsAtDesk(
  staff: Person,
  patient: string,
  way: 'device' | 'assisted',
): Promise<string> {
  const { page } = staff;
  await opensCardPage(staff, patient);
  await page.getByLabel('How identity was checked').fill('Identity card, seen today.');
  await page.getByRole('button', { name: 'Begin' }).click();
  if (way === 'device') await registers(page);
  return figures(page);
}

/** Registers the passkey of whoever is at this machine, for the act that waits. */
export async function registers(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Register the patient’s passkey' }).click();
  await page.getByText('passkey registered', { exact: true }).waitFor();
}

/** The six figures that the first reads out. */
export async function figures(page: Page): Promise<string> {
  const line = page.getByText('Read these six figures to the second member of staff');
  await line.waitFor();
  return (await line.innerText()).replaceAll(/\D/g, '');
}

/** A colleague confirms at an own machine. */
export async function confirmsAtDesk({ page }: Person, digits: string): Promise<void> {
  await page.goto('/requests');
  const waiting = page.getByRole('region', { name: 'Waiting for a second signature' });
  await waiting.getByLabel('The six figures on the first screen').fill(digits);
  await waiting.getByRole('button', { name: 'Confirm' }).click();
  await waiting.getByText('Nothing waits for your signature.').waitFor();
}

/** Card and stop code on the page of the desk. */
export async function paperOf(page: Page): Promise<{ card: string; stop: string }> {
  const panel = page.getByRole('region', { name: 'Card', exact: true });
  const show = panel.getByRole('button', { name: 'Show the card' });
  const card = panel.getByRole('img', { name: /^Square of the card/ });
  await show.or(card).first().waitFor();
  if (await show.isVisible()) await show.click();
  await card.waitFor();
  const label = (await card.getAttribute('aria-label')) ?? '';
  const lines = (await panel.innerText())
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const at = lines.findIndex((line) => /^stop code: tear off/i.test(line));
  return { card: label.replace('Square of the card ', ''), stop: lines[at + 1] ?? '' };
}

/** The panel of the desk with a heading. */
export const panelOf = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });

/** Begins the replacement of the one device in use. */
export async function beginsReplacement({ page }: Person): Promise<void> {
  const panel = panelOf(page, 'Devices that sign for the patient');
  await panel.getByRole('button', { name: 'Lost or stolen' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Replace a lost device' });
  await dialog.getByRole('radio', { name: /^Lost or broken/ }).check();
  await dialog.getByLabel('How identity was checked').fill('Identity card, seen today.');
  await dialog.getByRole('button', { name: /^Begin/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Begins with a person who may look at some kinds, or decide about them too, until a day. */
export async function beginsGuardian(
  { page }: Person,
  guardian: {
    name: string;
    relation: string;
    kinds: readonly RegExp[];
    until: string;
    decides?: true;
  },
): Promise<void> {
  const panel = panelOf(page, 'People who act for the patient');
  await panel.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person who acts for the patient' });
  await dialog.getByLabel('Name of the person').fill(guardian.name);
  await dialog.getByLabel('Who this is to the patient').fill(guardian.relation);
  if (guardian.decides)
    await dialog.getByRole('radio', { name: 'Look, and give and withdraw permissions' }).check();
  for (const box of await dialog.getByRole('checkbox').all()) await box.uncheck();
  for (const kind of guardian.kinds) await dialog.getByRole('checkbox', { name: kind }).check();
  await dialog.getByLabel('Last day').fill(guardian.until);
  await dialog.getByLabel('How identity was checked').fill('Birth certificate, seen today.');
  await dialog.getByRole('button', { name: /^Begin/ }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** A dialog in which two of staff sign for a patient, and the words in it that they read out. */
export function readAloud(page: Page, name: string) {
  const dialog = page.getByRole('dialog', { name });
  return { dialog, deed: dialog.getByRole('region', { name: 'Read this aloud' }) };
}

/** The second member of staff types account and password. */
export async function typesIn(
  dialog: Locator,
  { user, password = '' }: { user: string; password?: string | undefined },
): Promise<void> {
  await dialog.getByLabel('Account of the second').fill(user);
  await dialog.getByLabel('Password of the second').fill(password);
}
