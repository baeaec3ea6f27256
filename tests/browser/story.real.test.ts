import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepNames } from '../../apps/cli/src/demo/step-names.ts';
import { resetsPassword, suspends } from './administrator.ts';
import { hasChromium } from './chromium.ts';
import { signInByPassword } from './sign-in.ts';
import { tellControlInPages, tellMonitoringInPages } from './story-control.ts';
import { tellEvidenceInPages } from './story-evidence.ts';
import { colleague, tellExchangeInPages } from './story-exchange.ts';
import { createStory } from './story.ts';

describe.skipIf(!hasChromium())('the story of the demonstration, in pages', () => {
  const story = createStory();

  beforeAll(() => story.open(71), 240_000);
  afterAll(() => story.close(), 60_000);

  tellExchangeInPages(story);
  tellMonitoringInPages(story);
  tellControlInPages(story);

  story.beside(
    'I8.3 a nurse is given a password that is shown once and counts once',
    async (cast) => {
      const { administrator, scene } = cast;
      const { password = '' } = scene.account('northgate', 'administrator');
      const given = await resetsPassword(administrator, 'Nurse Ben Bell', password);
      const nurse = await scene.visitor('northgate');
      const { user } = scene.account('northgate', 'nurse');
      await nurse.page.goto('/sign-in');
      await nurse.page.getByLabel('Staff number or e-mail').fill(user);
      await nurse.page.getByLabel('Password', { exact: true }).fill(given);
      await nurse.page.getByRole('button', { name: 'Sign in with password' }).click();
      await nurse.page.getByLabel('Choose a new password').fill('four boats in the harbour');
      await nurse.page.getByRole('button', { name: 'Sign in with password' }).click();
      await nurse.page.waitForURL(/\/(patients|ward)/);
      await nurse.close();
    },
  );

  story.beside('I4 what a member of staff may do ends when she is suspended', async (cast) => {
    const { administrator, scene } = cast;
    const hers = await scene.visitor('northgate');
    await signInByPassword(hers, { member: 'northgate', ...colleague });
    await suspends(administrator, colleague.name);
    await hers.page.goto('/admin/members');
    await hers.page.getByRole('button', { name: 'Sign in with password' }).waitFor();
    await hers.close();
  });

  tellEvidenceInPages(story);

  it('walks every step that the demonstration tells, in its order', () => {
    expect(story.steps).toEqual(stepNames);
  });
});
