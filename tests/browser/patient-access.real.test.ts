import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium } from './chromium.ts';
import { admits, asks, breaksGlass, nothingShown } from './clinician.ts';
import { addsPart, heldAt, requestsAccess, type Held } from './patient-own.ts';
import { feed, gives, stopsAll, withdraws } from './patient.ts';
import { holdsInWindow, type Person } from './person.ts';
import { openScene, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword } from './sign-in.ts';

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const inWords = (days: number) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(dayIn(days)),
  );
const emergency = 'Found without breath; allergies needed.';

describe.skipIf(!hasChromium())('what a patient permits, in pages', () => {
  let scene: Scene;
  let she: Person;
  let doctor: Person;
  let her: Held;
  let there: Held;
  let chart = '';

  beforeAll(async () => {
    scene = await openScene(82);
    her = await heldAt(scene, 'northgate', 'both');
    there = await heldAt(scene, 'riverside', 'both');
    [she, doctor] = await Promise.all([scene.visitor('northgate'), scene.visitor('riverside')]);
    await she.holds(her.passkey);
    await signInByPasskey(she);
    await signInByPassword(doctor, scene.account('riverside', 'doctor'));
    chart = await admits(doctor, her.who);
  }, 300_000);

  afterAll(async () => {
    for (const person of [she, doctor]) {
      expect(person?.outside, 'nothing leaves this machine').toEqual([]);
      expect(person?.complaints).toEqual([]);
    }
    await scene?.close();
  }, 400_000);

  const isNothingShown = () => doctor.page.getByText(nothingShown).isVisible();
  const deed = () => she.page.getByRole('complementary', { name: 'What you sign' });

  it('C13 denies a request; the asker reads “not answered yet”', async () => {
    await asks(doctor, chart, her.card);
    await requestsAccess(doctor, 'You come on Monday.');
    await she.page.goto('/me');
    await she.page.getByRole('link', { name: 'Read and answer' }).click();
    await she.page.getByText('“You come on Monday.”').waitFor();
    await she.page.getByRole('button', { name: 'Do not allow anything' }).click();
    await she.page.getByText('Nothing is opened.').waitFor();
    await doctor.page.goto('/requests');
    await doctor.page.getByText(/^Request sent .*not answered yet/).waitFor();
    await asks(doctor, chart, her.card);
    expect(await isNothingShown()).toBe(true);
  }, 400_000);

  it('C13 narrows another one: the asker gets what she signed and does not read what she left out', async () => {
    const nurse = await scene.visitor('riverside');
    await signInByPassword(nurse, scene.account('riverside', 'nurse'));
    await nurse.page.goto(chart);
    await asks(nurse, chart, her.card);
    await requestsAccess(nurse, 'For the dressing.', { 'Entries until': dayIn(20) });
    await she.page.goto('/me');
    await she.page.getByRole('link', { name: 'Read and answer' }).click();
    await she.page.getByRole('checkbox', { name: /^Results/ }).uncheck();
    await she.page.getByRole('button', { name: 'Until a date' }).click();
    const until = she.page.getByLabel('Until', { exact: true });
    await until.fill(dayIn(29));
    await until.fill(dayIn(30));
    expect(await until.isVisible(), 'a usual number of days takes no field away').toBe(true);
    await until.fill(dayIn(9));
    await deed()
      .getByText(new RegExp(`entries until ${inWords(20)}.* until ${inWords(9)}\\.`))
      .waitFor();
    await deed()
      .getByRole('button', { name: /Sign with/ })
      .click();
    await she.page.getByText(/Signed by you today at/).waitFor();
    await nurse.page.goto('/requests');
    await nurse.page.getByText(/^Request sent .*ended/).waitFor();
    expect(await nurse.page.getByText(/denied|refused|narrow(ed)? /i).count()).toBe(0);
    await asks(nurse, chart, her.card, ['Results']);
    expect(await nurse.page.getByText(nothingShown).isVisible()).toBe(true);
    await asks(nurse, chart, her.card);
    await nurse.page.getByText(/^Northgate answered: \d+/).waitFor();
    await nurse.close();
  }, 400_000);

  it('C5.1 a permission that is changed begins as it was signed, its window and its end with it', async () => {
    const { page } = she;
    await page.goto('/me/access');
    await page.getByRole('link', { name: 'Change', exact: true }).click();
    await deed()
      .getByText(new RegExp(`entries until ${inWords(20)}.* until ${inWords(8)}\\.`))
      .waitFor();
    expect(await page.getByRole('checkbox', { name: /^Results/ }).isChecked()).toBe(false);
    await page.getByRole('switch', { name: /^Only entries before/ }).uncheck();
    await deed().getByText(', entries until', { exact: true }).waitFor({ state: 'detached' });
    await withdraws(she);
  }, 400_000);

  it('C5.1 signs nothing where the text changed between reading and signing', async () => {
    const { page } = she;
    await page.goto('/me/access/new');
    await page.getByLabel('A person or a hospital').fill('Ellis');
    await page.getByRole('radio', { name: /Dr Emil Ellis/ }).check();
    await deed()
      .getByText(/Dr Emil Ellis/)
      .first()
      .waitFor();
    const elsewhere = await scene.visitor('northgate');
    await elsewhere.holds(her.passkey);
    await signInByPasskey(elsewhere);
    await gives(elsewhere, 'Nurse Fay Frost');
    await deed()
      .getByRole('button', { name: /Sign with/ })
      .click();
    await page.getByText('Not signed.').waitFor();
    await page.goto('/me/access');
    await page
      .getByText(/Nurse Fay Frost/)
      .first()
      .waitFor();
    expect(await page.getByText(/Dr Emil Ellis/).count()).toBe(0);
    await withdraws(elsewhere);
    await elsewhere.close();
  }, 400_000);

  it('R9 does not put the record of somebody else beside hers who is still signed in there', async () => {
    const his = await heldAt(scene, 'riverside', 'his');
    const { page } = she;
    await page.goto('/me');
    await addsPart(she, 'Riverside', his.passkey, holdsInWindow);
    await page.getByText(/What came from Riverside is about somebody with another name/).waitFor();
    expect(await page.getByText('From 2 hospitals').count()).toBe(0);
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Ask again now' }).click();
    const other = await opened;
    await other
      .getByText(new RegExp(`You are signed in at Riverside as .*${his.who.family}`))
      .waitFor();
    await other.getByRole('button', { name: 'I am somebody else' }).click();
    await other.getByRole('button', { name: 'Sign in with a passkey' }).waitFor();
    await other.close();
  }, 400_000);

  it('C10 shows her record over both hospitals in one page, each entry with who keeps it', async () => {
    const { page } = she;
    await page.goto('/me');
    await addsPart(she, 'Riverside', there.passkey, holdsInWindow);
    await page.getByText('From 2 hospitals').waitFor();
    await page.getByText('May be incomplete, like every view of another hospital.').waitFor();
    const story = page.getByRole('region', { name: 'What happened' });
    await story.getByText('Riverside').first().waitFor();
    await story.getByText('Northgate').first().waitFor();
  }, 400_000);

  it('D3 tells on the open page who saw what, in words, for what, with a proof of it', async () => {
    await gives(she, 'Dr Emil Ellis');
    await feed(she);
    const news = she.page.getByText(/^Dr Emil Ellis,.* got your /);
    const before = await news.count();
    await asks(doctor, chart, her.card);
    await news.nth(before).waitFor();
    await she.page.getByRole('link', { name: 'What was seen' }).first().click();
    await she.page.getByRole('heading', { level: 1, name: 'One access' }).waitFor();
    await she.page.getByText('your permission', { exact: true }).waitFor();
    await she.page.getByRole('button', { name: 'Check that nothing was changed' }).click();
    await she.page
      .getByText(/^Proof is valid|^Valid, not yet/)
      .first()
      .waitFor();
  }, 400_000);

  it('C8.2 keeps an emergency access on top until she has answered it: her question reaches the privacy officer', async () => {
    const { password = '' } = scene.account('riverside', 'doctor');
    await breaksGlass(doctor, { chart, card: her.card, words: emergency, password });
    await asks(doctor, chart, her.card);
    const [first = ''] = await feed(she);
    expect(first).toContain('Kept on top until you have answered');
    expect(first).toContain(emergency);
    await she.page.getByRole('button', { name: 'Ask about this' }).click();
    const dialog = she.page.getByRole('dialog', { name: 'Ask about this' });
    await dialog.getByLabel('Your question').fill('Who told them where I was?');
    await dialog.getByRole('button', { name: 'Send' }).click();
    await she.page.getByText('Kept on top until you have answered').waitFor({ state: 'detached' });
    const [newest = ''] = await feed(she);
    expect(newest).not.toContain('Emergency');
    const officer = await scene.visitor('northgate');
    await signInByPassword(officer, scene.account('northgate', 'privacy-officer'));
    await officer.page.goto('/audit/emergency');
    await officer.page.getByText('Who told them where I was?').waitFor();
    await officer.close();
  }, 400_000);

  it('C11 stops all sharing, and opens it again by her passkey alone', async () => {
    await stopsAll(she);
    await asks(doctor, chart, her.card);
    expect(await isNothingShown()).toBe(true);
    await gives(she, 'Dr Emil Ellis');
    await asks(doctor, chart, her.card);
    await doctor.page.getByText(/^Northgate answered/).waitFor();
  }, 400_000);

  it('C11 a stop code at the other hospital’s desk stops it; her next signature opens it with a new code', async () => {
    const { page } = doctor;
    await page.goto('/requests');
    const desk = page.getByRole('region', { name: 'Stop code at the desk' });
    const hospital = desk.getByLabel('Hospital on the card');
    const stop = desk.getByRole('button', { name: 'Stop all sharing' });
    await hospital.getByRole('option', { name: 'Northgate' }).waitFor({ state: 'attached' });
    expect(await hospital.inputValue(), 'no hospital is chosen for the person').toBe('');
    await desk.getByLabel('Stop code').fill(her.stop);
    await stop.click();
    await desk.getByText('Choose the hospital that stands beside the stop code.').waitFor();
    await hospital.selectOption({ label: 'Riverside' });
    await stop.click();
    await desk
      .getByText(/^No patient here has this stop code now\. Nothing was stopped\./)
      .waitFor();
    expect(await desk.getByText(/^Stopped at/).count()).toBe(0);
    await hospital.selectOption({ label: 'Northgate' });
    await stop.click();
    await desk.getByText(/^Stopped at/).waitFor();
    await asks(doctor, chart, her.card);
    expect(await isNothingShown()).toBe(true);
    await gives(she, 'Dr Emil Ellis');
    await asks(doctor, chart, her.card);
    await page.getByText(/^Northgate answered/).waitFor();
    await she.page.goto('/me/card');
    const code = she.page.getByRole('region', { name: 'Stop code' }).locator('.code');
    await code.waitFor();
    expect(await code.innerText()).not.toBe(her.stop);
  }, 400_000);

  it('C10 names a hospital that does not answer', async () => {
    await scene.at.kill('riverside');
    await she.page.goto('/me');
    const opened = she.page.waitForEvent('popup');
    await she.page.getByRole('button', { name: 'Add Riverside’s part' }).click();
    await (await opened).close();
    await she.page.getByText('Riverside did not answer; its part is not shown here.').waitFor();
    // Whom a permission names is then not known, and is asked: never the whole hospital in his stead (C2.1).
    await she.page.goto('/me/access');
    await she.page.getByRole('link', { name: 'Change', exact: true }).first().click();
    await she.page.getByText(/^Whom it names is not in the list now/).waitFor();
    expect(await she.page.getByRole('radio', { name: /Riverside/, checked: true }).count()).toBe(0);
    await deed().getByText('Choose who, and the words that you sign appear here.').waitFor();
    await scene.at.start('riverside');
  }, 400_000);
});
