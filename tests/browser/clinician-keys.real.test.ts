import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressesOf } from './addresses.ts';
import { hasChromium } from './chromium.ts';
import type { Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPassword } from './sign-in.ts';

describe.skipIf(!hasChromium())('a clinician’s keys', () => {
  let scene: Scene;
  let doctor: Person;
  let chart = '';

  beforeAll(async () => {
    scene = await openScene(85);
    chart = `/patients/${(await addressesOf(scene)).patient}`;
    doctor = await scene.visitor('northgate');
    await signInByPassword(doctor, scene.account('northgate', 'doctor'));
  }, 300_000);

  beforeEach(async () => {
    await doctor.page.goto(chart);
    await doctor.page.getByRole('heading', { name: 'Allergies' }).waitFor();
  });

  afterAll(async () => {
    expect(doctor?.complaints).toEqual([]);
    await scene?.close();
  }, 240_000);

  const presses = (...keys: string[]) =>
    keys.reduce(async (before, key) => {
      await before;
      await doctor.page.keyboard.press(key);
    }, Promise.resolve());
  /** One press is enough, also while the next page is still loading. */
  const comesBy = async (key: string, path: string) => {
    await doctor.page.keyboard.press(key);
    await doctor.page.waitForURL((url) => url.pathname === path);
  };

  it('chooses a tab by its figure, and goes back to the page above by Escape', async () => {
    const tabs = ['timeline', 'results', 'medicines', 'documents', 'live', 'seen'];
    for (const [index, tab] of tabs.entries()) {
      await comesBy(String(index + 2), `${chart}/${tab}`);
    }
    await comesBy('1', chart);
    await comesBy('3', `${chart}/results`);
    await comesBy('Escape', chart);
    await comesBy('Escape', '/patients');
  }, 240_000);

  it('opens the note, the question to another hospital and emergency access', async () => {
    await presses('n');
    const note = doctor.page.getByRole('dialog', { name: 'Write a note' });
    await note.waitFor();
    await doctor.page.keyboard.type('1 o n');
    expect(await note.getByLabel('Note', { exact: true }).inputValue()).toBe('1 o n');
    await presses('Escape');
    await note.waitFor({ state: 'detached' });
    expect(new URL(doctor.page.url()).pathname).toBe(chart);
    await comesBy('o', `${chart}/ask`);
    await comesBy('Shift+B', `${chart}/emergency`);
  }, 240_000);

  it('moves between rows by j and k, and Enter opens the row', async () => {
    await presses('j', 'j', 'k', 'k', 'k', 'Enter');
    await doctor.page.getByRole('dialog', { name: 'Penicillin' }).waitFor();
    await presses('2', 'Escape');
    expect(new URL(doctor.page.url()).pathname).toBe(chart);
    await presses('g');
    await comesBy('p', '/patients');
    await doctor.page.getByRole('row').nth(1).waitFor();
    await presses('j', 'Enter');
    await doctor.page.waitForURL(/\/patients\/[^/]+$/);
    await presses('g', 'w');
    await doctor.page.waitForURL(/\/ward$/);
  }, 240_000);

  it('lists all keys at ?', async () => {
    await presses('Shift+?');
    const list = doctor.page.getByRole('dialog', { name: /keys/i });
    await list.waitFor();
    for (const key of ['g w', 'j k', 'Enter', '1–7', 'n', 'o', 'Shift+B', '/'])
      await list.getByRole('rowheader', { name: key, exact: true }).waitFor();
  }, 240_000);

  it('WCAG 2.1.4 has its single letters switched off by whoever wants', async () => {
    await doctor.page.getByRole('button', { name: 'Settings' }).click();
    await doctor.page.getByRole('switch', { name: /letter/i }).click();
    await doctor.page.getByRole('heading', { name: 'Allergies' }).click();
    await doctor.page.getByRole('dialog').waitFor({ state: 'detached' });
    await presses('3', 'n', 'Shift+?');
    expect(await doctor.page.getByRole('dialog').count()).toBe(0);
    expect(new URL(doctor.page.url()).pathname).toBe(chart);
  }, 240_000);
});
