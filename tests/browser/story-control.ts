import { expect } from 'vitest';
import { textIn } from '../../apps/cli/src/rows.ts';
import { anchored } from '../consortium.ts';
import { asks, breaksGlass, nothingShown } from './clinician.ts';
import { reviews } from './officer.ts';
import { feed, gives, stopsAll, withdraws } from './patient.ts';
import { signInByPassword } from './sign-in.ts';
import type { Cast, Story } from './story.ts';

const words = 'Unconscious on arrival; medicines and allergies needed.';
const withinMs = { timeout: 1000 } as const;

/** A monitor at her bed, and one that pretends to be it. */
export function tellMonitoringInPages({ step }: Story): void {
  step('readings', 'T5 readings appear at the open bed, with score and alert', async (cast) => {
    const { keeper, id } = cast;
    await keeper.page.goto(`/patients/${id}/live`);
    await keeper.page.getByText('No monitor has sent a reading for this patient.').waitFor();
    await simulate(cast, '--readings', '120', '--seed', 'story');
    const now = keeper.page.getByRole('region', { name: 'Now' });
    for (const vital of ['Pulse', 'SpO₂', 'Temperature']) await now.getByText(vital).waitFor();
    const alerts = keeper.page.getByRole('region', { name: 'Alerts' });
    await alerts
      .getByText(/high, score \d+/)
      .first()
      .waitFor();
  });
  step('readings', 'T3 she reads them on her own page', async ({ patient }) => {
    await patient.page.goto('/me/readings');
    await patient.page.getByRole('region', { name: 'Pulse' }).waitFor();
    await patient.page.getByRole('region', { name: 'Breaths a minute' }).waitFor();
  });
  step(
    'forged-reading',
    'T2.2 is told at the bed, kept apart, and enters no chart',
    async (cast) => {
      const { keeper, id } = cast;
      await keeper.page.goto(`/patients/${id}/live`);
      await keeper.page.getByRole('region', { name: 'Now' }).waitFor();
      await simulate(cast, '--readings', '3', '--seed', 'forger', '--faults', 'forged=3');
      const alarm = keeper.page.getByRole('alert').filter({
        hasText: 'A reading claims to be from this bed’s monitor but was not signed by it.',
      });
      await alarm.getByText(/3\ssuch readings/).waitFor();
      await alarm.getByRole('link', { name: 'What is kept apart' }).click();
      const apart = keeper.page.getByRole('region', { name: 'Kept apart' });
      const rows = apart.getByRole('row').filter({ hasText: 'not signed by this device' });
      await expect.poll(() => rows.count(), { timeout: 10_000 }).toBe(3);
    },
  );
}

/** What she sees, and that a withdrawal, an emergency and a stop do what they say. */
export function tellControlInPages({ step, beside }: Story): void {
  step('seen', 'D3 she sees refusals and releases, with who and why', async ({ patient }) => {
    const lines = (await feed(patient)).join('\n');
    expect(lines).toContain('Refused: Dr Emil Ellis, Riverside, asked Northgate');
    expect(lines).toMatch(/Dr Emil Ellis, Riverside, got .* from Northgate, as you permitted/);
  });
  step(
    'seen',
    'D3 the next access is on her open page within a second of its commit',
    async (cast) => {
      const { patient, asker, told } = cast;
      await feed(patient);
      const news = patient.page.getByText(/^Dr Emil Ellis.* got /);
      const before = await news.count();
      await asks(asker, told.chart, told.card);
      await expect.poll(() => news.count(), withinMs).toBe(before + 1);
    },
  );

  step(
    'withdraw',
    'C11 what he has open closes within a second of it',
    async ({ patient, asker, told }) => {
      await asker.page.goto(`${told.chart}/ask`);
      const open = asker.page.getByRole('region', { name: 'Northgate', exact: true });
      await open.first().waitFor();
      await withdraws(patient);
      await open.first().waitFor({ state: 'detached', ...withinMs });
    },
  );
  step('ask-withdrawn', 'C4 he is shown nothing more', async ({ asker, told }) => {
    await asks(asker, told.chart, told.card);
    expect(await asker.page.getByText(nothingShown).isVisible()).toBe(true);
  });

  step('break-glass', 'C8.1 C8.2 opens the summary and tells her at once', async (cast) => {
    const { asker, patient, scene, told } = cast;
    const { password = '' } = scene.account('riverside', 'doctor');
    await breaksGlass(asker, { chart: told.chart, card: told.card, words, password });
    const [first = ''] = await feed(patient);
    expect(first).toContain('Emergency access by Dr Emil Ellis');
    expect(first).toContain(words);
  });
  step(
    'break-glass',
    'C8.3 a privacy officer reviews it, and she reads the answer',
    async (cast) => {
      const { officer, patient, scene } = cast;
      await signInByPassword(officer, scene.account('northgate', 'privacy-officer'));
      await reviews(officer, 'She was brought in by ambulance; the summary was needed.');
      expect((await feed(patient)).join('\n')).toContain('it was justified');
    },
  );

  step(
    'stop',
    'C11 her stop code, shown at a desk of Riverside, ends what she gave again',
    async (cast) => {
      const { asker, patient, told } = cast;
      await gives(patient, 'Dr Emil Ellis');
      await asks(asker, told.chart, told.card);
      await asker.page.getByText(/^Northgate answered/).waitFor();
      await asker.page.goto('/requests');
      const desk = asker.page.getByRole('region', { name: 'Stop code at the desk' });
      await desk.getByLabel('Hospital on the card').selectOption('Northgate');
      await desk
        .getByLabel('Stop code')
        .fill(`${told.stop.slice(0, -1)}${told.stop.endsWith('2') ? '3' : '2'}`);
      await desk.getByRole('button', { name: 'Stop all sharing' }).click();
      await desk.getByText('A character is wrong or missing. Nothing was stopped.').waitFor();
      await desk.getByLabel('Stop code').fill(told.stop);
      await desk.getByRole('button', { name: 'Stop all sharing' }).click();
      await desk.getByText(/^Stopped at .* Northgate passes on nothing more/).waitFor();
      await asks(asker, told.chart, told.card);
      expect(await asker.page.getByText(nothingShown).isVisible()).toBe(true);
    },
  );
  beside('C11 only she opens again, gets a new stop code, and stops by herself', async (cast) => {
    const { asker, patient, told } = cast;
    await gives(patient, 'Dr Emil Ellis');
    await patient.page.goto('/me/card');
    await patient.page.getByText('Stop code').first().waitFor();
    expect(await patient.page.getByRole('main').innerText()).not.toContain(told.stop);
    await asks(asker, told.chart, told.card);
    await asker.page.getByText(/^Northgate answered/).waitFor();
    await stopsAll(patient);
    await asks(asker, told.chart, told.card);
    expect(await asker.page.getByText(nothingShown).isVisible()).toBe(true);
  });
}

/** A simulated monitor, as `careledger simulate` runs it. */
async function simulate({ scene, id }: Cast, ...flags: string[]): Promise<void> {
  const { code, rows, stderr } = await scene.at.cli('simulate', '--patient', id, ...flags);
  expect(code, stderr).toBe(0);
  expect(textIn(rows[0], 'figure')).toBe('readings acknowledged');
  await anchored(scene.at, 'northgate');
}
