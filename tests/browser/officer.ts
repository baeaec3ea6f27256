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
  const verdict = page.getByText(/^Proof is (not )?valid|^Valid, not yet/).first();
  await verdict.waitFor();
  return verdict.innerText();
}

/** Has the whole store checked; gives the verdict. */
export async function checksStore({ page }: Person): Promise<string> {
  await page.goto('/audit/store');
  await page.getByRole('button', { name: /^Check/ }).click();
  const verdict = page.getByText(/^Everything is as it was written|faults? found$/).first();
  await verdict.waitFor({ timeout: 60_000 });
  return verdict.innerText();
}
