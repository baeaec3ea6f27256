import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NodeClient } from '@careledger/protocol';
import { assertWith, readPasskey } from '../apps/cli/src/passkey-file.ts';
import { askedIn, patientSession } from '../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { grant, withdraw } from './consent.ts';
import {
  admitAndEnrol,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { encounterHere } from './encounter.ts';

const kinds = ['allergies', 'medications', 'problems'];
let at: TestConsortium;
let her: TestPatient;
let doctor: NodeClient;
let visitor: string;

const ask = async () => rowsOf(await doctor.call('ask', { card: her.card }))[0] ?? {};
const held = async (request: unknown) =>
  rowsOf(await doctor.call('copies', {})).filter((row) => row['request'] === request);
const files = () => {
  const home = join(at.data, 'riverside', 'copies');
  return existsSync(home) ? readdirSync(home) : [];
};
const hers = async () => patientSession({ data: at.data, at: 'northgate' }, her.passkey);
const confirmations = async () => rowsOf(await (await hers()).call('confirmations', {}));

/** She grants with a date after which what is not filed is erased. */
async function grantUntil(eraseAt: string): Promise<string> {
  const own = await hers();
  const draft = rowsOf(
    await own.call('grant-prepare', {
      to: 'ellis@riverside',
      categories: kinds,
      purpose: 'TREAT',
      days: 30,
      eraseAt,
    }),
  )[0];
  const assertion = assertWith(readPasskey(her.passkey), askedIn(draft));
  const signed = await own.call('consent-sign', { draft: textIn(draft, 'draft'), assertion });
  return textIn(rowsOf(signed)[0], 'grant');
}

beforeAll(async () => {
  at = await startConsortium({ number: 13 });
  her = await admitAndEnrol(at, { index: 0 });
  doctor = await at.session('riverside', 'doctor');
  const encounter = await encounterHere(doctor);
  const found = rowsOf(await doctor.fhir('GET', encounter))[0];
  visitor = textIn(rowsOf(found?.['subject'])[0], 'reference').replace('Patient/', '');
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe('reading copies', () => {
  it('C4.2 C15 are held for who asked, are gone within a second of a withdrawal, and a signed receipt says so', async () => {
    const id = await grant(at, her, kinds);
    const shown = await ask();
    expect(shown).toMatchObject({ available: true });
    const { request } = shown;
    expect(await held(request)).toMatchObject([{ custodian: 'northgate', basis: 'grant' }]);
    expect(files()).toHaveLength(1);
    const nurse = await at.session('riverside', 'nurse');
    expect(rowsOf(await nurse.call('copies', {})), 'nobody else reads them').toEqual([]);

    await withdraw(at, her, id);
    expect(await until(async () => (await held(request)).length === 0, 1_000)).toBe(true);
    expect(await until(async () => files().length === 0, 1_000)).toBe(true);
    const isConfirmed = async () => (await confirmations())[0]?.['state'] === 'confirmed';
    expect(await until(isConfirmed, 5_000)).toBe(true);
    expect((await confirmations())[0]).toMatchObject({
      member: 'riverside',
      because: 'withdrawn',
      grant: id,
      copies: 1,
    });
  }, 60_000);

  it('C4.2 what a clinician filed stays, with a Provenance that names where it came from', async () => {
    const id = await grant(at, her, kinds);
    const shown = await ask();
    const request = textIn(shown, 'request');
    const entry = rowsOf(shown['resources']).find((row) => row['kind'] === 'allergies');
    const resource = `${textIn(entry, 'type')}/${textIn(entry, 'id')}`;
    const filed = rowsOf(await doctor.call('file', { request, resource, for: visitor }))[0];
    const place = `${textIn(filed, 'type')}/${textIn(filed, 'id')}`;
    await withdraw(at, her, id);
    expect(await until(async () => (await held(request)).length === 0, 1_000)).toBe(true);
    const own = rowsOf(await doctor.fhir('GET', place))[0];
    expect(JSON.stringify(own)).toContain(`Patient/${visitor}`);
    const provenance = await doctor
      .fhir('GET', `Provenance?target=${place}`)
      .catch(() => undefined);
    const listed = JSON.stringify(provenance ?? (await doctor.call('read', { patient: visitor })));
    expect(listed).toContain(`northgate/${resource}/_history/`);
    expect(rowsOf(await doctor.call('filed', { for: visitor }))).toMatchObject([
      { custodian: 'northgate', superseded: false, id: textIn(filed, 'id') },
    ]);
    const again = doctor.call('file', { request, resource, for: visitor });
    await expect(again, 'what is gone cannot be filed').rejects.toMatchObject({
      problem: { code: 'not-found' },
    });
  }, 60_000);

  it('C15 are gone at their erase date, with a signed receipt', async () => {
    const id = await grantUntil(new Date(Date.now() + 4_000).toISOString());
    const shown = await ask();
    expect(await held(shown['request'])).toHaveLength(1);
    expect(await until(async () => (await held(shown['request'])).length === 0, 10_000)).toBe(true);
    expect(await until(async () => files().length === 0, 5_000)).toBe(true);
    const isSaid = async () =>
      (await confirmations()).some(
        (row) => row['because'] === 'erase-date' && row['state'] === 'confirmed',
      );
    expect(await until(isSaid, 5_000)).toBe(true);
    await withdraw(at, her, id);
  }, 60_000);

  it('C11 C4.2 are gone after somebody showed her stop code', async () => {
    const id = await grant(at, her, kinds);
    const { request } = await ask();
    expect(await held(request)).toHaveLength(1);
    await doctor.call('stop', { member: 'northgate', code: her.stop });
    expect(await until(async () => (await held(request)).length === 0, 2_000)).toBe(true);
    const isSaid = async () =>
      (await confirmations()).some(
        (row) => row['because'] === 'stopped' && row['state'] === 'confirmed',
      );
    expect(await until(isSaid, 5_000)).toBe(true);
    await withdraw(at, her, id);
  }, 60_000);

  it('C4.2 while the hospitals are apart are dropped at the next contact', async () => {
    const id = await grant(at, her, kinds);
    const { request } = await ask();
    expect(await held(request)).toHaveLength(1);
    await at.kill('riverside');
    await withdraw(at, her, id);
    const isWaiting = async () =>
      (await confirmations()).some((row) => row['state'] === 'waiting' && row['grant'] === id);
    expect(await until(isWaiting, 5_000)).toBe(true);
    await at.start('riverside');
    doctor = await at.session('riverside', 'doctor');
    expect(await until(async () => (await held(request)).length === 0, 30_000)).toBe(true);
    const isConfirmed = async () => (await confirmations())[0]?.['state'] === 'confirmed';
    expect(await until(isConfirmed, 30_000)).toBe(true);
  }, 90_000);
});

describe('the check of the whole store', () => {
  const checked = async (officer: NodeClient) => {
    const { id } = rowsOf(await officer.call('verify-run', {}))[0] ?? {};
    const state = async () =>
      rowsOf(await officer.call('verify-state', { id: String(id) }))[0] ?? {};
    await until(async () => (await state())['state'] === 'done', 30_000);
    return state();
  };

  it('J4.1 runs from a page beside the running node, and names a changed byte by log, segment and entry', async () => {
    const officer = await at.session('northgate', 'privacy-officer');
    const before = await checked(officer);
    expect(before).toMatchObject({ state: 'done', faults: [] });
    expect(before['checked']).toBe(before['total']);
    const file = join(at.data, 'northgate', 'vault', '00000000.log');
    const bytes = readFileSync(file);
    const place = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    writeFileSync(file, bytes);
    const after = await checked(officer);
    expect(rowsOf(after['faults'])).toMatchObject([
      { log: 'vault', segment: 0, entry: expect.any(Number) },
    ]);
    const incidents = JSON.stringify(await officer.call('incidents', {}));
    expect(incidents).toContain('store-fault');
    await expect(doctor.call('verify-run', {})).rejects.toMatchObject({
      problem: { code: 'forbidden' },
    });
  }, 90_000);
});
