import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fromBase64url,
  fromHex,
  signedForm,
  verifyInclusion,
  leafHash,
  commitment,
} from '@careledger/proof';
import { verifySignature } from '@careledger/keys';
import { CareError } from '../care-error.ts';
import { openWard, type Ward } from '../ward.fixture.ts';
import { contributionTree } from './act.ts';
import { actForm } from './act-entry.ts';
import { bytesOf, contentDigest, statementForm } from './content.ts';

let ward: Ward;
let patient: string;
const text = (value: string) => ({
  coding: [{ system: 'http://snomed.info/sct', code: value }],
  text: 'x',
});
const condition = (code = '38341003', more: object = {}) => ({
  resourceType: 'Condition',
  clinicalStatus: {
    coding: [
      { system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' },
    ],
  },
  code: text(code),
  subject: { reference: `Patient/${patient}` },
  ...more,
});
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof CareError ? error.code : String(error)),
  );
const chart = () => ward.hospital.chart;
const doctor = () => ward.as('doctor');

beforeAll(async () => {
  ward = await openWard();
  const admitted = await ward.hospital.people.admit(doctor(), {
    resourceType: 'Patient',
    name: [{ family: 'Doe', given: ['Jo'] }],
    birthDate: '1980-02-03',
    gender: 'female',
  });
  patient = admitted.id;
});
afterAll(() => ward[Symbol.asyncDispose]());

