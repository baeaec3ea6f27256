import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, textIn } from '../../apps/cli/src/rows.ts';
import { initHospital, type OwnHospital } from '../newcomer.ts';
import { addsColleague, presses, standings } from './administrator.ts';
import { hasChromium } from './chromium.ts';
import { admits, asks, nothingShown, type Identity } from './clinician.ts';
import { gives } from './patient.ts';
import { openPerson, type Person } from './person.ts';
import { openScene, passkeyIn, type Scene } from './scene.ts';
import { signInByPasskey, signInByPassword, signInFirst } from './sign-in.ts';

const ida = { member: 'lakeside', role: 'administrator', user: 'ida' } as const;
const password = 'a password of the tests';
const lotte = {
  name: 'Dr Lotte Lund',
  user: 'lund',
  password: 'nine swans under the bridge',
  role: 'doctor',
} as const;
const toJoin = 'To decide: Lakeside asks to join as a hospital';

describe.skipIf(!hasChromium())('a hospital joins, in pages', () => {
  let scene: Scene;
  let lakeside: OwnHospital;
  let northgate: Person;
  let riverside: Person;
  let hers: Person;
  let doctor: Person;
  let identity: Identity;
  const told = { card: '', chart: '' };

  const own = (member: string) => scene.account(member, 'administrator').password ?? '';
  const panel = ({ page }: Person, name: string | RegExp) => page.getByRole('region', { name });
  const membersOf = async (person: Person) => {
    await person.page.getByRole('link', { name: 'Members', exact: true }).first().click();
    return standings(person);
  };

  beforeAll(async () => {
    scene = await openScene(61);
    [northgate, riverside] = await Promise.all([
      scene.visitor('northgate'),
      scene.visitor('riverside'),
    ]);
    await signInByPassword(northgate, scene.account('northgate', 'administrator'));
    await signInByPassword(riverside, scene.account('riverside', 'administrator'));
    identity = await patientOf(scene, told);
  }, 240_000);

  afterAll(async () => {
    await lakeside?.stop();
    await scene?.close();
    for (const person of [northgate, riverside, hers, doctor]) {
      expect(person?.outside, 'nothing leaves this machine').toEqual([]);
      expect(person?.complaints).toEqual([]);
    }
  }, 120_000);

  it('M2 shows its application on the open page, with the five words that the joining command printed', async () => {
    await northgate.page.getByText('Nothing to decide').waitFor();
    lakeside = await initHospital(scene.at.scratch, {
      name: 'Lakeside',
      portBase: (scene.at.consortium.orderer?.port ?? 0) + 3,
      join: scene.originOf('northgate'),
    });
    const application = panel(northgate, /^To decide: Lakeside has applied/);
    await application.waitFor();
    const words = textIn(lakeside.initialised, 'fingerprint');
    expect(words.split(' ')).toHaveLength(5);
    const text = await application.innerText();
    expect(text).toContain(words);
    expect(text).toContain(lakeside.member.origin);
    expect(text).toMatch(/If 2\smembers approve/);
    expect(text).toContain('No record is copied or opened by this.');
  }, 120_000);

  it('M3.2 carries nothing that another member rejects, and says so at both', async () => {
    await lakeside.start();
    await presses(northgate, 'Propose it to the others', {
      password: own('northgate'),
      done: northgate.page.getByText('You have answered. The others decide now.'),
    });
    const proposal = panel(riverside, toJoin);
    await proposal.waitFor();
    expect(await proposal.innerText()).toContain(textIn(lakeside.initialised, 'fingerprint'));
    await presses(riverside, 'Reject', {
      password: own('riverside'),
      done: riverside.page.getByText('Nothing to decide'),
    });
    await panel(northgate, /^To decide: Lakeside has applied/).waitFor();
    for (const person of [northgate, riverside]) {
      await membersOf(person);
      await person.page.getByText('Lakeside: joining, rejected').waitFor();
    }
  }, 240_000);

  it('M3.1 is no member by one approval of two: its own page says what it waits for, and it asks nobody', async () => {
    await presses(northgate, 'Propose it to the others', {
      password: own('northgate'),
      done: northgate.page.getByText('You have answered. The others decide now.'),
    });
    await panel(riverside, toJoin).waitFor();
    expect(await standings(riverside)).toEqual([
      'Northgate hospital Active',
      'Riverside you hospital Active',
    ]);
    hers = await openPerson(scene.browser, lakeside.member.origin);
    await signInByPassword(hers, { ...ida, password });
    await hers.page.getByText('This hospital is not a member yet.').waitFor();
    await hers.page.getByText(/1 of 2 approvals/).waitFor({ timeout: 30_000 });
    const session = await lakeside.session('ida');
    await expect(session.call('ask', { card: told.card })).rejects.toThrow();
  }, 120_000);

  it('M2 is one once the second administrator has approved, on every open page', async () => {
    await presses(riverside, 'Approve', {
      password: own('riverside'),
      done: riverside.page.getByText('Lakeside: joining, approved'),
    });
    for (const person of [northgate, riverside, hers])
      await person.page.getByRole('row', { name: /Lakeside.*Active/ }).waitFor({ timeout: 60_000 });
    await hers.page.getByText('This hospital is not a member yet.').waitFor({ state: 'detached' });
    expect((await membersOf(hers)).join()).toContain('Lakeside you hospital Active');
  }, 120_000);

  it('M2 exchanges: its doctor, whom its first administrator made, sees what a patient permits her', async () => {
    const given = await addsColleague(hers, lotte);
    doctor = await openPerson(scene.browser, lakeside.member.origin);
    await signInFirst(doctor, lotte, given);
    told.chart = await admits(doctor, identity);
    await asks(doctor, told.chart, told.card);
    expect(await doctor.page.getByText(nothingShown).isVisible()).toBe(true);
    const patient = await scene.visitor('northgate');
    const { passkey = '' } = scene.account('northgate', 'patient');
    await patient.holds(passkeyIn(passkey, 'northgate.localhost'));
    await signInByPasskey(patient);
    await gives(patient, lotte.name);
    await patient.close();
    await asks(doctor, told.chart, told.card);
    await doctor.page.getByText(/^Northgate answered: \d+/).waitFor();
  }, 240_000);

  it('M4.3 is given nothing while one member has stopped its own releases, by its own word alone', async () => {
    await membersOf(northgate);
    await northgate.page.getByRole('link', { name: 'Lakeside' }).click();
    await northgate.page.getByRole('button', { name: 'Stop releases' }).click();
    await presses(northgate, 'Yes, stop releases', {
      password: own('northgate'),
      done: northgate.page.getByText('Our releases to Lakeside are stopped.'),
    });
    await asks(doctor, told.chart, told.card);
    expect(await doctor.page.getByText(nothingShown).isVisible()).toBe(true);
    await presses(northgate, 'Release again', {
      password: own('northgate'),
      done: northgate.page.getByRole('button', { name: 'Stop releases' }),
    });
    await asks(doctor, told.chart, told.card);
    await doctor.page.getByText(/^Northgate answered: \d+/).waitFor();
  }, 120_000);

  it('M4.1 exchanges nothing from the moment that two others have suspended it', async () => {
    const ask = northgate.page.getByRole('button', { name: 'Propose to suspend Lakeside' });
    await ask.click();
    await presses(northgate, 'Yes, propose it', {
      password: own('northgate'),
      done: northgate.page.getByText(/^Proposed\./),
    });
    await riverside.page.getByRole('link', { name: 'Members', exact: true }).first().click();
    const decision = panel(riverside, /shall the exchange with Lakeside end/);
    await decision.waitFor();
    expect(await decision.innerText()).toContain('Its own care');
    await membersOf(hers);
    await panel(hers, /shall the exchange with Lakeside end/).waitFor();
    expect(await panel(hers, /shall the exchange/).innerText()).toContain(
      'The other members decide this.',
    );
    await presses(riverside, 'Approve', {
      password: own('riverside'),
      done: riverside.page.getByRole('row', { name: /Lakeside.*Suspended/ }),
    });
    await hers.page.getByText(/^The other members have ended the exchange/).waitFor();
    await doctor.page.getByText('Other hospitals cannot be asked now.').waitFor();
    await doctor.page.goto(`${told.chart}/ask`);
    await doctor.page.getByLabel('Code on the card').fill(told.card);
    await doctor.page.getByRole('button', { name: 'Ask Northgate' }).click();
    await doctor.page.getByText('This is not open to you.').waitFor();
    expect(await doctor.page.getByText(/^Northgate answered/).count()).toBe(0);
  }, 120_000);

  it('M4.2 goes on caring: people sign in and write', async () => {
    const nurse = await openPerson(scene.browser, lakeside.member.origin);
    await signInByPassword(nurse, { member: 'lakeside', ...lotte });
    await nurse.page.goto(told.chart);
    await nurse.page.getByRole('button', { name: 'Note', exact: true }).first().click();
    const dialog = nurse.page.getByRole('dialog');
    await dialog.getByLabel('Note', { exact: true }).fill('Slept well; no pain.');
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await nurse.close();
    await expect
      .poll(async () => (await lakeside.status())['unanchored'], { timeout: 20_000 })
      .toBe(0);
  }, 120_000);

  it('M4.1 exchanges again once the others have lifted it', async () => {
    await northgate.page.getByRole('button', { name: 'Propose to reinstate Lakeside' }).click();
    await presses(northgate, 'Yes, propose it', {
      password: own('northgate'),
      done: northgate.page.getByText(/^Proposed\./),
    });
    await panel(riverside, /shall the exchange with Lakeside begin again/).waitFor();
    await presses(riverside, 'Approve', {
      password: own('riverside'),
      done: riverside.page.getByRole('row', { name: /Lakeside.*Active/ }),
    });
    await hers.page
      .getByText(/^The other members have ended the exchange/)
      .waitFor({ state: 'detached' });
    await expect
      .poll(
        async () => {
          await asks(doctor, told.chart, told.card);
          return doctor.page.getByText(/^Northgate answered: \d+/).count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
  }, 120_000);
});

/** The demonstration's patient of Northgate: who she is, and the code of her card. */
async function patientOf(scene: Scene, told: { card: string }): Promise<Identity> {
  const session = await scene.at.session('northgate', 'doctor');
  const { passkey = '' } = scene.account('northgate', 'patient');
  const patients = rowsOf(await session.call('patients', {}));
  const patient = textIn(
    patients.find((row) => passkey.includes(textIn(row, 'id'))),
    'id',
  );
  told.card = textIn(rowsOf(await session.call('card', { patient }))[0], 'card');
  const read = rowsOf(await session.call('read', { patient }));
  const resource = rowsOf(read.find((row) => row['type'] === 'Patient')?.['resource'])[0];
  const name = rowsOf(resource?.['name'])[0];
  const given = Array.isArray(name?.['given']) ? name['given'].join(' ') : '';
  return {
    family: textIn(name, 'family'),
    given,
    born: textIn(resource, 'birthDate'),
    gender: textIn(resource, 'gender'),
  };
}
