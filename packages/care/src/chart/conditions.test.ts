import { describe, expect, it } from 'vitest';
import { CareError } from '../care-error.ts';
import { admitted } from '../objections/admitted.fixture.ts';
import type { Actor } from '../people/actor.ts';
import type { Ward } from '../ward.fixture.ts';

const bundle = (...entry: object[]) => ({ resourceType: 'Bundle', type: 'transaction', entry });
/** A create on condition; what it would create is nothing that could be taken. */
const createUnless = (ifNoneExist: string) =>
  bundle({
    resource: { resourceType: 'Condition', nonsense: true },
    request: { method: 'POST', url: 'Condition', ifNoneExist },
  });
const referTo = (reference: string) =>
  bundle({
    resource: { resourceType: 'Observation', hasMember: [{ reference }] },
    request: { method: 'POST', url: 'Observation' },
  });
const replace = (id: string) =>
  bundle({
    resource: { resourceType: 'Condition', id },
    request: { method: 'PUT', url: `Condition/${id}`, ifMatch: 'W/"9"' },
  });
const saidTo = (work: Promise<unknown>) =>
  work.then(
    (done) => JSON.stringify(done),
    (error: unknown) => (error instanceof CareError ? `${error.code} ${error.message}` : 'broken'),
  );
const lastAccess = async ({ hospital: { journal } }: Ward) =>
  (await journal.read(journal.size - 1)).entry;

describe('conditions of a bundle', () => {
  it('R1 C9 tell nothing to whoever may not write, whatever is there', async () => {
    const { ward, id, she, condition } = await admitted();
    await using held = ward;
    const { chart, journal } = held.hospital;
    const source = 'ours.json';
    const named = { resourceType: 'Practitioner', name: [{ family: 'Finch' }] };
    const known = bundle({ resource: named, request: { method: 'POST', url: 'Practitioner' } });
    await chart.importBundle(held.as('doctor'), { source, bundle: known });
    const asked = (actor: Actor, place: string, from: string, query: string) => [
      () => chart.transaction(actor, createUnless(query)),
      () => chart.transaction(actor, referTo(`Condition?${query}`)),
      () => chart.transaction(actor, replace(place)),
      () => chart.transaction(actor, bundle()),
      () => chart.importBundle(actor, { source: from, bundle: known }),
      () => chart.importBundle(actor, { source: from, bundle: createUnless(query) }),
    ];
    const actors: Actor[] = [
      held.as('administrator'),
      held.as('privacy-officer'),
      held.as('researcher'),
      { ...held.as('researcher'), role: 'auditor' },
      she,
      { ...she, patient: 'another' },
    ];
    for (const actor of actors) {
      const { size } = journal;
      const there = asked(actor, condition.id, source, `patient=${id}`);
      const absent = asked(actor, 'nothing', 'other.json', 'patient=nobody');
      for (const ask of [...there, ...absent])
        expect(await saidTo(ask())).toBe('forbidden Your role does not permit this.');
      expect(journal.size - size, 'each refusal is recorded').toBe(there.length + absent.length);
      expect(await lastAccess(held)).toMatchObject({ outcome: 'refused', items: [] });
    }
  });

  it('D2 what they find of a patient is journaled as looked at, also where the bundle is refused', async () => {
    const { ward, id, condition } = await admitted();
    await using held = ward;
    const { chart, journal } = held.hospital;
    const nurse = held.as('nurse');
    const seen = {
      t: 'access',
      who: nurse.handle,
      interaction: 'search',
      outcome: 'permitted',
      because: 'outside-team',
      patients: [id],
      items: [['Condition', condition.id, 1]],
    };
    const query = `patient=${id}`;
    expect(await chart.transaction(nurse, createUnless(query))).toMatchObject([
      { id: condition.id, status: '200', isNew: false },
    ]);
    expect(await lastAccess(held)).toMatchObject(seen);
    const imported = { source: 'a.json', bundle: createUnless(query) };
    expect(await chart.importBundle(nurse, imported)).toMatchObject([{ id: condition.id }]);
    expect(await lastAccess(held)).toMatchObject(seen);
    const { size } = journal;
    expect(await saidTo(chart.transaction(nurse, referTo(`Condition?${query}`)))).toMatch(
      'invalid',
    );
    expect([journal.size, await lastAccess(held)]).toMatchObject([size + 1, seen]);
  });

  it('C1.2 where the team alone reads they find nothing of a stranger, and no source and no version tells of her', async () => {
    const { ward, id, condition } = await admitted('team');
    await using held = ward;
    const { chart } = held.hospital;
    const [doctor, nurse] = [held.as('doctor'), held.as('nurse')];
    const found = chart.transaction(doctor, createUnless(`patient=${id}`));
    expect(await found).toMatchObject([{ id: condition.id }]);
    for (const each of [`patient=${id}`, 'patient=nobody'])
      expect(await saidTo(chart.transaction(nurse, createUnless(each))), each).toMatch('invalid');
    const one = (ifMatch: number) =>
      chart.update(nurse, {
        type: 'Condition',
        id: condition.id,
        resource: { resourceType: 'Condition', id: condition.id },
        ifMatch,
      });
    expect(await saidTo(one(9))).toMatch('not-in-care');
    expect(await saidTo(chart.transaction(nurse, replace(condition.id)))).toMatch('not-in-care');
    const brought = {
      source: 'hers.json',
      bundle: bundle({
        resource: { resourceType: 'Patient', name: [{ family: 'Roe' }] },
        request: { method: 'POST', url: 'Patient' },
      }),
    };
    const [first] = await chart.importBundle(doctor, brought);
    expect(await chart.importBundle(doctor, brought)).toMatchObject([{ id: first?.id }]);
    expect(await saidTo(chart.importBundle(nurse, brought))).toMatch('not-in-care');
  });
});
