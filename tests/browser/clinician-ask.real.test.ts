import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCode } from '../../packages/care/src/enrol/code.ts';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { anchored, until } from '../consortium.ts';
import { hasChromium, openChromium } from './chromium.ts';
import { admits, asks, nothingShown } from './clinician.ts';
import { demonstrationPatient, type KnownPatient } from './clinician-patient.ts';
import { fills, pressesIn } from './clinician-chart.ts';
import { gives, withdraws } from './patient.ts';
import { openPerson, type Person } from './person.ts';
import { openScene, passkeyIn, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

describe.skipIf(!hasChromium())('asking another hospital', () => {
  let scene: Scene;
  let doctor: Person;
  let patient: Person;
  let hers: KnownPatient;
  let chart = '';
  let another = '';

  beforeAll(async () => {
    scene = await openScene(82);
    hers = await demonstrationPatient(scene);
    [doctor, patient] = await Promise.all([scene.visitor('riverside'), scene.visitor('northgate')]);
    await patient.holds(passkeyIn(hers.passkey, 'northgate.localhost'));
    await signInByPasskey(patient);
    await signInByPassword(doctor, scene.account('riverside', 'doctor'));
    chart = await admits(doctor, hers);
    const session = await scene.at.session('riverside', 'doctor');
    await session.fhir('POST', 'Encounter', {
      resourceType: 'Encounter',
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
      type: [{ text: 'Heart clinic' }],
      subject: { reference: `Patient${chart.replace('/patients', '')}` },
      period: { start: '2026-11-20T09:00:00Z' },
    });
  }, 300_000);

  afterAll(async () => {
    for (const person of [doctor, patient]) {
      expect(person?.outside).toEqual([]);
      expect(person?.complaints).toEqual([]);
    }
    await scene?.close();
  }, 240_000);

  it('C12.2 finds a mistyped code and sends nothing', async () => {
    const sent: string[] = [];
    doctor.page.on('request', (request) => sent.push(new URL(request.url()).pathname));
    await doctor.page.goto(`${chart}/ask`);
    const code = doctor.page.getByLabel('Code on the card');
    const wrong = hers.card.at(-1) === '7' ? '8' : '7';
    await code.fill(`${hers.card.slice(0, -1)}${wrong}`);
    await code.blur();
    await doctor.page.getByText('This is not a card as printed').waitFor();
    expect(await doctor.page.getByRole('button', { name: 'Ask', exact: true }).isDisabled()).toBe(
      true,
    );
    await code.fill(hers.card);
    await doctor.page.getByRole('button', { name: 'Ask Northgate', disabled: false }).waitFor();
    expect(sent.filter((path) => path.endsWith('/ask') && path.startsWith('/api'))).toEqual([]);
  }, 240_000);

  it('reads the card from a picture of its square, and says where there is none', async () => {
    const picture = await squareOf(scene, hers);
    await doctor.page.goto(`${chart}/ask`);
    const file = doctor.page.getByLabel('From a file');
    await file.setInputFiles({
      name: 'wall.png',
      mimeType: 'image/png',
      buffer: await doctor.page.getByRole('heading', { level: 1 }).screenshot(),
    });
    await doctor.page.getByText('No card was found in this file.').waitFor();
    await file.setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: picture });
    await doctor.page.getByText(/Northgate\. Card read at/).waitFor();
    await doctor.page.getByRole('button', { name: 'Ask Northgate', disabled: false }).waitFor();
  }, 240_000);

  it('reads the card by camera', async () => {
    const film = join(scene.at.scratch, 'card.mjpeg');
    writeFileSync(film, await squareOf(scene, hers, 'jpeg'));
    const browser = await openChromium([
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ]);
    await scans(browser, scene, chart).finally(async () => browser.close());
  }, 240_000);

  it('C12.2 answers a refusal, an unknown card and an empty record in the same words and height', async () => {
    const seen: unknown[] = [];
    for (const card of [hers.card, `NORTHGATE:${newCode(24)}`]) {
      await asks(doctor, chart, card);
      seen.push(await answerOf(doctor));
    }
    await gives(patient, 'Dr Emil Ellis');
    await asks(doctor, chart, hers.card, ['X-rays and scans']);
    seen.push(await answerOf(doctor));
    expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
  }, 240_000);

  it('C14 names the event here, and tells the other hospital’s entries apart, as of their time', async () => {
    await doctor.page.goto(`${chart}/ask`);
    expect(await doctor.page.getByRole('radio', { name: /Heart clinic/ }).isChecked()).toBe(true);
    const sent = doctor.page.waitForRequest((request) => request.url().endsWith('/api/v1/ask'));
    await asks(doctor, chart, hers.card);
    expect((await sent).postData()).toContain('"event"');
    const copy = doctor.page.getByRole('region', { name: 'Northgate', exact: true });
    expect(await copy.innerText()).toMatch(/as of .*May be incomplete, like every view/s);
    await doctor.page.goto(chart);
    const row = doctor.page.getByRole('row').filter({ hasText: 'lisinopril' });
    await row.filter({ hasText: /Northgate.*as of/ }).waitFor();
  }, 240_000);

  it('marks what is superseded since', async () => {
    const session = await scene.at.session('northgate', 'doctor');
    const row = rowsOf(await session.call('read', { patient: hers.id })).find(
      (each) => each['type'] === 'MedicationRequest' && JSON.stringify(each).includes('isinopril'),
    );
    const [resource] = rowsOf(row?.['resource']);
    await session.call('amend', {
      id: `MedicationRequest/${textIn(row, 'id')}`,
      version: '1',
      resource: {
        resourceType: 'MedicationRequest',
        ...resource,
        status: 'active',
        note: [{ text: 'Evenings.' }],
      },
    });
    await anchored(scene.at, 'northgate');
    await asks(doctor, chart, hers.card);
    await doctor.page.getByText('superseded').first().waitFor();
  }, 240_000);

  it('X21 sets medicines and allergies side by side, marks doubles, and files one into the own chart', async () => {
    await doctor.page.goto(chart);
    await pressesIn(doctor, 'Medicines now', 'Prescribe');
    const prescribing = doctor.page.getByRole('dialog', { name: 'Prescribe' });
    await prescribing.getByLabel('Medicine', { exact: true }).fill('simvastatin 20 mg oral tablet');
    await prescribing.getByText(/Already taken: atorvastatin \(Northgate\)/).waitFor();
    await prescribing.getByLabel('Why all the same').fill('Instead of the other.');
    await prescribing.getByRole('button', { name: 'Prescribe all the same' }).click();
    await pressesIn(doctor, 'Allergies', 'Add');
    await fills(doctor, 'Record an allergy', { 'To what': 'Penicillin' });
    await doctor.page.goto(`${chart}/medicines`);
    const medicines = doctor.page.getByRole('region', { name: 'Medicines side by side' });
    const doubled = medicines.getByRole('row').filter({ hasText: 'simvastatin' });
    expect(await doubled.innerText()).toMatch(/atorvastatin[\s\S]*both are statins/);
    const allergies = doctor.page.getByRole('region', { name: 'Allergies side by side' });
    expect(await allergies.getByRole('row').filter({ hasText: 'Penicillin' }).innerText()).toMatch(
      /the same|differs/,
    );
    const theirs = medicines.getByRole('row').filter({ hasText: 'metformin' });
    await theirs.getByRole('button', { name: 'File into our chart' }).click();
    await expect
      .poll(() => theirs.innerText().catch(() => ''), { timeout: 10_000 })
      .not.toContain('only at Northgate');
  }, 240_000);

  it('R9 shows nothing of another person', async () => {
    another = await admits(doctor, { ...hers, born: '1950-01-02' });
    await doctor.page.goto(`${another}/ask`);
    await doctor.page.getByLabel('Code on the card').fill(hers.card);
    await doctor.page.getByRole('button', { name: 'Ask Northgate' }).click();
    await doctor.page.getByText('Not shown: this may be another person.').waitFor();
    expect(await doctor.page.getByRole('region', { name: 'Northgate', exact: true }).count()).toBe(
      0,
    );
  }, 240_000);

  it('C11 empties the open chart of what her permission showed, and says so of no other patient; what was filed stays', async () => {
    const [hersToo, others] = await Promise.all(
      [chart, another].map(async (address) => {
        const page = await doctor.page.context().newPage();
        await page.goto(`${address}/ask`);
        await page.getByLabel('Code on the card').waitFor();
        return page;
      }),
    );
    await doctor.page.goto(chart);
    const row = (name: string) => doctor.page.getByRole('row').filter({ hasText: name });
    await row('lisinopril').waitFor();
    await withdraws(patient);
    await row('lisinopril').waitFor({ state: 'detached', timeout: 1000 });
    expect(await row('metformin').innerText()).toContain('Riverside');
    const ended = 'The patient’s permission at Northgate has ended.';
    await hersToo?.getByText(ended).waitFor();
    expect(await others?.getByText(ended).count()).toBe(0);
    await Promise.all([hersToo?.close(), others?.close()]);
  }, 240_000);

  it('C13 requests access; denied and not yet seen read the same', async () => {
    await asks(doctor, chart, hers.card);
    await doctor.page.getByRole('button', { name: 'Request access…' }).click();
    const form = doctor.page.getByRole('form', { name: 'Request access' });
    await form.getByLabel('Why you need it, for the patient to read').fill('Before your clinic.');
    await form.getByLabel('Access for how many days').fill('none');
    await form.getByRole('button', { name: 'Send the request' }).click();
    await form.getByText('Write whole days').waitFor();
    await form.getByLabel('Access for how many days').fill('14');
    await form.getByRole('button', { name: 'Send the request' }).click();
    const sentence = doctor.page.getByText(/^Request sent .*, not answered yet\./);
    await sentence.first().waitFor();
    await doctor.page.goto('/requests');
    const before = await sentence.first().innerText();
    await patient.page.goto('/me');
    await patient.page
      .getByRole('link', { name: /^Read and answer/ })
      .first()
      .click();
    await patient.page.getByRole('button', { name: 'Do not allow anything' }).first().click();
    await patient.page.getByText('Nothing is opened.').first().waitFor();
    await doctor.page.reload();
    expect(await sentence.first().innerText()).toBe(before);
  }, 240_000);

  it('C10 names the hospital that does not answer', async () => {
    await scene.at.halt('northgate');
    await doctor.page.goto(`${chart}/ask`);
    await doctor.page.getByLabel('Code on the card').fill(hers.card);
    await doctor.page.getByRole('button', { name: 'Ask Northgate' }).click();
    await doctor.page.getByText('Northgate did not answer.').waitFor({ timeout: 30_000 });
    await scene.at.start('northgate');
    const again = doctor.page.getByRole('button', { name: 'Ask again' });
    const isAnswered = await until(async () => {
      if (await again.isVisible()) await again.click();
      return doctor.page.getByText(nothingShown).isVisible();
    }, 60_000);
    expect(isAnswered).toBe(true);
  }, 240_000);
});

