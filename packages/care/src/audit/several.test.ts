import { describe, expect, it } from 'vitest';
import { admitted } from '../objections/admitted.fixture.ts';
import { accessEntry, type Seen } from '../journal/access.ts';
import type { Ward } from '../ward.fixture.ts';
import { accessesOf } from './accesses.ts';
import { lineOf } from './line-of.ts';
import { unusualAccesses } from './unusual.ts';

/** Two patients of the doctor with a condition each; the nurse treats the second alone. */
async function two() {
  const { ward, id, condition } = await admitted();
  const { hospital } = ward;
  const doctor = ward.as('doctor');
  const nurse = ward.as('nurse');
  const { id: other } = await hospital.people.admit(nurse, { resourceType: 'Patient' });
  const resource = {
    resourceType: 'Condition',
    subject: { reference: `Patient/${other}` },
    code: { text: 'gout' },
  };
  const gout = await hospital.chart.create(doctor, { type: 'Condition', resource });
  return { ward, nurse, hers: { id, condition: condition.id }, his: { id: other, gout: gout.id } };
}

/** What the list of one patient says of the searches. */
const searches = ({ hospital }: Ward, patient: string) =>
  accessesOf({ hospital }, { patient }, () => '')
    .filter(({ interaction }) => interaction === 'search')
    .map(({ because, resources }) => [because, ...resources.map((each) => each.id)]);

describe('one look at several patients', () => {
  it('D3 D4 names each patient her own records alone, and is outside the team for whom it is', async () => {
    const { ward, nurse, hers, his } = await two();
    await using held = ward;
    const { hospital, time } = held;
    await hospital.chart.search(nurse, { type: 'Condition', query: '' });
    expect(searches(held, hers.id)).toEqual([['outside-team', hers.condition]]);
    expect(searches(held, his.id)).toEqual([['treatment', his.gout]]);
    const window = { from: time.now - 1, until: time.now + 1 };
    const listed = (await unusualAccesses(hospital, window)).filter(({ reasons }) =>
      reasons.some(({ rule }) => rule === 'outside-care-team'),
    );
    expect(new Set(listed.map(({ patient }) => patient))).toEqual(new Set([hers.id]));
  });

  it('D3 names each patient her own records alone where the journal has them in one list, also made again', async () => {
    const { ward, nurse, hers, his } = await two();
    await using held = ward;
    const items: Seen[] = [
      ['Condition', hers.condition, 1],
      ['Condition', his.gout, 1],
      ['Condition', 'of-nobody-known', 1],
    ];
    await held.hospital.journal.append(
      accessEntry({
        at: held.time.now,
        actor: nurse,
        interaction: 'search',
        outcome: 'permitted',
        because: null,
        basis: 'treatment',
        patients: [hers.id, his.id],
        items,
      }),
    );
    const expectApart = () => {
      expect(searches(held, hers.id)).toEqual([['treatment', hers.condition]]);
      expect(searches(held, his.id)).toEqual([['treatment', his.gout]]);
    };
    expectApart();
    await held.hospital.rebuild();
    expectApart();
  });

  it('D4 leads to the line of the patient that is named, and to none where nobody is named', async () => {
    const { ward, hers, his } = await two();
    await using held = ward;
    const { hospital } = held;
    await hospital.chart.search(held.as('doctor'), { type: 'Condition', query: '' });
    const line = (patient: string) =>
      accessesOf({ hospital }, { patient }, () => '').find(
        ({ interaction }) => interaction === 'search',
      )?.id ?? '';
    const id = line(hers.id);
    expect(line(his.id)).toBe(id);
    for (const patient of [hers.id, his.id])
      expect(lineOf(hospital, { id, patient })).toMatchObject({ id, patient });
    expect(() => lineOf(hospital, { id })).toThrow(/name the patient/i);
    expect(lineOf(hospital, { id, patient: 'nobody' })).toBeUndefined();
    await hospital.chart.readPatient(held.as('nurse'), { patient: his.id });
    const newest = accessesOf({ hospital }, { patient: his.id }, () => '')[0]?.id ?? '';
    expect(lineOf(hospital, { id: newest })).toMatchObject({ id: newest, patient: his.id });
  });
});
