import { expect } from 'vitest';
import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

/** Reviews the one emergency access that waits. */
export async function reviews({ page }: Person, found: string): Promise<void> {
  await page.goto('/audit/emergency');
  await page.getByLabel('What you found').fill(found);
  await page.getByRole('button', { name: 'It was justified' }).click();
  await page.getByText('Nothing to review').waitFor();
}

/** Opens the newest access with an outcome, beside the list; its proof was checked by the page. */
export async function opensNewest(
  { page }: Person,
  outcome: 'Opened' | 'Refused' | 'Seen',
): Promise<void> {
  await page.goto('/audit/seen');
  const row = page.getByRole('row').filter({ hasText: outcome }).first();
  await row.getByRole('link').click();
  await page.getByText('Proof is valid').waitFor();
}

/** Presses a button that saves a file; gives its text. */
export async function saved({ page }: Person, button: RegExp): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const stream = await (await download).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

/** Has the page check a proof file against the hospital's own roots; gives the verdict's first words. */
export async function verdictOn({ page }: Person, proof: string): Promise<string> {
  await page.goto('/check');
  const file = { name: 'proof.json', mimeType: 'application/json', buffer: Buffer.from(proof) };
  await page.getByLabel(/^The proof file/).setInputFiles(file);
  await page.getByRole('button', { name: 'Use this hospital’s own roots' }).click();
  const verdict = page.getByText(/^Proof is (not )?valid|^Valid(, not yet| in part)/).first();
  await verdict.waitFor();
  return verdict.innerText();
}

/** Has the whole store checked; gives the verdict. */
export async function checksStore({ page }: Person): Promise<string> {
  await page.goto('/audit/store');
  const said = page.getByText(/^Not checked since|^Everything is as it was written|faults? found$/);
  await said.first().waitFor();
  const main = page.getByRole('main');
  const before = await main.innerText();
  await page.getByRole('button', { name: /^Check/ }).click();
  await expect.poll(() => main.innerText(), { timeout: 20_000 }).not.toBe(before);
  await page.getByText(/^Checking /).waitFor({ state: 'detached', timeout: 60_000 });
  return (await said.first().innerText()).replaceAll(/\s/g, ' ');
}

/** The rows that a search found. */
export function found({ page }: Person): Locator {
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: /^Open the access of/ }) });
}

/** Searches by the fields of the sentence, by their names; gives how many rows were found. */
export async function searches(
  person: Person,
  sentence: Readonly<Record<string, string>>,
): Promise<number> {
  const { page } = person;
  const form = page.getByRole('search', { name: 'Search as a sentence' });
  for (const [name, value] of Object.entries(sentence)) {
    const choice = form.getByRole('combobox', { name, exact: true });
    await ((await choice.count()) === 1
      ? choice.selectOption(value)
      : form.getByLabel(name, { exact: true }).fill(value));
  }
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/disclosure-search'));
  await form.getByRole('button', { name: 'Search' }).click();
  await (await answered).finished();
  await page.getByText(/, newest first\.$/).waitFor();
  return found(person).count();
}

/** Has an operation answer this, for what a test cannot wait for: what is due in a week, another hospital's silence. */
export async function answers({ page }: Person, operation: string, answer: object): Promise<void> {
  await page.route(`**/api/v1/${operation}`, (route) => route.fulfill({ json: answer }));
}
