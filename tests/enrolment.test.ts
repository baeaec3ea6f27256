import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntheticBundle } from '@careledger/fhir';
import type { NodeClient } from '@careledger/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { anchored, startConsortium, until, type TestConsortium } from './consortium.ts';
import { assertion, freshPasskey, oneOf, registration, signInWith } from './passkeys.ts';

const identity = 'passport seen';
const refused = (code: string) => ({ problem: { code } });
let at: TestConsortium;
let doctor: NodeClient;
let nurse: NodeClient;
let patient: string;
const first = freshPasskey();

async function began(answer: Promise<unknown>) {
  const row = oneOf(await answer);
  return { ...row, enrolment: textIn(row, 'enrolment'), code: textIn(row, 'code') };
}
const confirm = async (waiting: { enrolment: string; code: string }, by = nurse) =>
  oneOf(await by.call('enrol-confirm', { enrolment: waiting.enrolment, code: waiting.code }));
const put = async (enrolment: string, passkey = freshPasskey()) => {
  const options = oneOf(await doctor.call('patient-passkey-options', { enrolment }));
  await doctor.call('enrol-passkey', { enrolment, passkey: registration(passkey, options) });
  return passkey;
};
const credentials = async (by: NodeClient) =>
  rowsOf(await by.call('credentials', {})).map((row) => ({
    credential: row['credential'],
    state: row['state'],
    holder: row['holder'],
  }));

