import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { violationsOn } from './axe.ts';
import { hasChromium } from './chromium.ts';
import { admits, asks } from './clinician.ts';
import { verdictOn } from './officer.ts';
import { addressesOf } from './addresses.ts';
import { furnish } from './furnish.ts';
import { heldAt, textOf, type Held } from './patient-own.ts';
import { gives } from './patient.ts';
import type { Person } from './person.ts';
import { openScene, passkeyIn, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

const isNamed = (resource: Record<string, unknown> | undefined) =>
  textIn(resource, 'resourceType') === 'Condition' && resource?.['code'] !== undefined;

describe.skipIf(!hasChromium())('what is a patient’s own, in pages', () => {
  let scene: Scene;
  let she: Person;
  let her: Held;

  beforeAll(async () => {
    scene = await openScene(83);
    her = await heldAt(scene, 'northgate', 'own');
    she = await scene.visitor('northgate');
    await she.holds(her.passkey);
    await signInByPasskey(she);
  }, 300_000);

  afterAll(async () => {
    expect(she?.outside, 'nothing leaves this machine').toEqual([]);
    expect(she?.complaints).toEqual([]);
    await scene?.close();
  }, 400_000);

  it('R8 asks to correct a detail, an administrator decides, and she reads the answer', async () => {
    const { page } = she;
    await page.goto('/me/details');
    await page.getByRole('button', { name: 'Correct Phone' }).click();
    const dialog = page.getByRole('dialog', { name: 'Correct: Phone' });
    await dialog.getByLabel('It should say').fill('+44 20 7946 0123');
    await dialog.getByRole('button', { name: 'Send' }).click();
    const mine = page.getByRole('region', { name: 'Your corrections' });
    await mine.getByText('not answered yet').waitFor();
    const administrator = await scene.visitor('northgate');
    await signInByPassword(administrator, scene.account('northgate', 'administrator'));
    await administrator.page.goto('/admin');
    await administrator.page.getByText('+44 20 7946 0123').waitFor();
    await administrator.page.getByLabel('Answer to the patient').fill('Changed, thank you.');
    await administrator.page.getByRole('button', { name: 'Corrected', exact: true }).click();
    await mine.getByText('Changed, thank you.').waitFor();
    await administrator.close();
  }, 400_000);

  it('D3 says where news goes: by e-mail, without content, or not', async () => {
    const { page } = she;
    await page.goto('/me/details');
    const news = page.getByRole('region', { name: 'News by e-mail' });
    await news.getByLabel('E-mail', { exact: true }).fill('ingrid@example.org');
    await news.getByRole('button', { name: 'Save' }).click();
    await news.getByText('Saved.').waitFor();
    const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/v1/address-set'));
    await news.getByRole('switch', { name: 'Tell me by e-mail' }).uncheck();
    await (await saved).finished();
    await page.reload();
    await expect
      .poll(() => news.getByLabel('E-mail', { exact: true }).inputValue())
      .toBe('ingrid@example.org');
    expect(await news.getByRole('switch', { name: 'Tell me by e-mail' }).isChecked()).toBe(false);
    // An address that is not saved yet has no *Saved* beside it, and goes along with the switch.
    await news.getByRole('button', { name: 'Save' }).click();
    await news.getByText('Saved.').waitFor();
    await news.getByLabel('E-mail', { exact: true }).fill('ingrid@example');
    await news.getByText('Saved.').waitFor({ state: 'detached' });
    await news.getByLabel('E-mail', { exact: true }).fill('new@example.org');
    await news.getByRole('switch', { name: 'Tell me by e-mail' }).check();
    await news.getByText('Saved.').waitFor();
    await page.reload();
    await expect
      .poll(() => news.getByLabel('E-mail', { exact: true }).inputValue())
      .toBe('new@example.org');
    expect(await news.getByRole('switch', { name: 'Tell me by e-mail' }).isChecked()).toBe(true);
    // Saved once more without a change, the address stays.
    await news.getByRole('button', { name: 'Save' }).click();
    await news.getByText('Saved.').waitFor();
    await page.reload();
    await expect
      .poll(() => news.getByLabel('E-mail', { exact: true }).inputValue())
      .toBe('new@example.org');
  }, 400_000);

  it('C15 reads on what day copies elsewhere are erased, and the same in what she signed', async () => {
    await gives(she, 'Dr Emil Ellis');
    const doctor = await scene.visitor('riverside');
    await signInByPassword(doctor, scene.account('riverside', 'doctor'));
    await asks(doctor, await admits(doctor, her.who), her.card);
    await doctor.page
      .getByText(/Closes by itself on /)
      .first()
      .waitFor();
    await doctor.close();
    await she.page.goto('/me/access');
    await she.page
      .getByText(/erased on \d{1,2} \w+ \d{4}/)
      .first()
      .waitFor();
  }, 400_000);

  it('J3 R8 takes home everything with proofs, which the command and the page check without the hospital', async () => {
    const { page } = she;
    await page.goto('/me/export');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the file' }).click();
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(/^record-northgate-\d{4}-\d{2}-\d{2}\.json$/);
    await page.getByText('Saved on this computer.').waitFor();
    const whole = rowsOf(JSON.parse(await textOf(file)))[0];
    const proofs = rowsOf({ rows: whole?.['proofs'] }).map((row) => textIn(row, 'proof'));
    const entries = rowsOf({ rows: rowsOf(whole?.['bundle'])[0]?.['entry'] });
    expect(proofs.length).toBe(entries.length);
    expect(proofs.length).toBeGreaterThan(10);
    expect(rowsOf({ rows: whole?.['disclosures'] }).length).toBeGreaterThan(0);
    expect(rowsOf({ rows: whole?.['consents'] }).length).toBeGreaterThan(0);
    const all = proofs.length;
    const text = JSON.stringify(whole);
    const [first = ''] = proofs;
    const roots = join(scene.at.scratch, 'roots.json');
    writeFileSync(roots, textIn(whole, 'roots'));
    const changed = first.replace(/[0-9]/, (digit) => String((Number(digit) + 1) % 10));
    const condition = entries.map((each) => rowsOf(each['resource'])[0]).find(isNamed);
    const word = textIn(rowsOf(condition?.['code'])[0], 'text');
    const another = text.replace(`"text":"${word}"`, `"text":"${word.slice(0, -1)}~"`);
    const place = `${textIn(condition, 'resourceType')}/${textIn(condition, 'id')}/_history/1`;
    for (const [proof, code] of [
      [first, 0],
      [changed, 3],
      [text, 0],
      [another, 3],
    ] as const) {
      const path = join(scene.at.scratch, 'checked.json');
      writeFileSync(path, proof);
      expect((await scene.at.cli('check', path, '--roots', roots)).code).toBe(code);
    }
    expect(await verdictOn(she, text)).toMatch(/^Proof is valid|^Valid, not yet/);
    await page.getByRole('heading', { name: `${all} of ${all} entries are proven` }).waitFor();
    expect(await verdictOn(she, another)).toBe('Proof is not valid');
    await page.getByRole('heading', { name: `${all - 1} of ${all} entries are proven` }).waitFor();
    await page.getByText(place, { exact: true }).waitFor();
    const [taken, ...others] = rowsOf({ rows: whole?.['proofs'] });
    const unproven = [textIn(taken, 'id')];
    const inPart = JSON.stringify({ ...whole, proofs: others, unproven });
    expect(await verdictOn(she, inPart)).toBe('Valid in part');
    await page.getByText(unproven.join(), { exact: true }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(await verdictOn(she, first)).toMatch(/^Proof is valid|^Valid, not yet/);
    expect(await verdictOn(she, changed)).toBe('Proof is not valid');
  }, 400_000);

  it('C11 prints her card, the stop code below it, and nothing of the page around', async () => {
    const { page } = she;
    await page.goto('/me/card');
    await page.getByText(her.card, { exact: true }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText(her.stop, { exact: true }).isVisible()).toBe(true);
    for (const name of ['Print my card', 'Sign out'])
      expect(await page.getByRole('button', { name }).isVisible(), name).toBe(false);
    const sheet = await page.pdf({ format: 'A4' });
    expect(sheet.subarray(0, 4).toString()).toBe('%PDF');
    await page.emulateMedia({ media: 'screen' });
  }, 400_000);

  it('T1 sees her readings as a curve and as a table, and the devices that sent them', async () => {
    const addresses = await furnish(scene, await addressesOf(scene));
    const another = await scene.visitor('northgate');
    await another.holds(passkeyIn(addresses.passkey, 'northgate.localhost'));
    await signInByPasskey(another);
    const { page } = another;
    await page.goto('/me/readings');
    await page.getByRole('figure').or(page.getByRole('img')).first().waitFor();
    await page.getByText('As a table').first().click();
    await page.getByRole('table').first().waitFor();
    await page.goto('/me/devices');
    await page.getByText('Device 1').waitFor();
    await page.goto('/me/family');
    await page.getByText('Nobody acts for you').waitFor();
    await another.close();
  }, 400_000);
});
