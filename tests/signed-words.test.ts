import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntheticBundle } from '@careledger/fhir';
import { commitment } from '@careledger/proof';
import type { NodeClient } from '@careledger/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertWith, readPasskey } from '../apps/cli/src/passkey-file.ts';
import { askedIn, patientSession } from '../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import {
  admitAndEnrol,
  startConsortium,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { oneOf } from './passkeys.ts';

const wish = {
  to: 'ellis@riverside',
  categories: ['allergies', 'identity'],
  purpose: 'TREAT',
  days: 30,
};
let at: TestConsortium;
let her: TestPatient;
let own: NodeClient;
let doctor: NodeClient;

const words = (draft: Record<string, unknown>) => textIn(draft, 'text').split('\n');
const ownCard = () => her.card;
const grants = async () => rowsOf(await own.call('grants', {}));
const isAvailable = async () =>
  oneOf(await doctor.call('ask', { card: her.card, categories: ['identity'] }))['available'];
/** Signs a draft, or what another draft asks for in its name. */
const sign = async (draft: Record<string, unknown>, asked = draft) =>
  oneOf(
    await own.call('consent-sign', {
      draft: textIn(draft, 'draft'),
      assertion: assertWith(readPasskey(her.passkey), askedIn(asked)),
    }),
  );
const granting = async (language?: 'de' | 'en') =>
  oneOf(await own.call('grant-prepare', { ...wish, ...(language ? { language } : {}) }));
const stopping = async (language: 'de' | 'en') =>
  oneOf(await own.call('withdraw-prepare', { grant: 'all', language }));
const lastReceipt = async () => rowsOf(await own.call('my-receipts', {}))[0];

