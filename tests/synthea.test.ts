import { readdirSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { labelBundle } from '@careledger/fhir';
import { newPasskey, softwarePasskey } from '@careledger/keys';
import { readPeople } from '@careledger/node';
import { createNodeClient } from '@careledger/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertWith } from '../apps/cli/src/passkey-file.ts';
import { askedIn } from '../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import { anchored, numberOf, startConsortium, type TestConsortium } from './consortium.ts';

const archive = join(
  resolve(process.env['CARELEDGER_DATA'] ?? '../shared/data'),
  'synthea-r4-bundles.tar.xz',
);
const isHere = existsSync(archive);
if (!isHere) console.warn(`SKIPPED, the Synthea bundles: there is no ${archive}`);

const kinds = ['medications', 'allergies', 'problems'];

describe.skipIf(!isHere)('bundles of the Synthea collection', () => {
  let at: TestConsortium;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'careledger-synthea-'));
    spawnSync('tar', ['xJf', archive, '-C', folder]);
    at = await startConsortium({ number: 9 });
  }, 120_000);
  afterAll(async () => {
    await at?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('C2 releases of each exactly what its labels and the grant say', async () => {
    const bundles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => {
        const value: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        return { name, value, labels: labelBundle(value) };
      })
      .filter(({ labels }) => labels.filter(({ type }) => type === 'Patient').length === 1)
      .slice(0, numberOf('TEST_BUNDLES', 4));
    for (const { name, value, labels } of bundles) {
      const expected = labels
        .filter((row) => kinds.includes(row.kind) && row.labels.length === 0)
        .map((row) => row.fullUrl ?? '');
      expect(await released(name, value), name).toEqual(expected.toSorted());
    }
  }, 900_000);

  /** fullUrls that Riverside gets of a bundle that Northgate admits, under the patient's own grant. */
  async function released(source: string, bundle: unknown): Promise<string[]> {
    const doctor = await at.session('northgate', 'doctor');
    const nurse = readPeople(at.data).find((p) => p.member === 'northgate' && p.role === 'nurse');
    const rows = rowsOf(await doctor.call('import', { source, bundle }));
    const patient = textIn(
      rows.find((row) => row['type'] === 'Patient'),
      'id',
    );
    const key = softwarePasskey(newPasskey());
    const url = at.consortium.members[0]?.url ?? '';
    const enrolled = rowsOf(
      await doctor.call('enrol', {
        patient,
        second: { user: nurse?.user ?? '', password: nurse?.password ?? '' },
        passkey: { id: key.id, spki: key.spki, rpId: 'northgate.localhost' },
      }),
    )[0];
    const stranger = createNodeClient({ url });
    const challenge = rowsOf(await stranger.call('login-challenge', { credential: key.id }))[0];
    const session = rowsOf(
      await stranger.call('login-passkey', { assertion: assertWith(key, askedIn(challenge)) }),
    )[0];
    const own = createNodeClient({ url, token: textIn(session, 'token') });
    const draft = rowsOf(
      await own.call('grant-prepare', {
        to: 'ellis@riverside',
        categories: kinds,
        purpose: 'TREAT',
        days: 30,
      }),
    )[0];
    await own.call('consent-sign', {
      draft: textIn(draft, 'draft'),
      assertion: assertWith(key, askedIn(draft)),
    });
    await anchored(at, 'northgate');
    const asking = await at.session('riverside', 'doctor');
    const answer = rowsOf(await asking.call('ask', { card: textIn(enrolled, 'card') }))[0];
    return rowsOf(answer?.['resources'])
      .map((row) => textIn(row, 'fullUrl'))
      .toSorted();
  }
});
