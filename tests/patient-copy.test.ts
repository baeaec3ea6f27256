import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifySignature } from '@careledger/keys';
import { canonical, checkProof, fromHex, sha256, toHex, utf8 } from '@careledger/proof';
import type { NodeClient } from '@careledger/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientSession } from '../apps/cli/src/patient-session.ts';
import { rowsOf, textIn } from '../apps/cli/src/rows.ts';
import {
  admitAndEnrol,
  anchored,
  startConsortium,
  until,
  type TestConsortium,
  type TestPatient,
} from './consortium.ts';
import { oneOf } from './passkeys.ts';

const refused = (code: string) => ({ problem: { code } });
let at: TestConsortium;
let her: TestPatient;
let doctor: NodeClient;
let she: NodeClient;

beforeAll(async () => {
  at = await startConsortium({ number: 15 });
  her = await admitAndEnrol(at, { index: 5 });
  doctor = await at.session('northgate', 'doctor');
  she = await patientSession({ data: at.data, at: 'northgate' }, her.passkey);
}, 120_000);

afterAll(async () => {
  await at?.close();
}, 60_000);

describe("the patient's own copy", () => {
  it('R8 exports every version in FHIR with a proof that opens its content, and nobody else does', async () => {
    const [record] = rowsOf(await she.call('read', { patient: her.id })).filter(
      (row) => row['type'] === 'Condition',
    );
    const id = `${textIn(record, 'type')}/${textIn(record, 'id')}`;
    const resource = {
      resourceType: 'Condition',
      ...oneOf(record?.['resource']),
      recordedDate: '2026-01-05',
    };
    await doctor.call('amend', { id, resource, version: '1' });
    await anchored(at, 'northgate');
    await doctor.call('read', { patient: her.id });
    const file = oneOf(await she.call('export', {}));
    const entries = rowsOf({ rows: oneOf(file['bundle'])['entry'] });
    const all = rowsOf(await she.call('read', { patient: her.id }));
    expect(entries).toHaveLength(all.length + 1);
    const proofs = rowsOf({ rows: file['proofs'] });
    expect(proofs).toHaveLength(entries.length);
    expect(file['unproven']).toEqual([]);
    for (const version of ['1', '2'])
      expect(proofs.map((each) => each['id'])).toContain(`${id}/_history/${version}`);
    for (const [index, proof] of proofs.entries()) {
      const outcome: unknown = await checkProof(
        textIn(proof, 'proof'),
        textIn(file, 'roots'),
        verifySignature,
      );
      const { valid, statement } = { valid: false, statement: {}, ...oneOf(outcome) };
      const { meta: _meta, ...rest } = oneOf(entries[index]?.['resource']);
      const meta = proof['meta'];
      const content = JSON.parse(JSON.stringify({ ...rest, ...(meta === null ? {} : { meta }) }));
      const nonce = fromHex(textIn(proof, 'contentNonce'));
      const expected = toHex(sha256(nonce, utf8(canonical(content))));
      expect([valid, oneOf(statement)['content']]).toEqual([true, expected]);
    }
    const checked = async (given: object) => {
      const path = join(at.scratch, 'export.json');
      const roots = join(at.scratch, 'roots.json');
      writeFileSync(path, JSON.stringify(given));
      writeFileSync(roots, textIn(file, 'roots'));
      const { code, rows } = await at.cli('check', path, '--roots', roots);
      return { code, ...rows[0] };
    };
    const [{ id: taken } = {}, ...others] = proofs;
    const counts = { entries: entries.length, faults: [] };
    expect(await checked(file)).toMatchObject({ ...counts, code: 0, verdict: 'valid' });
    expect(await checked({ ...file, proofs: others, unproven: [taken] })).toMatchObject({
      ...counts,
      code: 3,
      verdict: 'in-part',
      unproven: [taken],
    });
    expect(rowsOf({ rows: file['disclosures'] }).length).toBeGreaterThan(0);
    await expect(doctor.call('export', { patient: her.id })).rejects.toMatchObject(
      refused('forbidden'),
    );
  }, 90_000);

  it('R8 shows her details, takes a correction and tells her the answer', async () => {
    const details = oneOf(await she.call('details', {}));
    expect(details).toMatchObject({ patient: her.id });
    const { correction } = oneOf(
      await she.call('correction-request', { field: 'address', text: 'I moved to Mill Lane 3.' }),
    );
    const admin = await at.session('northgate', 'administrator');
    const told = async (by: NodeClient) =>
      rowsOf(await by.call('notices', {})).filter((row) => row['kind'] === 'correction');
    expect(await told(admin)).toMatchObject([{ id: correction, opened: false, sent: 'none' }]);
    await admin.call('notice-open', { notice: textIn((await told(admin))[0], 'notice') });
    expect(await told(admin)).toMatchObject([{ opened: true }]);
    const officer = await at.session('northgate', 'privacy-officer');
    await expect(officer.call('corrections', {})).rejects.toMatchObject(refused('forbidden'));
    expect(rowsOf(await admin.call('corrections', {}))).toMatchObject([
      { correction, field: 'address', state: 'open', patient: her.id },
    ]);
    const answer = { correction: String(correction), done: true, answer: 'Corrected, thank you.' };
    await admin.call('correction-answer', answer);
    await expect(admin.call('correction-answer', answer)).rejects.toMatchObject(
      refused('conflict'),
    );
    expect(rowsOf(await she.call('corrections', {}))).toMatchObject([
      { state: 'done', answer: 'Corrected, thank you.' },
    ]);
    expect(await told(she)).toMatchObject([{ id: correction }]);
  }, 60_000);

  it('C13 a request becomes a notice, and its address is hers to set', async () => {
    const asker = await at.session('riverside', 'doctor');
    await asker.call('request', { card: her.card, categories: ['identity'], days: 3 });
    const isTold = async () =>
      rowsOf(await she.call('notices', {})).some((row) => row['kind'] === 'request');
    expect(await until(isTold, 5_000)).toBe(true);
    expect(oneOf(await she.call('address-set', { mail: 'marta@example.org', on: true }))).toEqual({
      mail: 'marta@example.org',
      webhook: false,
      on: true,
      language: 'en',
    });
    await expect(she.call('address-set', { mail: 'no address' })).rejects.toMatchObject(
      refused('malformed'),
    );
  }, 60_000);

  it('C1.2 staff find her by what they know, and take her over', async () => {
    const nurse = await at.session('northgate', 'nurse');
    const { name } = oneOf(await she.call('details', {}));
    const family = String(name).split(',')[0] ?? '';
    const found = rowsOf(await nurse.call('find', { text: family }));
    expect(found.map((row) => row['patient'])).toContain(her.id);
    const mine = rowsOf(await doctor.call('in-my-care', {}));
    expect(mine.map((row) => row['patient'])).toContain(her.id);
    expect(oneOf(await nurse.call('care-of', { patient: her.id }))).toMatchObject({
      policy: 'hospital',
    });
    await nurse.call('take-over', { patient: her.id, because: 'night' });
    expect(oneOf(await nurse.call('care-of', { patient: her.id }))).toMatchObject({
      inCare: true,
    });
  }, 60_000);

  it('D3 D4 R8 one look at several patients is a line of each: the officer opens the one that is named, and her copy names no record of another', async () => {
    const added = oneOf(
      await doctor.call('add-patient', {
        resource: { resourceType: 'Patient', name: [{ family: 'Aster', given: ['Ann'] }] },
      }),
    );
    const other = textIn(added, 'id');
    const resource = {
      resourceType: 'Condition',
      subject: { reference: `Patient/${other}` },
      code: { text: 'gout' },
    };
    const gout = textIn(oneOf(await doctor.fhir('POST', 'Condition', resource)), 'id');
    await doctor.fhir('GET', 'Condition');
    const officer = await at.session('northgate', 'privacy-officer');
    const rows = rowsOf(await officer.call('disclosure-search', { what: 'Condition' }));
    const lines = [her.id, other].map((patient) => {
      const line = rows.find(
        (row) => row['interaction'] === 'search' && row['patient'] === patient,
      );
      return { id: textIn(line, 'id'), patient, patientName: textIn(line, 'patientName') };
    });
    const [first, second] = lines;
    expect(second?.id).toBe(first?.id);
    for (const { id, patient, patientName } of lines)
      expect(oneOf(await officer.call('disclosure', { id, patient }))['row']).toMatchObject({
        id,
        patient,
        patientName,
      });
    await expect(officer.call('disclosure', { id: first?.id ?? '' })).rejects.toMatchObject({
      problem: { code: 'invalid', detail: expect.stringMatching(/name the patient/) },
    });
    await expect(
      officer.call('disclosure', { id: first?.id ?? '', patient: 'nobody' }),
    ).rejects.toMatchObject(refused('not-found'));
    const file = oneOf(await she.call('export', {}));
    const found = rowsOf({ rows: file['disclosures'] }).filter(
      (row) => row['interaction'] === 'search',
    );
    expect(found.flatMap((row) => rowsOf({ rows: row['resources'] })).length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toContain(gout);
  }, 60_000);
});