beforeAll(async () => {
  at = await startConsortium({ number: 23 });
  her = await admitAndEnrol(at, { index: 0 });
  own = await patientSession({ data: at.data, at: 'northgate' }, her.passkey);
  doctor = await at.session('riverside', 'doctor');
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('the words that a patient signs', () => {
  it('C5.1 are English where no language is named', async () => {
    const draft = await granting();
    expect(draft).toMatchObject({ language: 'en' });
    expect(textIn(draft, 'sentence')).toMatch(
      /^I allow .+, to see my allergies and name and contact, to treat me, from/,
    );
    expect(words(draft)).toContain(`- ${textIn(draft, 'sentence')}`);
    await sign(draft);
    expect(await grants()).toMatchObject([{ language: 'en', sentence: draft['sentence'] }]);
  }, 60_000);

  it('C5.1 are of the language in which she read them, for every permission in the document', async () => {
    const draft = await granting('de');
    const sentence = textIn(draft, 'sentence');
    expect(draft).toMatchObject({ language: 'de' });
    expect(sentence).toMatch(
      /^Ich erlaube .+, meine Allergien und Angaben zu Name und Kontakt zu sehen, um mich zu behandeln, vom/,
    );
    expect(words(draft).join(' ')).not.toMatch(/\b(allow|from|until|erased|consent)\b/);
    await sign(draft);
    const [first, second] = await grants();
    expect(first).toMatchObject({
      language: 'de',
      sentence: rowsOf(first?.['sentences'])[0]?.['de'],
    });
    expect(second).toMatchObject({ language: 'de', sentence });
    expect(rowsOf(second?.['sentences'])[0]?.['en']).toMatch(/^I allow /);
  }, 60_000);

  it('C5.2 are bound with their language: a signature under the English words is none under the German', async () => {
    const [german, english] = [await stopping('de'), await stopping('en')];
    await expect(sign(german, english)).rejects.toMatchObject({ problem: { code: 'forbidden' } });
    expect(await grants()).toHaveLength(2);
  }, 60_000);

  it('C17 are taken home as they were signed, and open what the ledger holds', async () => {
    const receipt = await lastReceipt();
    const document = rowsOf(receipt?.['document'])[0] ?? {};
    expect(document).toMatchObject({ language: 'de', text: receipt?.['text'] });
    const head = rowsOf(rowsOf(rowsOf(receipt?.['leaf'])[0]?.['leaf'])[0]?.['head'])[0];
    const form = JSON.parse(JSON.stringify(document));
    expect(commitment(textIn(receipt, 'nonce'), form)).toBe(head?.['document']);
    expect(commitment(textIn(receipt, 'nonce'), { ...form, language: 'en' })).not.toBe(
      head?.['document'],
    );
  }, 60_000);
});

describe('stopping all sharing', () => {
  it('C5.3 is refused where the consent changed between reading and signing, and stops nothing', async () => {
    const read = await stopping('de');
    await sign(await granting('de'));
    await expect(sign(read)).rejects.toMatchObject({ problem: { code: 'conflict' } });
    expect(await grants()).toHaveLength(3);
    expect(await isAvailable()).toBe(true);
  }, 60_000);

  it('C4.1 C5.1 is one signature: her sentence stands first, no permission is left, nobody gets anything', async () => {
    const draft = await stopping('de');
    const sentence = 'Ich stoppe alles, was Northgate über mich weitergibt. Das gilt sofort.';
    expect(draft).toMatchObject({ sentence, grant: 'all' });
    expect(words(draft)[0]).toBe(sentence);
    expect(words(draft)).toContain('- Niemand außerhalb dieses Krankenhauses darf etwas sehen.');
    await sign(draft);
    expect(await grants()).toEqual([]);
    expect(await isAvailable()).toBe(false);
    expect(await lastReceipt()).toMatchObject({
      language: 'de',
      text: draft['text'],
      by: 'passkey',
    });
    await expect(sign(draft), 'good once').rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
  }, 60_000);

  it('C11 leaves the stop code of her card as it is, and she alone opens again', async () => {
    const act = await sign(await granting('de'));
    expect(act).not.toHaveProperty('stop');
    expect(await isAvailable()).toBe(true);
  }, 60_000);
});

describe('what two of staff sign for a patient without a passkey', () => {
  const her = { patient: '', card: '' };
  let first: NodeClient;
  let second: { user: string; password: string };
  const refused = (code: string) => ({ problem: { code } });
  const held = async () => rowsOf(await first.call('grants', { patient: her.patient }));
  const drawn = async () =>
    oneOf(await first.call('assisted-prepare', { patient: her.patient, ...wish, language: 'de' }));
  const both = async (draft: Record<string, unknown>, more: { request?: string } = {}) =>
    oneOf(
      await first.call('assisted-sign', {
        patient: her.patient,
        draft: textIn(draft, 'draft'),
        second,
        ...more,
      }),
    );

  beforeAll(async () => {
    first = await at.session('northgate', 'doctor');
    const { rows: people } = await at.cli('people');
    const nurse = people.find((row) => row['member'] === 'northgate' && row['role'] === 'nurse');
    second = { user: textIn(nurse, 'user'), password: textIn(nurse, 'password') };
    const bundle = syntheticBundle('assisted', 0);
    const rows = rowsOf(await first.call('import', { source: 'assisted.json', bundle }));
    her.patient = textIn(
      rows.find((row) => row['type'] === 'Patient'),
      'id',
    );
    her.card = textIn(oneOf(await first.call('enrol', { patient: her.patient, second })), 'card');
  }, 120_000);

  it('C5.1 is drawn up to be read out, in her language, and permits nothing until both sign these words', async () => {
    const draft = await drawn();
    expect(draft).toMatchObject({ language: 'de' });
    expect(words(draft)).toContain(`- ${textIn(draft, 'sentence')}`);
    expect(await held()).toEqual([]);
    await both(draft);
    expect(await held()).toMatchObject([{ language: 'de', sentence: draft['sentence'] }]);
    await expect(both(draft), 'good once').rejects.toMatchObject(refused('not-found'));
  }, 60_000);

  it('C5.1 is signed by whoever had it drawn up, beside another, and about this patient', async () => {
    const draft = textIn(await drawn(), 'draft');
    const colleague = await at.session('northgate', 'nurse');
    const mine = { patient: her.patient, draft, second };
    await expect(first.call('assisted-sign', { ...mine, patient: 'nobody' })).rejects.toMatchObject(
      refused('not-found'),
    );
    const { rows: people } = await at.cli('people');
    const doctors = people.find((row) => row['member'] === 'northgate' && row['role'] === 'doctor');
    const self = { user: textIn(doctors, 'user'), password: textIn(doctors, 'password') };
    await expect(colleague.call('assisted-sign', { ...mine, second: self })).rejects.toMatchObject(
      refused('not-found'),
    );
    await expect(first.call('assisted-sign', { ...mine, second: self })).rejects.toMatchObject(
      refused('forbidden'),
    );
    expect(await held()).toHaveLength(1);
  }, 60_000);

  it('C5.3 is refused where the consent changed between reading and signing, and nothing is signed', async () => {
    const [read, other] = [await drawn(), await drawn()];
    await both(other);
    await expect(both(read)).rejects.toMatchObject(refused('conflict'));
    expect(await held()).toHaveLength(2);
    const grant = textIn((await held())[0], 'id');
    const back = oneOf(
      await first.call('assisted-prepare', { patient: her.patient, withdraw: grant }),
    );
    expect(words(back)[0]).toBe(back['sentence']);
    await both(back);
    expect(await held()).toHaveLength(1);
  }, 60_000);

  it('C5.1 is displayed by the command line before both sign it, and is what they signed', async () => {
    const file = join(at.scratch, 'second-password');
    writeFileSync(file, second.password);
    const both = ['--with', second.user, '--password-file2', file];
    const wanted = ['--to', 'ellis@riverside', '--category', 'vitals', '--days', '3'];
    const given = await at.cli('grant', her.patient, ...wanted, ...both);
    expect(given).toMatchObject({ code: 0 });
    const grant = textIn(given.rows[0], 'grant');
    const signed = (await held()).find((row) => row['id'] === grant);
    expect(given.stderr).toContain(`- ${textIn(signed, 'sentence')}`);
    const back = await at.cli('withdraw', grant, her.patient, ...both);
    expect(back).toMatchObject({ code: 0 });
    expect(back.stderr).toContain('withdraw');
    expect((await held()).map((row) => row['id'])).not.toContain(grant);
  }, 60_000);

  it('C13 answers a doctor’s request, narrowed, in the words that were read out', async () => {
    const { request } = oneOf(
      await doctor.call('request', {
        card: her.card,
        categories: ['allergies', 'medications'],
        days: 9,
      }),
    );
    const id = String(request);
    const draft = oneOf(
      await first.call('assisted-prepare', {
        patient: her.patient,
        request: id,
        categories: ['allergies'],
        language: 'de',
      }),
    );
    expect(draft['sentence']).toMatch(/meine Allergien zu sehen/);
    await both(draft, { request: id });
    expect((await held()).map((row) => row['sentence'])).toContain(draft['sentence']);
    const [row] = rowsOf(await first.call('requests', { patient: her.patient }));
    expect(row).toMatchObject({ request: id, state: 'granted' });
  }, 60_000);

  it('C13 decides the request that the words were drawn up for, also where it is not named beside them', async () => {
    const nurse = await at.session('riverside', 'nurse');
    const asked = async (card: string) =>
      String(
        oneOf(await nurse.call('request', { card, categories: ['allergies'], days: 3 }))['request'],
      );
    const answered = async (by: NodeClient, request: string, patient?: string) => {
      const rows = rowsOf(await by.call('requests', patient === undefined ? {} : { patient }));
      return rows.find((row) => row['request'] === request)?.['state'];
    };
    const assisted = await asked(her.card);
    const about = { patient: her.patient, request: assisted };
    await both(oneOf(await first.call('assisted-prepare', about)));
    expect(await answered(first, assisted, her.patient)).toBe('granted');
    await expect(first.call('assisted-prepare', about)).rejects.toMatchObject(refused('conflict'));
    const request = await asked(ownCard());
    await sign(oneOf(await own.call('decide', { request })));
    expect(await answered(own, request)).toBe('granted');
    await expect(own.call('decide', { request })).rejects.toMatchObject(refused('conflict'));
  }, 60_000);

  it('C5.1 C13 of a request decided on the command line are displayed before both sign, and a denial is none', async () => {
    const nurse = await at.session('riverside', 'nurse');
    const asks = async () => {
      const wanted = { card: her.card, categories: ['allergies', 'vitals'], days: 4 };
      return textIn(oneOf(await nurse.call('request', wanted)), 'request');
    };
    const file = join(at.scratch, 'second-password');
    writeFileSync(file, second.password);
    const both = ['--with', second.user, '--password-file2', file];
    const request = await asks();
    expect((await at.cli('decide', request, '--grant', ...both)).code).toBe(2);
    const narrowed = ['--narrow', '--category', 'vitals'];
    const given = await at.cli('decide', request, her.patient, ...narrowed, ...both);
    expect(given).toMatchObject({ code: 0, rows: [{ request, state: 'granted' }] });
    const grant = textIn(given.rows[0], 'grant');
    const signed = (await held()).find((row) => row['id'] === grant);
    expect(signed).toMatchObject({ categories: ['vitals'] });
    expect(given.stderr).toContain(`- ${textIn(signed, 'sentence')}`);
    const before = await held();
    const other = await asks();
    const denied = await at.cli('decide', other, her.patient, '--deny', ...both);
    expect(denied).toMatchObject({ code: 0, rows: [{ request: other, state: 'denied' }] });
    expect(await held()).toEqual(before);
    const again = await at.cli('decide', other, her.patient, '--grant', ...both);
    expect(again.code).toBe(6);
  }, 60_000);
});