describe('chart', () => {
  it('R2.1 lets one of two writers win, and the loser learns of the conflict', async () => {
    const { id } = await chart().create(doctor(), { type: 'Condition', resource: condition() });
    const change = (ifMatch: number | undefined) =>
      chart().update(doctor(), {
        type: 'Condition',
        id,
        resource: { ...condition(), id, recordedDate: '2025-01-01' },
        ifMatch,
      });
    expect(await codeOf(change(undefined))).toBe('precondition');
    const both = await Promise.all([codeOf(change(1)), codeOf(change(1))]);
    expect(both.toSorted()).toEqual(['conflict', 'done']);
    expect((await chart().read(doctor(), { type: 'Condition', id })).version).toBe(2);
  });

  it('R3.1 keeps every version with author, time and a commitment that opens under the signed root', async () => {
    const { id } = await chart().create(doctor(), { type: 'Condition', resource: condition() });
    ward.time.now += 1000;
    await chart().update(ward.as('nurse'), {
      type: 'Condition',
      id,
      resource: { ...condition('44054006'), id },
      ifMatch: 1,
    });
    const history = await chart().history(doctor(), { type: 'Condition', id });
    expect(history.map(({ version, author }) => [version, author])).toEqual([
      [2, ward.as('nurse').handle],
      [1, doctor().handle],
    ]);
    for (const { version, at, author, act: actId, leaf } of history) {
      const opening = chart().opening({ type: 'Condition', id, version });
      const act = chart().act(actId);
      if (opening === undefined || act === undefined) throw new Error('not there');
      const content = contentDigest(opening.contentNonce, bytesOf(await opening.resource()));
      const form = statementForm({ type: 'Condition', id, version, author, at, content });
      expect(commitment(opening.nonce, form)).toBe(opening.commitment);
      const { root, tree } = contributionTree({ seed: act.seed, commitments: act.commitments });
      expect(root).toBe(act.root);
      const path = tree.inclusion(leaf);
      const claim = {
        leaf: leafHash(fromHex(opening.commitment)),
        index: leaf,
        size: tree.size,
        root: fromHex(root),
        path,
      };
      expect(verifyInclusion(claim)).toBe(true);
      const signed = signedForm(
        'careledger-act-v1',
        actForm({ channel: 'careledger', member: 'northgate', id: act.id, root, author, at }),
      );
      const key = ward.hospital.people.keyOf(author) ?? new Uint8Array();
      expect(verifySignature(key, signed, fromBase64url(act.signature))).toBe(true);
    }
  });

  it('R3.2 restricts what was entered in error and destroys nothing', async () => {
    const { id } = await chart().create(doctor(), { type: 'Condition', resource: condition() });
    await chart().enterInError(doctor(), { type: 'Condition', id, reason: 'wrong patient' });
    expect(await codeOf(chart().read(doctor(), { type: 'Condition', id }))).toBe('gone');
    expect((await chart().search(doctor(), { type: 'Condition', query: `_id=${id}` })).total).toBe(
      0,
    );
    const history = await chart().history(doctor(), { type: 'Condition', id });
    expect(history.map(({ enteredInError }) => enteredInError)).toEqual([true, false]);
    expect(history[0]?.resource['verificationStatus']).toBeDefined();
  });

  it('R1 refuses by role, changes nothing and records the refusal', async () => {
    const { id } = await chart().create(doctor(), { type: 'Condition', resource: condition() });
    for (const role of ['administrator', 'privacy-officer', 'researcher'] as const) {
      const { size } = ward.hospital.journal;
      expect(await codeOf(chart().read(ward.as(role), { type: 'Condition', id }))).toBe(
        'forbidden',
      );
      expect(
        await codeOf(chart().create(ward.as(role), { type: 'Condition', resource: condition() })),
      ).toBe('forbidden');
      expect(await codeOf(chart().search(ward.as(role), { type: 'Condition', query: '' }))).toBe(
        'forbidden',
      );
      expect(ward.hospital.journal.size).toBe(size + 3);
      const { entry } = await ward.hospital.journal.read(size);
      expect(entry).toMatchObject({
        t: 'access',
        outcome: 'refused',
        who: ward.as(role).handle,
        patients: [patient],
      });
    }
  });

  it('C1.1 shows a patient her own record and nobody else’s', async () => {
    const other = await ward.hospital.people.admit(doctor(), {
      resourceType: 'Patient',
      birthDate: '1990-01-01',
    });
    const { id } = await chart().create(doctor(), { type: 'Condition', resource: condition() });
    const own = { kind: 'patient', patient } as const;
    const stranger = { kind: 'patient', patient: other.id } as const;
    expect((await chart().read(own, { type: 'Condition', id })).id).toBe(id);
    expect(await codeOf(chart().read(stranger, { type: 'Condition', id }))).toBe('not-found');
    expect((await chart().search(stranger, { type: 'Condition', query: '' })).total).toBe(0);
    expect(await codeOf(chart().create(own, { type: 'Condition', resource: condition() }))).toBe(
      'forbidden',
    );
  });

  it('D2 journals a read before its content leaves', async () => {
    const { id } = await chart().create(doctor(), { type: 'Condition', resource: condition() });
    const { size } = ward.hospital.journal;
    await chart().read(ward.as('nurse'), { type: 'Condition', id });
    const { entry } = await ward.hospital.journal.read(size);
    expect(entry).toMatchObject({
      t: 'access',
      interaction: 'read',
      outcome: 'permitted',
      basis: 'treatment',
      items: [['Condition', id, 1]],
    });
  });

  it('I6 refuses wrong references and another patient’s records with typed issues', async () => {
    const other = await ward.hospital.people.admit(doctor(), { resourceType: 'Patient' });
    const encounter = await chart().create(doctor(), {
      type: 'Encounter',
      resource: {
        resourceType: 'Encounter',
        status: 'planned',
        class: { code: 'AMB' },
        subject: { reference: `Patient/${other.id}` },
      },
    });
    const tried = (resource: unknown) => chart().create(doctor(), { type: 'Condition', resource });
    for (const resource of [
      condition('38341003', { encounter: { reference: `Encounter/${encounter.id}` } }),
      condition('38341003', { encounter: { reference: 'Encounter/nowhere' } }),
      condition('38341003', {
        encounter: { reference: 'urn:uuid:6f1c0a9e-0000-4000-8000-000000000000' },
      }),
      condition('38341003', { subject: { reference: `Encounter/${encounter.id}` } }),
      condition('38341003', { nonsense: true }),
      { resourceType: 'Condition' },
      { resourceType: 'Observation' },
      'text',
      null,
    ]) {
      const fault: unknown = await tried(resource).catch((error: unknown) => error);
      expect(fault).toMatchObject({ code: 'invalid' });
    }
  });

  it('C3 labels a record, and what names it as its reason, at once and with a reason to remove', async () => {
    const why = await chart().create(doctor(), { type: 'Condition', resource: condition() });
    const medicine = await chart().create(doctor(), {
      type: 'MedicationRequest',
      resource: {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        medicationCodeableConcept: { text: 'x' },
        subject: { reference: `Patient/${patient}` },
        reasonReference: [{ reference: `Condition/${why.id}` }],
      },
    });
    const labelsOf = (type: string, id: string) => chart().info({ type, id })?.labels;
    await chart().relabel(doctor(), { type: 'Condition', id: why.id, add: ['PSY'], reason: '' });
    expect(labelsOf('Condition', why.id)).toEqual(['PSY']);
    expect(labelsOf('MedicationRequest', medicine.id)).toEqual(['PSY']);
    await chart().update(doctor(), {
      type: 'Condition',
      id: why.id,
      resource: { ...condition(), id: why.id },
      ifMatch: 1,
    });
    expect(labelsOf('Condition', why.id)).toEqual(['PSY']);
    const remove = (reason: string) =>
      chart().relabel(doctor(), { type: 'Condition', id: why.id, remove: ['PSY'], reason });
    expect(await codeOf(remove(''))).toBe('invalid');
    await remove('was another person');
    expect(labelsOf('Condition', why.id)).toEqual([]);
    expect(labelsOf('MedicationRequest', medicine.id)).toEqual([]);
  });

  it('R7.2 marks a version as not yet anchored until its act is', async () => {
    const { id, act } = await chart().create(doctor(), {
      type: 'Condition',
      resource: condition(),
    });
    const tag = async () =>
      JSON.stringify((await chart().read(doctor(), { type: 'Condition', id })).resource['meta']);
    expect(await tag()).toContain('"not-yet-anchored"');
    expect(
      chart()
        .candidates(patient)
        .some((each) => each.id === id),
    ).toBe(false);
    const before = chart().unanchoredCount();
    expect(
      chart()
        .unanchored(1000, [doctor().handle])
        .some((each) => each.id === act),
    ).toBe(true);
    expect(chart().unanchored(1000, []).length).toBe(0);
    await ward.hospital.journal.append({
      t: 'anchored',
      v: 1,
      at: 1,
      acts: [act],
      tx: 'ab',
      block: 3,
    });
    expect(await tag()).toContain('"anchored"');
    expect(chart().unanchoredCount()).toBe(before - 1);
    expect(
      chart()
        .candidates(patient)
        .find((each) => each.id === id),
    ).toMatchObject({ version: 1, kind: 'problems' });
    await chart().update(doctor(), {
      type: 'Condition',
      id,
      resource: { ...condition(), id },
      ifMatch: 1,
    });
    expect(
      chart()
        .candidates(patient)
        .find((each) => each.id === id),
    ).toMatchObject({ version: 1 });
  });

  it('R9 gives name, birth date and sex for comparison', async () => {
    expect(await chart().compare(patient)).toEqual({
      name: [{ family: 'Doe', given: ['Jo'] }],
      birthDate: '1980-02-03',
      sex: 'female',
    });
  });
});
