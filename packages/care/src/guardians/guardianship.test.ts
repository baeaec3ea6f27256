import { newPasskey, softwarePasskey } from '@careledger/keys';
import { fromBase64url } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import type { PatientActor } from '../people/actor.ts';
import type { People } from '../people/people.ts';
import { openWard } from '../ward.fixture.ts';
import { seeNotice } from '../emergency/notices.ts';
import { demandScope } from './demand-scope.ts';
import { guardianSees, isInForce } from './guardianship.ts';
import { newGuardianship } from './scope.ts';

const NOW = Date.UTC(2026, 0, 5, 8);
const person = { patient: 'p', name: 'Ida', relation: 'mother', scope: 'view' } as const;

describe('a guardianship', () => {
  it('I7 names every kind and no sensitive label unless it is asked for', () => {
    const all = newGuardianship(person, NOW);
    expect(guardianSees(all, { kind: 'problems', labels: [] })).toBe(true);
    expect(guardianSees(all, { kind: 'problems', labels: ['SEX'] })).toBe(false);
    const one = newGuardianship({ ...person, categories: ['results', 'SEX'] }, NOW);
    expect(guardianSees(one, { kind: 'results', labels: ['SEX'] })).toBe(true);
    expect(guardianSees(one, { kind: 'problems', labels: [] })).toBe(false);
    expect(guardianSees(one, { kind: 'identity', labels: [] })).toBe(true);
  });

  it('I7 holds in its period and not a moment longer', () => {
    const bounded = newGuardianship({ ...person, from: NOW + 5, until: NOW + 10 }, NOW);
    expect([4, 5, 9, 10].map((ms) => isInForce(bounded, NOW + ms))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(newGuardianship({ ...person, from: 0 }, NOW).from).toBe(NOW);
    expect(() => newGuardianship({ ...person, until: NOW }, NOW)).toThrow('ends after');
    expect(() => newGuardianship({ ...person, categories: ['all'] }, NOW)).toThrow('category');
  });

  it('I7 lets a guardian permit only what lies within his own scope, and only where he may decide', () => {
    const to = { member: 'riverside', practitioner: null, name: 'Riverside' };
    const grant = (categories: string[]) => ({
      grant: { to, categories, purpose: 'TREAT', days: 1 },
      language: 'en' as const,
    });
    const as = (scope: 'consent' | 'view'): PatientActor => ({
      kind: 'patient',
      patient: 'p',
      guardian: newGuardianship({ ...person, scope, categories: ['allergies'] }, NOW),
    });
    expect(() => demandScope(as('consent'), grant(['allergies']))).not.toThrow();
    expect(() => demandScope(as('consent'), grant(['summary']))).toThrow('own scope');
    expect(() => demandScope(as('view'), grant(['allergies']))).toThrow('look and not decide');
    expect(() => demandScope(as('view'), { withdraw: 'x', language: 'en' })).toThrow(
      'look and not decide',
    );
    expect(() => demandScope({ kind: 'patient', patient: 'p' }, grant(['*']))).not.toThrow();
  });
});

it('I7 C8.2 leaves an emergency notice to the patient where a guardian may look alone', async () => {
  await using ward = await openWard();
  const { id } = await ward.hospital.people.admit(ward.as('doctor'), { resourceType: 'Patient' });
  const as = (scope: 'consent' | 'view'): PatientActor => ({
    kind: 'patient',
    patient: id,
    guardian: newGuardianship({ ...person, patient: id, scope }, NOW),
  });
  await expect(seeNotice(ward.hospital, as('view'), { id: 'x' })).rejects.toThrow(
    'look and not decide',
  );
  await expect(seeNotice(ward.hospital, as('consent'), { id: 'x' })).rejects.not.toThrow(
    'look and',
  );
});

it('I7 a guardian reads on every path what his scope names, and no count of the rest', async () => {
  await using ward = await openWard();
  const { chart, people } = ward.hospital;
  const doctor = ward.as('doctor');
  const { id } = await people.admit(doctor, { resourceType: 'Patient' });
  const subject = { reference: `Patient/${id}` };
  const condition = (text: string) => ({
    type: 'Condition',
    resource: { resourceType: 'Condition', subject, code: { text } },
  });
  const open = await chart.create(doctor, condition('a cough'));
  const hidden = await chart.create(doctor, condition('another cough'));
  await chart.relabel(doctor, { type: 'Condition', id: hidden.id, add: ['SEX'], reason: 'asked' });
  const system = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';
  const clinicalStatus = { coding: [{ system, code: 'active' }] };
  const allergy = { resourceType: 'AllergyIntolerance', clinicalStatus, patient: subject };
  const closed = await chart.create(doctor, { type: 'AllergyIntolerance', resource: allergy });
  const guardian = newGuardianship(
    { ...person, patient: id, categories: ['problems'] },
    ward.time.now,
  );
  const actor: PatientActor = { kind: 'patient', patient: id, guardian };

  const seen = await chart.readPatient(actor, { patient: id });
  expect(seen.map((each) => each.id).toSorted()).toEqual([id, open.id].toSorted());
  const search = await chart.search(actor, { type: 'Condition', query: '' });
  expect([search.total, search.matches.map((each) => each.id)]).toEqual([1, [open.id]]);
  const none = await chart.search(actor, { type: 'AllergyIntolerance', query: '_summary=count' });
  expect(none.total).toBe(0);
  for (const { type, id: each } of [hidden, closed]) {
    const place = { type, id: each };
    const missing = { code: 'not-found' };
    await expect(chart.read(actor, place)).rejects.toMatchObject(missing);
    await expect(chart.vread(actor, { ...place, version: 1 })).rejects.toMatchObject(missing);
    await expect(chart.history(actor, place)).rejects.toMatchObject(missing);
  }
  expect(await chart.history(actor, { type: 'Condition', id: open.id })).toHaveLength(1);
});

it('I7 a guardian is signed out in the middle of his session when his period ends', async () => {
  await using ward = await openWard();
  const { people, registry } = ward.hospital;
  const { id } = await people.admit(ward.as('doctor'), { resourceType: 'Patient' });
  const until = ward.time.now + 60_000;
  const bounds = newGuardianship({ ...person, patient: id, until }, ward.time.now);
  const { passkey, signIn } = passkeyAt(people, id);
  await registry.put('guardian', passkey, bounds);
  const { token } = await signIn();
  expect(people.actor(token)).toMatchObject({ patient: id, guardian: { name: 'Ida' } });
  ward.time.now = until;
  expect(() => people.actor(token)).toThrow('Sign in first');
  await expect(signIn()).rejects.toMatchObject({ code: 'unauthenticated' });
});

it('I7 I8.1 ends every session of one guardian when he signs out everywhere, and nobody else’s', async () => {
  await using ward = await openWard();
  const { people, registry } = ward.hospital;
  const { id } = await people.admit(ward.as('doctor'), { resourceType: 'Patient' });
  const [she, he, another] = [passkeyAt(people, id), passkeyAt(people, id), passkeyAt(people, id)];
  for (const { passkey } of [he, another])
    await registry.put(
      'guardian',
      passkey,
      newGuardianship({ ...person, patient: id }, ward.time.now),
    );
  const tokens: string[] = [];
  for (const each of [he, he, another, she, she]) tokens.push((await each.signIn()).token);
  const [his = '', , , hers = ''] = tokens;
  const standing = () => tokens.map((token) => people.session(token) !== undefined);
  people.logout(his, { everywhere: true });
  expect(standing()).toEqual([false, false, true, true, true]);
  people.logout(hers, { everywhere: true });
  expect(standing()).toEqual([false, false, true, false, false]);
});

/** A new passkey that signs in as the patient, or for her. */
function passkeyAt(people: People, patient: string) {
  const passkey = softwarePasskey(newPasskey());
  const [rpId, origin] = ['northgate.localhost', 'http://northgate.localhost:8101'];
  const { id, spki } = passkey;
  const credential = { id, spki: fromBase64url(spki), rpId, origins: [origin] };
  const signIn = () => {
    const challenge = people.challenge();
    const assertion = passkey.assertion({ rpId, origin, challenge: fromBase64url(challenge) });
    return people.loginPatient({ patient, credential, challenge, assertion });
  };
  return { passkey: id, signIn };
}
