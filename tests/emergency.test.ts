import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NodeClient } from '@careledger/protocol';
import { patientSession } from '../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { ordererName } from '../apps/cli/src/supervise.ts';
import {
  admitAndEnrol,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { outcomeOf } from './outcome.ts';

let at: TestConsortium;
let her: TestPatient;
let doctor: NodeClient;

const password = async (member: string, role: string): Promise<string> => {
  const { rows } = await at.cli('people');
  const found = rows.find((row) => row['member'] === member && row['role'] === role);
  return textIn(found, 'password');
};

async function breakGlass(more: object = {}): Promise<Record<string, unknown>> {
  return outcomeOf(
    doctor.call('break-glass', {
      card: her.card,
      reason: 'UNCONSCIOUS',
      text: 'No answer to voice; allergies unknown.',
      password: await password('riverside', 'doctor'),
      ...more,
    }),
  );
}

const disclosures = async (): Promise<Record<string, unknown>[]> =>
  rowsOf(await (await at.session('northgate', 'doctor')).call('disclosures', { patient: her.id }));
const ofRequest = async (request: unknown) =>
  (await disclosures()).filter((row) => row['request'] === request);
const sexes = ['male', 'female', 'other'] as const;
const sexOf = (given: string): (typeof sexes)[number] | 'unknown' =>
  sexes.find((sex) => sex === given) ?? 'unknown';
const officer = (member: string) => at.session(member, 'privacy-officer');

beforeAll(async () => {
  at = await startConsortium({ number: 11 });
  her = await admitAndEnrol(at, { index: 0 });
  doctor = await at.session('riverside', 'doctor');
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('an emergency while the ledger is away', () => {
  it('D2 C8.1 opens the summary, is in the disclosures at once without a transaction, and is recorded later as it was taken, once', async () => {
    await at.kill(ordererName);
    const shown = await breakGlass();
    expect(shown).toMatchObject({ available: true, tx: null });
    const resources = rowsOf(shown['resources']);
    expect(resources.length).toBeGreaterThan(0);
    expect(resources.every((row) => row['damaged'] !== true)).toBe(true);
    const { request } = shown;
    expect(await ofRequest(request)).toMatchObject([
      { outcome: 'granted', because: 'emergency', tx: null, count: 1 },
    ]);

    const ordinary = await outcomeOf(doctor.call('ask', { card: her.card }));
    expect(ordinary, 'an ordinary question waits for the ledger').toEqual({ code: 'unreachable' });
    const said = await at.cli('ask', her.card, '--at', 'riverside');
    expect(said.code).toBe(5);
    expect(said.stderr).toMatch(/exchange is paused/);

    await at.start(ordererName);
    const anchoredRow = async () => (await ofRequest(request))[0];
    expect(await until(async () => textIn(await anchoredRow(), 'tx').length === 64, 30_000)).toBe(
      true,
    );
    const [anchored, ...more] = await ofRequest(request);
    expect(more).toEqual([]);
    expect(anchored).toMatchObject({ outcome: 'granted', because: 'emergency' });
    expect(rowsOf(anchored?.['resources']).length).toBe(resources.length);

    const proof = await (
      await at.session('northgate', 'doctor')
    ).call('prove', {
      id: String(request),
    });
    expect(JSON.stringify(proof)).toContain(textIn(anchored, 'tx'));
    const incidents = rowsOf(await (await officer('riverside')).call('incidents', {}));
    expect(JSON.stringify(incidents)).not.toContain('taken-decision-differs');
  }, 120_000);

  it('D2 E8.4 works as well where the custodian was started again meanwhile, and is recorded once the ledger is back', async () => {
    await at.kill(ordererName);
    await at.kill('northgate');
    await at.start('northgate');
    const shown = await breakGlass();
    expect(shown).toMatchObject({ available: true, tx: null });
    await at.start(ordererName);
    const isRecorded = async () =>
      textIn((await ofRequest(shown['request']))[0], 'tx').length === 64;
    expect(await until(isRecorded, 60_000)).toBe(true);
    expect(await ofRequest(shown['request'])).toHaveLength(1);
  }, 150_000);

  it('D7 the receipt of an emergency without ledger matches its answer once both stand on the ledger', async () => {
    const request = (await disclosures()).find((row) => row['because'] === 'emergency')?.[
      'request'
    ];
    expect(
      await until(
        async () => textIn((await ofRequest(request))[0], 'receipt') === 'received',
        20_000,
      ),
    ).toBe(true);
  }, 60_000);
});

describe('who is told of an emergency', () => {
  it('C8.2 C8.3 both privacy officers have it to review within 7 days, and one judgement closes each', async () => {
    const shown = await breakGlass();
    expect(textIn(shown, 'tx')).toMatch(/^[0-9a-f]{64}$/);
    for (const [member, side] of [
      ['northgate', 'custodian'],
      ['riverside', 'requester'],
    ] as const) {
      const privacy = await officer(member);
      const find = async () =>
        rowsOf(await privacy.call('reviews', {})).find((row) => row['id'] === shown['request']);
      const row = await find();
      expect(row).toMatchObject({ side, state: 'open', text: expect.stringContaining('voice') });
      expect(Date.parse(textIn(row, 'due')) - Date.parse(textIn(row, 'at'))).toBe(7 * 86_400_000);
      const notices = rowsOf(await privacy.call('emergency-notices', {}));
      expect(notices.map((notice) => notice['id'])).toContain(shown['request']);
      const id = String(shown['request']);
      const judged = await privacy.call('review', {
        id,
        outcome: 'justified',
        text: 'Called him.',
      });
      expect(rowsOf(judged)[0]).toMatchObject({ state: 'justified' });
      const again = privacy.call('review', { id, outcome: 'not-justified', text: 'Again.' });
      expect(await outcomeOf(again)).toEqual({ code: 'conflict' });
    }
    const byDoctor = doctor.call('reviews', {});
    expect(await outcomeOf(byDoctor)).toEqual({ code: 'forbidden' });
  }, 60_000);

  it('C8.2 D3 with a recorded safeguarding delay the hospital is told at once and the patient not before its end', async () => {
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    const shown = await breakGlass({
      delay: { until: day, reason: 'Told now, he may be harmed.' },
    });
    expect(shown['available']).toBe(true);
    expect(await ofRequest(shown['request']), 'the hospital sees it').toHaveLength(1);
    const review = rowsOf(await (await officer('northgate')).call('reviews', {})).find(
      (row) => row['id'] === shown['request'],
    );
    expect(review).toMatchObject({
      delayReason: 'Told now, he may be harmed.',
      delayedUntil: `${day}T00:00:00.000Z`,
    });
    const patient = await patientSession({ data: at.data, at: 'northgate' }, her.passkey);
    const hers = rowsOf(await patient.call('disclosures', {}));
    expect(hers.length, 'she sees the others').toBeGreaterThan(0);
    expect(hers.map((row) => row['request'])).not.toContain(shown['request']);
    const told = rowsOf(await patient.call('emergency-notices', {}));
    expect(told.length).toBeGreaterThan(0);
    expect(told.map((row) => row['request'])).not.toContain(shown['request']);
    const tooLong = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    expect(await breakGlass({ delay: { until: tooLong, reason: 'For ever.' } })).toEqual({
      code: 'invalid',
    });
  }, 60_000);

  it('C8.2 the patient is told of it at once, in the words of who broke the glass', async () => {
    const patient = await patientSession({ data: at.data, at: 'northgate' }, her.passkey);
    const shown = await breakGlass();
    const notice = rowsOf(await patient.call('emergency-notices', {}))[0];
    expect(notice).toMatchObject({
      kind: 'break-glass',
      request: shown['request'],
      organisation: 'riverside',
      text: 'No answer to voice; allergies unknown.',
      reason: ['UNCONSCIOUS'],
      late: null,
      seen: false,
    });
    await patient.call('emergency-notice-seen', { id: textIn(notice, 'id') });
    expect(rowsOf(await patient.call('emergency-notices', {}))[0]).toMatchObject({ seen: true });
  }, 60_000);
});

describe('an emergency without a card', () => {
  const byName = async (born?: string) => {
    const { sex, ...who } = await whoSheIs(born);
    return outcomeOf(
      doctor.call('break-glass-person', {
        member: 'northgate',
        ...who,
        sex: sexOf(sex),
        reason: 'UNCONSCIOUS',
        text: 'No card with her.',
        password: await password('riverside', 'doctor'),
      }),
    );
  };

  /** Name, birth date and sex as they stand in her own chart. */
  async function whoSheIs(born?: string) {
    const patient = rowsOf(
      await (await at.session('northgate', 'doctor')).fhir('GET', `Patient/${her.id}`),
    )[0];
    const names = rowsOf(patient?.['name']);
    const name = names.find((each) => each['use'] === 'official') ?? names[0];
    const given = Array.isArray(name?.['given']) ? name['given'].map(String).join(' ') : '';
    return {
      family: textIn(name, 'family'),
      given,
      born: born ?? textIn(patient, 'birthDate'),
      sex: textIn(patient, 'gender'),
    };
  }

  it('C8 C12 opens the same summary for exactly that person, in the same form and words, and nothing for anybody else', async () => {
    const [byCard, exact] = [await breakGlass(), await byName()];
    const ids = (row: Record<string, unknown>) =>
      rowsOf(row['resources'])
        .map((each) => textIn(each, 'id'))
        .toSorted();
    expect(exact).toMatchObject({ available: true, says: byCard['says'] });
    expect(ids(exact)).toEqual(ids(byCard));
    const almost = await byName('1901-01-01');
    expect(almost).toMatchObject({ available: false, says: byCard['says'], resources: [] });
    expect(textIn(almost, 'tx')).toMatch(/^[0-9a-f]{64}$/);
    expect(await ofRequest(exact['request'])).toMatchObject([{ basis: 'emergency' }]);
  }, 60_000);

  it('R9 shows what is of the own patient who is the same person, and nothing where one field differs', async () => {
    const { family, given, born, sex } = await whoSheIs();
    const admitted = async (birthDate: string) =>
      textIn(
        rowsOf(
          await doctor.fhir('POST', 'Patient', {
            resourceType: 'Patient',
            name: [{ use: 'official', family, given: given.split(' ') }],
            gender: sex,
            birthDate,
          }),
        )[0],
        'id',
      );
    expect(await breakGlass({ for: await admitted(born) })).toMatchObject({ available: true });
    expect(await breakGlass({ for: await admitted('1901-01-01') })).toEqual({
      code: 'wrong-person',
    });
  }, 60_000);
});
