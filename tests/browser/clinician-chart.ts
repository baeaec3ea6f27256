import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

/** A small PDF of one page, with a line that says what it is. */
export function pdf(words: string): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>',
  ].map((object, index) => `${index + 1} 0 obj${object}endobj\n`);
  return Buffer.from(`%PDF-1.4\n%${words}\n${objects.join('')}trailer<</Root 1 0 R>>\n%%EOF\n`);
}

/** Finds a patient with `/` from wherever the person is, and opens the chart. */
export async function findsBySlash({ page }: Person, words: string): Promise<void> {
  await page.locator('body').press('/');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  const found = page.getByRole('region', { name: 'Found' });
  await found.getByRole('link').first().click();
  await page.waitForURL(/\/patients\/[^/]+$/);
}

/** Opens a dialog by a button, fills its fields by their labels, and presses its button. */
export async function fills(
  { page }: Person,
  dialog: string,
  fields: Readonly<Record<string, string>>,
  act = 'Save',
): Promise<void> {
  const shown = page.getByRole('dialog', { name: dialog });
  for (const [label, text] of Object.entries(fields))
    await shown.getByLabel(label, { exact: true }).fill(text);
  await shown.getByRole('button', { name: act, exact: true }).click();
}

/** Presses a button of a panel, which the panel's heading names. */
export async function pressesIn({ page }: Person, panel: string, button: string): Promise<void> {
  await page.getByRole('region', { name: panel }).getByRole('button', { name: button }).click();
}

/** Opens an entry by its name in a panel; gives the dialog that shows it. */
export async function opens({ page }: Person, panel: string, entry: string): Promise<Locator> {
  const region = page.getByRole('region', { name: panel });
  await region.getByRole('button', { name: entry, exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: entry });
  await dialog.waitFor();
  return dialog;
}
