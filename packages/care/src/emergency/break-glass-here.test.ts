import { describe, expect, it } from 'vitest';
import { accessesOf } from '../audit/accesses.ts';
import { lineOf } from '../audit/line-of.ts';
import { isInSight } from '../guardians/demand-sight.ts';
import { newGuardianship } from '../guardians/scope.ts';
import { admitted, everything, hourMs, typesOf } from '../objections/admitted.fixture.ts';
import { openObjections } from '../objections/objections.ts';
import type { Ward } from '../ward.fixture.ts';
import { breakGlassHere } from './break-glass-here.ts';
import { noticesOf, seeNotice } from './notices.ts';
import { reviewBreakGlass, reviewsOf } from './reviews.ts';

/** Another patient of the ward's doctor, with a condition. */
async function admittedToo(ward: Ward) {
  const { hospital } = ward;
  const doctor = ward.as('doctor');
  const { id } = await hospital.people.admit(doctor, { resourceType: 'Patient' });
  const resource = {
    resourceType: 'Condition',
    subject: { reference: `Patient/${id}` },
    code: { text: 'gout' },
  };
  const gout = await hospital.chart.create(doctor, { type: 'Condition', resource });
  return { id, gout: gout.id };
}

describe('an emergency at the own hospital', () => {
  it('C1.2 C8 opens what she hides for 4 hours; she and the privacy officer are told, and it is reviewed', async () => {
    const { ward, id, she } = await admitted();
    await using held = ward;
    const { hospital } = held;
    await openObjections(hospital).hide(she, { categories: ['documents', 'allergies'] });
    const nurse = held.as('nurse');
    const emergency = { patient: id, reason: 'UNCONSCIOUS', text: 'Found on the stairs.' };
    await expect(breakGlassHere(hospital, nurse, { ...emergency, text: ' ' })).rejects.toThrow(
      'few words',
    );
    await expect(
      breakGlassHere(hospital, nurse, { ...emergency, reason: 'she fell' }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await expect(breakGlassHere(hospital, held.as('researcher'), emergency)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const { until } = await breakGlassHere(hospital, nurse, emergency);
    expect(until).toBe(held.time.now + 4 * hourMs);
    expect(await typesOf(held, nurse, id)).toEqual(everything);
    const told = { kind: 'break-glass', practitioner: nurse.handle, text: emergency.text };
    expect(noticesOf(hospital, she)).toMatchObject([told]);
    expect(noticesOf(hospital, held.as('privacy-officer'))).toMatchObject([told]);
    const [review] = reviewsOf(hospital);
    expect(review).toMatchObject({ state: 'open', patient: id });
    expect(review?.line).toMatch(/^access\/\d+$/);
    expect(review?.resources.map(({ type }) => type)).toContain('DocumentReference');
    const bases = [];
    for await (const { entry } of hospital.journal.entries())
      if (entry.t === 'access') bases.push(entry['basis']);
    expect(bases).toEqual(['emergency', 'emergency']);
    held.time.now = until;
    await held.refresh();
    expect(await typesOf(held, held.as('nurse'), id)).toEqual(['Condition']);
  });

  it('C8.3 the patient asks about it once, and nobody of the staff asks in her name', async () => {
    const { ward, id, she } = await admitted();
    await using held = ward;
    const { hospital } = held;
    const emergency = { patient: id, reason: 'UNCONSCIOUS', text: 'Found on the stairs.' };
    await breakGlassHere(hospital, held.as('nurse'), emergency);
    const notice = noticesOf(hospital, she)[0]?.id ?? '';
    const officer = held.as('privacy-officer');
    await expect(
      seeNotice(hospital, officer, { id: notice, question: 'Mine?' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(reviewsOf(hospital)).toMatchObject([{ question: null }]);
    await seeNotice(hospital, officer, { id: notice });
    await seeNotice(hospital, she, { id: notice, question: 'Who was it?' });
    await expect(
      seeNotice(hospital, she, { id: notice, question: 'And why?' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(reviewsOf(hospital)).toMatchObject([{ question: 'Who was it?' }]);
  });

  it('C1.2 opens a chart that the team alone reads, on every path', async () => {
    const { ward, id } = await admitted('team');
    await using held = ward;
    const { hospital } = held;
    const nurse = held.as('nurse');
    expect(isInSight(hospital, nurse, id)).toBe(false);
    await breakGlassHere(hospital, nurse, { patient: id, reason: 'ETREAT', text: 'Shock.' });
    expect(isInSight(hospital, nurse, id)).toBe(true);
    expect(await typesOf(held, nurse, id)).toEqual(everything);
    const query = `patient=${id}`;
    const found = await hospital.chart.search(nurse, { type: 'Condition', query });
    expect(found.total).toBe(1);
  });

  it('C8 D3 a list over several patients stands as emergency with whom it was declared for alone', async () => {
    const { ward, id, condition } = await admitted();
    await using held = ward;
    const { hospital } = held;
    const nurse = held.as('nurse');
    const other = await admittedToo(held);
    await breakGlassHere(hospital, nurse, { patient: id, reason: 'ETREAT', text: 'Shock.' });
    await hospital.chart.search(nurse, { type: 'Condition', query: '' });
    const searches = (patient: string) =>
      accessesOf({ hospital }, { patient }, () => '')
        .filter(({ interaction }) => interaction === 'search')
        .map(({ basis, resources }) => [basis, ...resources.map((each) => each.id)]);
    expect(searches(id)).toEqual([['emergency', condition.id]]);
    expect(searches(other.id)).toEqual([['treatment', other.gout]]);
    expect(reviewsOf(hospital)[0]?.resources.map((each) => each.id)).toEqual([condition.id]);
  });

  it('C8 D3 of two patients in an emergency at once neither reads of the other, and an empty list is journaled', async () => {
    const { ward, id, condition } = await admitted();
    await using held = ward;
    const { hospital } = held;
    const nurse = held.as('nurse');
    const other = await admittedToo(held);
    for (const patient of [id, other.id])
      await breakGlassHere(hospital, nurse, { patient, reason: 'ETREAT', text: 'A crash.' });
    const { size } = hospital.journal;
    await hospital.chart.search(nurse, { type: 'Condition', query: '' });
    const shown = reviewsOf(hospital).flatMap((each) =>
      each.resources.map((resource) => `${each.patient} ${resource.id}`),
    );
    expect(new Set(shown)).toEqual(new Set([`${id} ${condition.id}`, `${other.id} ${other.gout}`]));
    expect(shown).toHaveLength(2);
    expect(hospital.journal.size).toBe(size + 2);
    await hospital.chart.search(nurse, { type: 'Condition', query: 'patient=nobody' });
    expect((await hospital.journal.read(size + 2)).entry).toMatchObject({
      basis: 'treatment',
      patients: [],
    });
  });

  it('C8.3 D3 two emergencies of one person on one day keep their own words, verdicts, lines and links', async () => {
    const { ward, id } = await admitted();
    await using held = ward;
    const { hospital } = held;
    const nurse = held.as('nurse');
    const declare = (text: string) =>
      breakGlassHere(hospital, nurse, { patient: id, reason: 'ETREAT', text });
    await declare('Shock.');
    await declare('Shock again.');
    const [first, second] = reviewsOf(hospital);
    const outcome = { outcome: 'not-justified', text: 'No emergency.' } as const;
    const judged = { id: first?.id ?? '', ...outcome };
    await reviewBreakGlass(hospital, held.as('privacy-officer'), judged);
    const lines = accessesOf({ hospital }, { patient: id }, () => '')
      .filter(({ interaction }) => interaction === 'break-glass')
      .map((line) => [line.id, line.text, line.review, line.count]);
    expect(lines).toEqual([
      [second?.line, 'Shock again.', 'open', 1],
      [first?.line, 'Shock.', 'not-justified', 1],
    ]);
    for (const line of [first?.line ?? '', second?.line ?? ''])
      expect(lineOf(hospital, { id: line, patient: id })?.id).toBe(line);
  });

  it('C8.3 of a patient and her guardian who ask at once, and of two judgements given at once, one is taken and the other told', async () => {
    const { ward, id, she } = await admitted();
    await using held = ward;
    const { hospital } = held;
    await breakGlassHere(hospital, held.as('nurse'), { patient: id, reason: 'ETREAT', text: 'A.' });
    const notice = noticesOf(hospital, she)[0]?.id ?? '';
    const guardian = newGuardianship(
      { patient: id, name: 'Ida', relation: 'mother', scope: 'consent' },
      held.time.now,
    );
    const asked = await Promise.allSettled([
      seeNotice(hospital, she, { id: notice, question: 'Who was it?' }),
      seeNotice(hospital, { ...she, guardian }, { id: notice, question: 'And why?' }),
    ]);
    const conflict = { status: 'rejected', reason: { code: 'conflict' } };
    expect(asked).toMatchObject([{ status: 'fulfilled', value: id }, conflict]);
    expect(reviewsOf(hospital)).toMatchObject([{ question: 'Who was it?' }]);
    const officer = held.as('privacy-officer');
    const judged = await Promise.allSettled([
      reviewBreakGlass(hospital, officer, { id: notice, outcome: 'justified', text: 'Called.' }),
      reviewBreakGlass(hospital, officer, { id: notice, outcome: 'not-justified', text: 'No.' }),
    ]);
    expect(judged).toMatchObject([{ status: 'fulfilled' }, conflict]);
    expect(reviewsOf(hospital)).toMatchObject([{ state: 'justified' }]);
  });
});
