import type { Person } from './person.ts';

/** Who a patient is, as two hospitals compare her (R9). */
export interface Identity {
  readonly family: string;
  readonly given: string;
  readonly born: string;
  readonly gender: string;
}

/** The words for refused, unknown and empty alike (C12). */
export const nothingShown = 'Nothing can be shown to you. The patient can give access.';

/** Admits a patient at once and gives the address of her new chart. */
export async function admits({ page }: Person, who: Identity): Promise<string> {
  await page.goto('/patients');
  await page.getByRole('button', { name: 'Admit a patient' }).click();
  const dialog = page.getByRole('dialog', { name: 'Admit a patient' });
  await dialog.getByLabel('Family name').fill(who.family);
  await dialog.getByLabel('Given names').fill(who.given);
  await dialog.getByLabel('Birth date').fill(who.born);
  await dialog.getByLabel('Gender').selectOption(who.gender);
  await dialog.getByRole('button', { name: 'Admit', exact: true }).click();
  await page.waitForURL(/\/patients\/[^/]+$/);
  return new URL(page.url()).pathname;
}

const usual = ['Allergies, problems, medicines', 'Results'] as const;

/** Asks the other hospital by the patient's card; ends when its answer stands on the page. `needs` are kinds as the page names them. */
export async function asks(
  { page }: Person,
  chart: string,
  card: string,
  needs: readonly string[] = usual,
): Promise<void> {
  await page.goto(`${chart}/ask`);
  for (const need of new Set([...usual, ...needs]))
    await page.getByRole('checkbox', { name: need }).setChecked(needs.includes(need));
  await page.getByLabel('Code on the card').fill(card);
  await page.getByRole('button', { name: 'Ask Northgate' }).click();
  await page
    .getByText(nothingShown)
    .or(page.getByText(/^Northgate answered/))
    .first()
    .waitFor();
}

/** Opens the emergency summary with a reason, a few words and a password. */
export async function breaksGlass(
  { page }: Person,
  options: { chart: string; card: string; words: string; password: string },
): Promise<void> {
  const { chart, card, words, password } = options;
  await page.goto(`${chart}/emergency`);
  await page.getByRole('radio', { name: /The patient cannot be asked/ }).check();
  await page.getByLabel('In a few words').fill(words);
  await page.getByLabel('Code on the card').fill(card);
  await page.getByLabel(/^Password/).fill(password);
  await page.getByRole('button', { name: 'Confirm with password and open' }).click();
  await page
    .getByText(/^Emergency access until/)
    .first()
    .waitFor();
}