/** A photograph of the square on her card, as Northgate's page prints it; as a JPEG with the page around it. */
async function squareOf(
  scene: Scene,
  { id }: KnownPatient,
  type: 'jpeg' | 'png' = 'png',
): Promise<Buffer> {
  const desk = await scene.visitor('northgate', { width: 640, height: 480 });
  await signInByPassword(desk, scene.account('northgate', 'doctor'));
  await desk.page.goto(`/patients/${id}/card`);
  await desk.page.getByRole('button', { name: 'Show the card' }).click();
  const square = desk.page.getByRole('img', { name: /card/i });
  await square.scrollIntoViewIfNeeded();
  const picture = type === 'png' ? await square.screenshot() : await desk.page.screenshot({ type });
  await desk.close();
  return picture;
}

async function scans(browser: Browser, scene: Scene, chart: string): Promise<void> {
  const person = await openPerson(browser, scene.originOf('riverside'));
  await signInByPassword(person, scene.account('riverside', 'doctor'));
  await person.page.goto(`${chart}/ask`);
  await person.page.getByRole('button', { name: 'Scan' }).click();
  await person.page.getByText(/Northgate\. Card read at/).waitFor();
  await person.page.getByRole('button', { name: 'Ask Northgate', disabled: false }).waitFor();
  expect(person.complaints).toEqual([]);
}

/** What a person perceives of the answer: its words and its height. */
async function answerOf({ page }: Person): Promise<unknown> {
  const notice = page.getByRole('status').filter({ hasText: nothingShown });
  const { height } = (await notice.boundingBox()) ?? { height: 0 };
  return { height, words: await notice.innerText() };
}
