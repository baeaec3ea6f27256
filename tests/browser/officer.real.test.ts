import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../apps/cli/src/rows.ts';
import { addressesOf, type Addresses } from './addresses.ts';
import { hasChromium } from './chromium.ts';
import { furnish } from './furnish.ts';
import { checksStore, found, opensNewest, answers, saved, searches, verdictOn } from './officer.ts';
import type { Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPassword } from './sign-in.ts';

const auditor = {
  name: 'Otto Oak',
  user: 'oak',
  password: 'seven lanterns at the coast',
  role: 'auditor',
} as const;
const outsider = { ...auditor, name: 'Dr Leo Brandt', user: 'brandt', role: 'doctor' } as const;
const formula = '=HYPERLINK("http://localhost/","look")';
const columns = [
  'at',
  'who',
  'organisation',
  'patient',
  'what',
  'purpose',
  'basis',
  'outcome',
  'text',
] as const;

describe.skipIf(!hasChromium())('the pages of a privacy officer', () => {
  let scene: Scene;
  let her: Addresses;
  let officer: Person;

  beforeAll(async () => {
    scene = await openScene(73);
    her = await furnish(scene, await addressesOf(scene));
    const { password = '' } = scene.account('riverside', 'doctor');
    const asker = await scene.at.session('riverside', 'doctor');
    const again = { card: her.card, reason: 'ETREAT', text: formula, password };
    await asker.call('break-glass', again);
    const administrator = await scene.at.session('northgate', 'administrator');
    for (const each of [auditor, outsider]) await administrator.call('add-practitioner', each);
    officer = await scene.visitor('northgate');
    await signInByPassword(officer, scene.account('northgate', 'privacy-officer'));
  }, 300_000);

  afterAll(async () => {
    expect(officer?.outside).toEqual([]);
    expect(officer?.complaints).toEqual([]);
    await scene?.close();
  }, 60_000);

  it('C8.3 lists emergency accesses with the day by which each is reviewed', async () => {
    await officer.page.goto('/audit/emergency');
    await officer.page.getByText('2 accesses to review, 0 of them overdue.').waitFor();
    const due = officer.page.getByText(/^Review by \d\d-[A-Z][a-z]{2}-\d{4}$/);
    expect(await due.count()).toBe(2);
    await officer.page.getByRole('button', { name: 'It was not justified' }).first().click();
    await officer.page.getByText('Write what you found first.').waitFor();
  }, 60_000);

  it('C8.3 says which review is overdue, and since when', async () => {
    const session = await scene.at.session('northgate', 'privacy-officer');
    const [first, ...others] = rowsOf(await session.call('reviews', {}));
    const late = { ...first, state: 'overdue', due: '2026-01-08T10:00:00.000Z' };
    await answers(officer, 'reviews', { rows: [late, ...others], open: 2, overdue: 1 });
    await officer.page.goto('/audit/emergency');
    await officer.page.getByText('Overdue since 08-Jan-2026').waitFor();
    await officer.page.getByText('2 accesses to review, 1 of them overdue.').waitFor();
    await officer.page.unrouteAll();
  }, 60_000);

  it('C8.3 takes the answer that it was not justified, and keeps it with the words', async () => {
    await officer.page.goto('/audit/emergency');
    const card = officer.page.getByRole('region').filter({ hasText: formula });
    await card.getByLabel('What you found').fill('She could have been asked.');
    await card.getByRole('button', { name: 'It was not justified' }).click();
    const done = officer.page.getByRole('region', { name: 'Reviewed' });
    await done.getByText('She could have been asked.').waitFor();
  }, 60_000);

  it('D4 searches by a sentence: who, whom, what, when, why, on which basis, with which outcome', async () => {
    await officer.page.goto('/audit/seen');
    expect(await searches(officer, { Who: 'Ellis' })).toBe(4);
    expect(await searches(officer, { Who: 'Ellis', 'because of': 'emergency access' })).toBe(2);
    expect(await searches(officer, { 'because of': 'any basis', 'with outcome': 'Refused' })).toBe(
      1,
    );
    expect(await searches(officer, { for: 'research' })).toBe(0);
    expect(await searches(officer, { to: '01-Jan-2020' })).toBe(0);
    await officer.page.getByText('No access in this search').waitFor();
    await officer.page.goto('/audit/seen');
    await officer.page.getByLabel('saw or asked for').fill('Testwell');
    await officer.page.getByRole('button', { name: 'Find', exact: true }).click();
    const picks = officer.page.getByRole('group', { name: 'Patients with this name' });
    await picks.getByRole('button').first().click();
    expect(await searches(officer, {})).toBeGreaterThanOrEqual(5);
  }, 90_000);

  it('D4 opens an access beside the list, checks its proof there, saves it; one changed digit is found', async () => {
    await opensNewest(officer, 'Refused');
    const proof = await saved(officer, /^Save proof/);
    expect(Buffer.byteLength(proof)).toBeLessThanOrEqual(3072);
    expect(await verdictOn(officer, proof)).toBe('Proof is valid');
    const digit = proof.search(/[0-9]/);
    const changed = `${proof.slice(0, digit)}${(Number(proof[digit]) + 1) % 10}${proof.slice(digit + 1)}`;
    expect(await verdictOn(officer, changed)).toBe('Proof is not valid');
  }, 60_000);

  it('D4 saves a search as a table with named columns, in which nothing is computed', async () => {
    await officer.page.goto('/audit/seen');
    await found(officer).first().waitFor();
    const rows = await found(officer).count();
    const text = await saved(officer, /^List as CSV/);
    expect(text.startsWith('\uFEFF')).toBe(true);
    const lines = text.slice(1).trim().split('\r\n');
    expect(lines[0]?.split(',')).toEqual(expect.arrayContaining([...columns]));
    expect(lines.length - 1).toBe(rows);
    expect(text).toContain(`"'=HYPERLINK(`);
    expect(text).not.toMatch(/(^|,)"?[=+@-][A-Z]/m);
  }, 60_000);

  it('D4 prints a report that says where it comes from and how to verify it', async () => {
    await officer.page.goto('/audit/seen');
    await found(officer).first().waitFor();
    await officer.page.evaluate('window.print = () => { window.wasPrinted = true; }');
    await officer.page.getByRole('button', { name: 'Print a report' }).click();
    expect(await officer.page.evaluate('window.wasPrinted')).toBe(true);
    await officer.page.emulateMedia({ media: 'print' });
    await officer.page.getByRole('heading', { name: 'Report of accesses' }).waitFor();
    await officer.page
      .getByText(/^Made at Northgate on .* from the log of this hospital/)
      .waitFor();
    await officer.page.getByText(/^How to verify it: .*careledger check FILE/).waitFor();
    expect(await officer.page.getByRole('search').isVisible()).toBe(false);
    await officer.page.emulateMedia({ media: 'screen' });
  }, 60_000);

  it('D4 lists unusual access with the rule that it meets, and opens it', async () => {
    const person = await scene.visitor('northgate');
    await signInByPassword(person, { member: 'northgate', ...outsider });
    await person.page.goto(`/patients/${her.patient}`);
    await person.page.getByText('This patient is not on your list.').waitFor();
    await person.close();
    await officer.page.goto('/audit/unusual');
    const row = officer.page.getByRole('row').filter({ hasText: outsider.name }).first();
    await row.getByText('outside the treating team', { exact: true }).waitFor();
    await row.getByRole('link').click();
    const one = officer.page.getByRole('complementary', { name: 'One access' });
    await one.getByRole('heading', { name: /^Access of / }).waitFor();
  }, 60_000);

  it('D7 lists answers without a receipt, receipts without an answer, and what that means', async () => {
    await officer.page.goto('/audit/receipts');
    await officer.page.getByText('Every answer of this hospital is confirmed.').waitFor();
    await officer.page.getByText('Every receipt of this hospital has its answer.').waitFor();
    const request = her.fill('/audit/seen/:id').split('/').at(-1) ?? '';
    const at = '2026-11-20T10:00:00.000Z';
    await answers(officer, 'receipts', {
      rows: [
        { request, at, member: 'riverside', what: 'answer-without-receipt' },
        { request: 'other', at, member: 'riverside', what: 'receipt-without-answer' },
      ],
    });
    await officer.page.goto('/audit/receipts');
    await officer.page
      .getByText(/^Riverside confirmed an answer at .* that does not stand/)
      .waitFor();
    const missing = officer.page.getByRole('listitem').filter({ hasText: 'has not confirmed' });
    await officer.page.getByText('Often the other hospital was switched off').waitFor();
    await missing.getByRole('link', { name: 'See the access' }).click();
    await officer.page.getByRole('complementary', { name: 'One access' }).waitFor();
    await officer.page.unrouteAll();
  }, 60_000);

  it('J4 checks every store, tells how far it is, and names each', async () => {
    expect(await checksStore(officer)).toBe('Everything is as it was written');
    for (const store of ['Shared ledger', 'Records', 'Accesses and readings', 'Accounts and keys'])
      await officer.page.getByRole('heading', { name: store, exact: true }).waitFor();
    const session = await scene.at.session('northgate', 'privacy-officer');
    const [ended] = rowsOf([await session.call('verify-state', {})]);
    const midway = { state: 'running', log: 'journal', checked: 10, total: 40 };
    await answers(officer, 'verify-state', { ...ended, ...midway });
    await officer.page.goto('/audit/store');
    const progress = officer.page.getByRole('progressbar', {
      name: 'Checking Accesses and readings',
    });
    await progress.waitFor();
    await officer.page.getByText('10 of 40').waitFor();
    await officer.page.unrouteAll();
  }, 90_000);

  it('D4 an auditor reads the same pages and has nothing to answer', async () => {
    const person = await scene.visitor('northgate');
    await signInByPassword(person, { member: 'northgate', ...auditor });
    await person.page.waitForURL('**/audit/seen');
    await found(person).first().waitFor();
    await person.page.goto('/audit/emergency');
    await person.page.getByText('A privacy officer of this hospital answers it.').first().waitFor();
    expect(await person.page.getByRole('button', { name: 'It was justified' }).count()).toBe(0);
    expect(await checksStore(person)).toBe('Everything is as it was written');
    expect([...person.outside, ...person.complaints]).toEqual([]);
    await person.close();
  }, 90_000);
});