beforeAll(async () => {
  at = await startConsortium({ number: 13 });
  doctor = await at.session('northgate', 'doctor');
  nurse = await at.session('northgate', 'nurse');
  const bundle = syntheticBundle('enrolment', 1);
  const rows = rowsOf(await doctor.call('import', { source: 'enrolment.json', bundle }));
  patient = textIn(
    rows.find((row) => row['type'] === 'Patient'),
    'id',
  );
  await until(async () => {
    const faults = oneOf(await doctor.call('status', {}))['faults'];
    return Array.isArray(faults) && faults.length === 0;
  }, 60_000);
  await anchored(at, 'northgate');
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('two of staff in two places', () => {
  it('C5.4 enrol a patient with a passkey registered in between, and only two do', async () => {
    const waiting = await began(doctor.call('enrol-begin', { patient, identity }));
    expect(waiting).toMatchObject({ kind: 'enrol', state: 'waiting', passkey: false, mine: true });
    const options = oneOf(
      await doctor.call('patient-passkey-options', { enrolment: waiting.enrolment }),
    );
    const register = (passkey: ReturnType<typeof registration>, by = doctor) =>
      by.call('enrol-passkey', { enrolment: waiting.enrolment, passkey });
    await expect(
      register(registration(first, { ...options, origin: 'http://elsewhere.localhost' })),
    ).rejects.toMatchObject(refused('invalid'));
    await expect(
      register(registration(first, options)),
      'a challenge is good once',
    ).rejects.toMatchObject(refused('invalid'));
    const again = oneOf(
      await doctor.call('patient-passkey-options', { enrolment: waiting.enrolment }),
    );
    await expect(register(registration(first, again), nurse)).rejects.toMatchObject(
      refused('forbidden'),
    );
    const fresh = oneOf(
      await doctor.call('patient-passkey-options', { enrolment: waiting.enrolment }),
    );
    expect(oneOf(await register(registration(first, fresh)))).toMatchObject({ passkey: true });

    const [listed] = rowsOf(await nurse.call('enrolments', {}));
    expect(listed).toMatchObject({ enrolment: waiting.enrolment, mine: false, code: '' });
    await expect(confirm(waiting, doctor), 'oneself').rejects.toMatchObject(refused('forbidden'));
    const wrong = waiting.code === '000000' ? '000001' : '000000';
    await expect(confirm({ ...waiting, code: wrong })).rejects.toMatchObject(refused('invalid'));
    const officer = await at.session('northgate', 'privacy-officer');
    await expect(confirm(waiting, officer)).rejects.toMatchObject(refused('forbidden'));
    const done = await confirm(waiting);
    expect(textIn(done, 'tx')).toMatch(/^[0-9a-f]{64}$/);
    expect(oneOf(await doctor.call('card', { patient }))).toEqual({
      card: done['card'],
      stop: done['stop'],
    });
    await expect(confirm(waiting)).rejects.toMatchObject(refused('gone'));
    await expect(doctor.call('enrol-withdraw', waiting)).rejects.toMatchObject(
      refused('malformed'),
    );

    const she = await signInWith(at, 'northgate', first);
    expect(oneOf(await she.call('whoami', {}))).toMatchObject({ patient });
    const cared = rowsOf(await nurse.call('in-my-care', {}));
    expect(cared).toMatchObject([{ patient, because: 'enrolled' }]);
  }, 60_000);

  it('I9 the patient adds a second passkey alone, and both sign her in', async () => {
    const she = await signInWith(at, 'northgate', first);
    const second = freshPasskey();
    const options = oneOf(await she.call('patient-passkey-options', {}));
    const draft = oneOf(
      await she.call('credential-add', { passkey: registration(second, options), label: 'tablet' }),
    );
    await expect(
      she.call('credential-add-sign', {
        draft: textIn(draft, 'draft'),
        assertion: assertion(second, draft),
      }),
      'the new one does not add itself',
    ).rejects.toMatchObject(refused('forbidden'));
    const more = oneOf(await she.call('patient-passkey-options', {}));
    const again = oneOf(
      await she.call('credential-add', { passkey: registration(second, more), label: 'tablet' }),
    );
    await she.call('credential-add-sign', {
      draft: textIn(again, 'draft'),
      assertion: assertion(first, again),
    });
    const other = await signInWith(at, 'northgate', second);
    expect(await credentials(other)).toMatchObject([
      { credential: first.id, state: 'in-use' },
      { credential: second.id, state: 'in-use' },
    ]);
  }, 60_000);

  it('I9 two of staff replace a lost passkey: the old one is dead, what it signed holds', async () => {
    const she = await signInWith(at, 'northgate', first);
    const to = 'riverside';
    const wish = { to, categories: ['identity'], purpose: 'TREAT', days: 7 };
    const draft = oneOf(await she.call('grant-prepare', wish));
    await she.call('consent-sign', {
      draft: textIn(draft, 'draft'),
      assertion: assertion(first, draft),
    });
    const waiting = await began(
      doctor.call('credential-replace', { patient, credential: first.id, why: 'lost', identity }),
    );
    await expect(confirm(waiting), 'a passkey is wanted first').rejects.toMatchObject(
      refused('conflict'),
    );
    const third = await put(waiting.enrolment);
    await confirm(waiting);
    await expect(she.call('whoami', {}), 'her sessions end').rejects.toMatchObject(
      refused('unauthenticated'),
    );
    await expect(signInWith(at, 'northgate', first)).rejects.toMatchObject(
      refused('unauthenticated'),
    );
    const now = await signInWith(at, 'northgate', third);
    expect(await credentials(now)).toContainEqual({
      credential: first.id,
      state: 'replaced',
      holder: 'patient',
    });
    expect(rowsOf(await now.call('grants', {}))).toHaveLength(1);
    const { card } = oneOf(await doctor.call('card', { patient }));
    const weir = await at.session('riverside', 'doctor');
    expect(
      oneOf(await weir.call('ask', { card: String(card), categories: ['identity'] })),
    ).toMatchObject({ available: true });
  }, 60_000);

  it('I7 a guardian signs in with his own passkey, sees his scope, and nothing after two of staff end it', async () => {
    const waiting = await began(
      doctor.call('guardian-begin', {
        patient,
        name: 'Ida Lind',
        relation: 'mother',
        scope: 'view',
        categories: ['medications'],
        identity,
      }),
    );
    const passkey = await put(waiting.enrolment);
    await confirm(waiting);
    const he = await signInWith(at, 'northgate', passkey);
    expect(oneOf(await he.call('whoami', {}))).toMatchObject({
      guardian: { name: 'Ida Lind', scope: 'view', until: null },
    });
    const kinds = rowsOf(await he.call('read', { patient })).map((row) => textIn(row, 'kind'));
    expect([...new Set(kinds)].toSorted((a, b) => a.localeCompare(b))).toEqual([
      'identity',
      'medications',
    ]);
    const wish = { to: 'riverside', categories: ['medications'], purpose: 'TREAT', days: 1 };
    await expect(he.call('grant-prepare', wish)).rejects.toMatchObject(refused('forbidden'));
    expect(rowsOf(await he.call('guardians', {}))).toMatchObject([
      { name: 'Ida Lind', relation: 'mother', state: 'in-use', current: true },
    ]);
    await expect(he.call('readings', { patient })).rejects.toMatchObject(refused('not-found'));
    await expect(he.call('card', { patient })).rejects.toMatchObject(refused('forbidden'));
    const copy = oneOf(oneOf(await he.call('export', {}))['bundle'])['entry'];
    const types = rowsOf({ rows: copy }).map((row) => oneOf(row['resource'])['resourceType']);
    expect(types).toContain('Patient');
    expect(
      types.filter((type) => type !== 'Patient' && !String(type).startsWith('Medication')),
    ).toEqual([]);
    const lines = rowsOf(await he.call('disclosures', {}));
    const named = lines.flatMap((row) => rowsOf({ rows: row['resources'] }));
    expect(named.filter((each) => !/^(?:Medication|Patient)/.test(textIn(each, 'type')))).toEqual(
      [],
    );
    const end = await began(
      doctor.call('guardian-end', { patient, credential: passkey.id, identity }),
    );
    await confirm(end);
    await expect(he.call('read', { patient })).rejects.toMatchObject(refused('unauthenticated'));
    await expect(signInWith(at, 'northgate', passkey)).rejects.toMatchObject(
      refused('unauthenticated'),
    );
  }, 60_000);

  it('C11 a stop code shown under another hospital’s name is refused there, and stops nothing', async () => {
    const { card, stop } = oneOf(await doctor.call('card', { patient }));
    const code = String(stop);
    const [, ownCode = ''] = String(card).split(':');
    const weir = await at.session('riverside', 'doctor');
    await expect(weir.call('stop', { member: 'riverside', code })).rejects.toMatchObject(
      refused('not-found'),
    );
    await expect(
      doctor.call('stop', { member: 'northgate', code: ownCode }),
      'a card stops nothing',
    ).rejects.toMatchObject(refused('not-found'));
    expect(
      oneOf(await weir.call('ask', { card: String(card), categories: ['identity'] })),
    ).toMatchObject({ available: true });
  }, 60_000);

  it('C11 a lost card gets another code, a lost stop code is raised', async () => {
    const before = oneOf(await doctor.call('card', { patient }));
    const card = oneOf(await doctor.call('card-lost', { patient, what: 'card' }));
    expect(card['stop']).toBe(before['stop']);
    expect(card['card']).not.toBe(before['card']);
    const weir = await at.session('riverside', 'doctor');
    const ask = async (code: unknown) =>
      oneOf(await weir.call('ask', { card: String(code), categories: ['identity'] }));
    expect(await ask(before['card'])).toMatchObject({ available: false });
    expect(await ask(card['card'])).toMatchObject({ available: true });
    const stopped = oneOf(await doctor.call('card-lost', { patient, what: 'stop' }));
    expect(stopped).toEqual({ card: card['card'], stop: null });
    expect(await ask(card['card'])).toMatchObject({ available: false });
  }, 60_000);

  it('C1.2 I9 a hospital may let the team alone read, and tell a patient two days before a key is replaced', async () => {
    const file = join(at.data, 'northgate', 'node.json');
    const settings = { v: 1, carePolicy: 'team', replacePasskeyAfterHours: 48 };
    writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
    await at.halt('northgate');
    await at.start('northgate');
    doctor = await at.session('northgate', 'doctor');
    nurse = await at.session('northgate', 'nurse');
    await nurse.call('hand-over', { patient });
    await expect(nurse.call('read', { patient })).rejects.toMatchObject(refused('not-in-care'));
    expect(oneOf(await nurse.call('care-of', { patient }))).toMatchObject({
      inCare: false,
      policy: 'team',
    });
    await nurse.call('take-over', { patient, because: 'covers the night' });
    expect(rowsOf(await nurse.call('read', { patient })).length).toBeGreaterThan(0);

    const rows = rowsOf(await doctor.call('credentials', { patient }));
    const inUse = rows.find((row) => row['state'] === 'in-use');
    const credential = textIn(inUse, 'credential');
    const lost = { patient, credential, identity };
    const waiting = await began(doctor.call('credential-replace', { ...lost, why: 'lost' }));
    await put(waiting.enrolment);
    await expect(confirm(waiting)).rejects.toMatchObject(refused('conflict'));
    await doctor.call('enrol-withdraw', { enrolment: waiting.enrolment });
    const stolen = await began(doctor.call('credential-replace', { ...lost, why: 'stolen' }));
    await confirm(stolen);
    const after = rowsOf(await doctor.call('credentials', { patient }));
    expect(after.find((row) => row['credential'] === credential)).toMatchObject({
      state: 'stolen',
    });
  }, 90_000);
});
