import { expect } from 'vitest';
import { anchored } from '../consortium.ts';
import {
  activeMembers,
  addsColleague,
  beginsEnrolment,
  confirmsEnrolment,
  printedCard,
} from './administrator.ts';
import { fills, opens } from './clinician-chart.ts';
import { admits, asks, nothingShown } from './clinician.ts';
import { feed, gives } from './patient.ts';
import { signInByPasskey, signInByPassword, signInFirst } from './sign-in.ts';
import type { Story } from './story.ts';

/** Who works beside the administrator, so that two enrol. */
export const colleague = {
  name: 'Iris Ibsen',
  user: 'ibsen',
  password: 'seven lanterns at the coast',
  role: 'administrator',
} as const;

const atNight = 'Two tablets at night';

/** From the founding to an amended entry that the other hospital is shown. */
export function tellExchangeInPages({ step }: Story): void {
  step(
    'found',
    'M2 the administrator sees two active members',
    async ({ administrator, scene }) => {
      await signInByPassword(administrator, scene.account('northgate', 'administrator'));
      expect(await activeMembers(administrator)).toEqual(['Northgate', 'Riverside']);
    },
  );

  step('admit', 'I10 her chart is open at once, without card or ledger', async (cast) => {
    const { keeper, scene, id, identity } = cast;
    await signInByPassword(keeper, scene.account('northgate', 'doctor'));
    await keeper.page.goto(`/patients/${id}`);
    const name = `${identity.family.toUpperCase()}, ${identity.given}`;
    await keeper.page.getByRole('heading', { level: 1, name }).waitFor();
    const problems = keeper.page.getByRole('region', { name: 'Problems' });
    await problems.getByRole('button', { name: 'Hyperlipidemia' }).waitFor();
  });

  step(
    'contribute',
    'C5.4 two staff enrol her at two machines, her passkey registered, her card printed',
    async ({ administrator, patient, scene, identity, told }) => {
      const given = await addsColleague(administrator, colleague);
      const digits = await beginsEnrolment(administrator, identity.family);
      const second = await scene.visitor('northgate');
      await signInFirst(second, colleague, given);
      await confirmsEnrolment(second, digits);
      await second.close();
      const { card, stop } = await printedCard(administrator);
      expect(card).toMatch(/^NORTHGATE:[0-9A-Z-]+$/i);
      Object.assign(told, { card, stop });
      for (const passkey of await administrator.passkeys()) await patient.holds(passkey);
      await anchored(scene.at, 'northgate');
    },
  );
  step('contribute', 'C2.2 every entry is anchored, and none is marked', async (cast) => {
    const { administrator, keeper, id } = cast;
    await administrator.page.goto('/admin/health');
    await administrator.page.getByText('Nothing waits to be anchored.').waitFor();
    await keeper.page.goto(`/patients/${id}/timeline`);
    await keeper.page.getByRole('button', { name: 'Hyperlipidemia' }).waitFor();
    expect(await keeper.page.getByText('not yet anchored').count()).toBe(0);
  });

  step('ask-refused', 'C4 the other doctor is shown nothing', async (cast) => {
    const { asker, scene, identity, told } = cast;
    await signInByPassword(asker, scene.account('riverside', 'doctor'));
    told.chart = await admits(asker, identity);
    await asks(asker, told.chart, told.card);
    expect(await asker.page.getByText(nothingShown).isVisible()).toBe(true);
  });
  step(
    'ask-refused',
    'D3 I8 she signs in by her passkey and reads of the refusal',
    async (cast) => {
      await signInByPasskey(cast.patient);
      const [first = ''] = await feed(cast.patient);
      expect(first).toMatch(/^Refused: .*Riverside, asked Northgate/);
      expect(first).toContain('Nothing was shown.');
    },
  );

  step('grant', 'C5 she signs by her passkey what she reads', async ({ patient }) => {
    await gives(patient, 'Dr Emil Ellis');
  });
  step('ask-granted', 'C5 he is shown what she signed', async ({ asker, told }) => {
    await asks(asker, told.chart, told.card);
    expect(await asker.page.getByText(/^Northgate answered: \d+/).isVisible()).toBe(true);
  });
  step(
    'ask-outside',
    'C3 he is shown nothing of what she left out, in the same words',
    async (cast) => {
      const { asker, told } = cast;
      await asks(asker, told.chart, told.card, ['X-rays and scans']);
      expect(await asker.page.getByText(nothingShown).isVisible()).toBe(true);
    },
  );

  step(
    'amend',
    'R3.1 her doctor changes a prescription; both versions can be read',
    async (cast) => {
      const { keeper, scene, id } = cast;
      await keeper.page.goto(`/patients/${id}`);
      const entry = await opens(keeper, 'Medicines now', 'lisinopril');
      await entry.getByRole('button', { name: 'Change' }).click();
      await fills(keeper, 'Change this entry', { Instruction: atNight });
      await keeper.page.getByRole('cell', { name: atNight }).waitFor();
      const again = await opens(keeper, 'Medicines now', 'lisinopril');
      await expect.poll(() => again.getByRole('listitem').count(), { timeout: 10_000 }).toBe(2);
      await again.getByRole('listitem').nth(1).getByText('Version 1').click();
      await anchored(scene.at, 'northgate');
    },
  );
  step('amend', 'R2.2 the next answer is the new version, also on her own page', async (cast) => {
    const { asker, patient, told } = cast;
    await asks(asker, told.chart, told.card);
    await asker.page.goto(`${told.chart}/medicines`);
    const row = asker.page.getByRole('row').filter({ hasText: atNight });
    await row.getByText('Northgate').first().waitFor();
    await patient.page.goto('/me');
    await patient.page.getByRole('button', { name: 'Medicines' }).click();
    const line = patient.page.getByRole('listitem').filter({ hasText: atNight });
    await line.getByRole('link').first().click();
    await patient.page.getByRole('definition').filter({ hasText: /^2$/ }).waitFor();
  });
}
