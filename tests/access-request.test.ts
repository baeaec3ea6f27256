import { syntheticBundle } from '@careledger/fhir';
import type { NodeClient } from '@careledger/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPasskey } from '../apps/cli/src/passkey-file.ts';
import { patientSession } from '../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { newCode, printedCode } from '../packages/care/src/enrol/code.ts';
import {
  admitAndEnrol,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { assertion, oneOf } from './passkeys.ts';

const refused = (code: string) => ({ problem: { code } });
const wanted = { categories: ['identity', 'medications', 'allergies'], days: 30, eraseDays: 7 };
let at: TestConsortium;
let her: TestPatient;
let asker: NodeClient;
let nurse: NodeClient;
let she: NodeClient;

const ask = async (by: NodeClient, card: string, more: object = {}) =>
  oneOf(await by.call('request', { card, ...wanted, ...more }));
const listed = async (by: NodeClient, request: unknown) =>
  rowsOf(await by.call('requests', {})).find((row) => row['request'] === request);
const without = ({ request: _request, at: _at, until: _until, ...row }: Record<string, unknown>) =>
  row;

beforeAll(async () => {
  at = await startConsortium({ number: 14 });
  her = await admitAndEnrol(at, { index: 3 });
  asker = await at.session('riverside', 'doctor');
  nurse = await at.session('riverside', 'nurse');
  she = await patientSession({ data: at.data, at: 'northgate' }, her.passkey);
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('requests for access', () => {
  it('C13 a request is narrowed by the patient: what was granted binds, and it is decided once', async () => {
    const asked = await ask(asker, her.card, { text: 'You come on Monday.' });
    expect(asked).toMatchObject({ state: 'open', member: 'northgate', ...wanted });
    const [row] = rowsOf(await she.call('requests', {}));
    expect(row).toMatchObject({
      request: asked['request'],
      state: 'open',
      organisation: 'riverside',
      role: 'doctor',
      to: 'ellis@riverside',
      text: 'You come on Monday.',
      ...wanted,
    });
    const request = textIn(asked, 'request');
    const wider = [
      { categories: ['identity', 'results'] },
      { days: 31 },
      { eraseDays: 8 },
      { categories: ['PSY'] },
    ];
    for (const more of wider)
      await expect(she.call('decide', { request, ...more })).rejects.toMatchObject(
        refused('invalid'),
      );
    const draft = oneOf(await she.call('decide', { request, categories: ['identity'], days: 2 }));
    const signed = assertion(readPasskeyOf(her), draft);
    const end = { request, draft: textIn(draft, 'draft'), assertion: signed };
    expect(oneOf(await she.call('decide-sign', end))).toMatchObject({ state: 'granted' });
    await expect(she.call('decide', { request, deny: true })).rejects.toMatchObject(
      refused('conflict'),
    );
    await expect(she.call('decide-sign', end)).rejects.toMatchObject(refused('conflict'));
    const [grant] = rowsOf(await she.call('grants', {}));
    expect(grant).toMatchObject({ categories: ['identity'], purposes: ['TREAT'] });
    const { from, until: end_, eraseAt } = { from: 0, until: 0, eraseAt: 0, ...grant };
    expect([end_ - from, Math.round((eraseAt - from) / 86_400_000)]).toEqual([2 * 86_400_000, 7]);
    const shown = oneOf(await asker.call('ask', { card: her.card }));
    expect(rowsOf({ rows: shown['resources'] }).map((each) => each['type'])).toEqual(['Patient']);
    expect(
      await until(async () => (await listed(asker, request))?.['state'] === 'ended', 10_000),
    ).toBe(true);
  }, 60_000);

  it('C13 denied, not yet seen and an unknown card look the same to the asker', async () => {
    const denied = await ask(nurse, her.card);
    const unseen = await ask(asker, her.card);
    const nobody = `northgate:${printedCode(newCode(24))}`;
    const unknown = await ask(asker, nobody);
    await she.call('decide', { request: textIn(denied, 'request'), deny: true });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const rows = [
      await listed(nurse, denied['request']),
      await listed(asker, unseen['request']),
      await listed(asker, unknown['request']),
    ].map((row) => without(row ?? {}));
    expect(rows[0]).toEqual(rows[1]);
    expect(rows[2]).toEqual(rows[1]);
    expect(rows[0]).toMatchObject({ state: 'open' });
    for (const [by, card] of [
      [nurse, her.card],
      [asker, her.card],
      [asker, nobody],
    ] as const)
      await expect(ask(by, card)).rejects.toMatchObject(refused('conflict'));
    expect(rowsOf(await she.call('requests', {})).map((row) => row['state'])).toEqual([
      'open',
      'denied',
      'granted',
    ]);
    await expect(
      ask(nurse, her.card.slice(0, -1) + (her.card.endsWith('A') ? 'B' : 'A')),
    ).rejects.toMatchObject(refused('mistyped'));
  }, 60_000);

  it('C14 a request names an event of the own hospital, and no other', async () => {
    const doctor = await at.session('riverside', 'doctor');
    await expect(ask(doctor, her.card, { event: 'Encounter/elsewhere' })).rejects.toMatchObject(
      refused('invalid'),
    );
    const bundle = syntheticBundle('asker', 1);
    const rows = rowsOf(await doctor.call('import', { source: 'asker.json', bundle }));
    const [patient, encounter] = ['Patient', 'Encounter'].map((type) => {
      const row = rows.find((each) => each['type'] === type);
      return `${type}/${textIn(row, 'id')}`;
    });
    const other = await admitAndEnrol(at, { index: 6 });
    await ask(doctor, other.card, { event: encounter, for: patient });
    const own = await patientSession({ data: at.data, at: 'northgate' }, other.passkey);
    expect(rowsOf(await own.call('requests', {}))[0]).toMatchObject({
      eventKind: 'Encounter',
      eventAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}/),
    });
  }, 60_000);

  it('C13 two of staff decide for a patient who asks them to', async () => {
    const open = rowsOf(await she.call('requests', {})).find((row) => row['state'] === 'open');
    const request = textIn(open, 'request');
    const { rows: people } = await at.cli('people');
    const second = people.find((row) => row['member'] === 'northgate' && row['role'] === 'nurse');
    const doctor = await at.session('northgate', 'doctor');
    const by = { user: textIn(second, 'user'), password: textIn(second, 'password') };
    const denial = { patient: her.id, request, deny: true, second: by } as const;
    expect(oneOf(await doctor.call('decide-assisted', denial))).toMatchObject({ state: 'denied' });
    expect(rowsOf(await doctor.call('requests', { patient: her.id }))[0]).toMatchObject({
      state: 'denied',
    });
  }, 60_000);

  it('C13 is asked, listed and decided from the command line', async () => {
    const patient = await admitAndEnrol(at, { index: 4 });
    const asked = await at.cli(
      'request',
      patient.card,
      '--at',
      'riverside',
      '--days',
      '9',
      '--text',
      'for Monday',
      '--category',
      'identity,allergies',
    );
    expect(asked).toMatchObject({ code: 0, rows: [{ state: 'open' }] });
    const request = textIn(asked.rows[0], 'request');
    const own = ['--passkey', patient.passkey];
    const seen = await at.cli('requests', ...own);
    expect(seen.rows, seen.stderr).toMatchObject([{ request, state: 'open', text: 'for Monday' }]);
    expect((await at.cli('decide', request, ...own)).code).toBe(2);
    const decided = await at.cli('decide', request, '--narrow', '--category', 'identity', ...own);
    expect(decided).toMatchObject({ code: 0, rows: [{ state: 'granted' }] });
    expect((await at.cli('decide', request, '--deny', ...own)).code).toBe(6);
    const mine = await at.cli('requests', '--at', 'riverside');
    expect(mine.rows.map((row) => row['request'])).toContain(request);
  }, 60_000);
});

function readPasskeyOf({ passkey }: TestPatient) {
  return readPasskey(passkey);
}
