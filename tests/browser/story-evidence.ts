import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { anchored } from '../consortium.ts';
import { fills } from './clinician-chart.ts';
import { checksStore, saved, verdictOn } from './officer.ts';
import type { Cast, Story } from './story.ts';

const waits = /Care goes on; \d+\sentr(y waits|ies wait) to be anchored\./;
const lateMs = { timeout: 60_000 } as const;

/** The ledger away and back, proofs that need no node, and what a changed byte does. */
export function tellEvidenceInPages({ step }: Story): void {
  step('orderer-killed', 'R7.2 care goes on; pages say what waits, to staff', async (cast) => {
    const { administrator, keeper, scene, id } = cast;
    await keeper.page.goto(`/patients/${id}`);
    await keeper.page.getByRole('button', { name: 'Note', exact: true }).waitFor();
    await scene.at.kill('orderer');
    await keeper.page.getByRole('button', { name: 'Note', exact: true }).click();
    await fills(keeper, 'Write a note', { Note: 'Written while the ledger is away.' });
    await keeper.page.getByText('not yet anchored').first().waitFor();
    await keeper.page.getByRole('status').filter({ hasText: waits }).waitFor(lateMs);
    await administrator.page.goto('/admin/health');
    await administrator.page
      .getByText(/entry waits|entries wait/)
      .first()
      .waitFor();
  });
  step('orderer-back', 'R7.2 everything is anchored, once, and no mark stays', async (cast) => {
    const { administrator, keeper, scene } = cast;
    await scene.at.start('orderer');
    await keeper.page
      .getByRole('status')
      .filter({ hasText: /Connected again\. \d+\swaiting entr(y is|ies are) anchored\./ })
      .waitFor(lateMs);
    await anchored(scene.at, 'northgate');
    await keeper.page.getByText('not yet anchored').first().waitFor({ state: 'detached' });
    await administrator.page.getByText('Reachable').waitFor(lateMs);
  });

  step('proofs', 'J3 she proves an entry of her record', async (cast) => {
    const { page } = cast.patient;
    await page.goto('/me');
    await page.getByRole('button', { name: 'Medicines' }).click();
    await page
      .getByRole('link', { name: /^Medicine: Lisinopril/ })
      .first()
      .click();
    await provesOnPage(cast);
  });
  step('proofs', 'J3 she proves an access', async (cast) => {
    const { page } = cast.patient;
    await page.goto('/me/seen');
    await page
      .getByRole('link', { name: /What was seen/ })
      .first()
      .click();
    await provesOnPage(cast);
  });
  step('proofs', 'J3 she proves a reading', async (cast) => {
    await cast.patient.page.goto('/me/readings');
    await provesOnPage(cast);
  });

  step('verify', 'J4 the privacy officer finds the whole store as it was written', async (cast) => {
    expect(await checksStore(cast.officer)).toBe('Everything is as it was written');
  });
  step(
    'tampered',
    'J4.1 one changed byte is named: what, where, since when it matters, what to do',
    async (cast) => {
      const { officer, scene } = cast;
      changeOneByte(join(scene.at.data, 'northgate', 'journal', '00000000.log'));
      expect(await checksStore(officer)).toBe('1 fault found');
      const page = officer.page.getByRole('main');
      await page.getByText(/^Accesses and readings, file 0, entry \d+$/).waitFor();
      await page.getByText(/Its proof no longer holds/).waitFor();
      await page.getByText(/put this store back from the newest backup/).waitFor();
      expect(await page.getByText('Whole', { exact: true }).count()).toBeGreaterThan(2);
      const { code, stderr } = await scene.at.cli('verify');
      expect(code, stderr).toBe(3);
    },
  );
}

/** Checks the proof of the open page in it, saves it, and has `/check` judge it: as it is, and with one digit changed. */
async function provesOnPage({ patient }: Cast): Promise<void> {
  const { page } = patient;
  await page.getByRole('button', { name: 'Check that nothing was changed' }).click();
  await page.getByText('Proof is valid').waitFor();
  const proof = await saved(patient, /^Save proof/);
  expect(Buffer.byteLength(proof)).toBeLessThanOrEqual(3072);
  expect(await verdictOn(patient, proof)).toBe('Proof is valid');
  const digit = proof.search(/[0-9]/);
  const changed = `${proof.slice(0, digit)}${(Number(proof[digit]) + 1) % 10}${proof.slice(digit + 1)}`;
  expect(await verdictOn(patient, changed)).toBe('Proof is not valid');
}

function changeOneByte(path: string): void {
  const file = openSync(path, 'r+');
  const at = Math.floor(fstatSync(file).size / 2);
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.of((byte[0] ?? 0) ^ 0x10), 0, 1, at);
  closeSync(file);
}
