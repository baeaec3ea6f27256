import { expect, it } from 'vitest';
import { disclosureProjection } from '../audit/answer-tables.ts';
import type { Delay } from '../exchange/wire.ts';
import type { IndexDb } from '../journal/projection.ts';
import { openWard, type Ward } from '../ward.fixture.ts';
import { noticesOf, seeNotice } from './notices.ts';
import { emergencyProjection } from './review-tables.ts';
import { reviewBreakGlass, reviewsOf } from './reviews.ts';
import { breakGlassEntry } from './break-glass-entry.ts';
import { breakGlassHere } from './break-glass-here.ts';

const dayMs = 86_400_000;
const projections = [disclosureProjection, emergencyProjection];

/** What an answer journals of a break-glass of Riverside at this hospital. */
const brokenEntry = (
  { time }: Ward,
  { id, patient = 'she', delay = null }: { id: string; patient?: string; delay?: Delay | null },
) =>
  breakGlassEntry({
    at: time.now,
    id,
    side: 'custodian',
    patient,
    text: 'Not responding.',
    delay,
    outcome: 'granted',
    request: {
      custodian: 'northgate',
      requester: 'riverside',
      practitioner: '0'.repeat(64),
      basis: 'emergency',
      reasons: ['UNCONSCIOUS'],
    },
  });

/** Journals such a break-glass. */
async function broken(ward: Ward, id: string, delay: Delay | null) {
  await ward.hospital.journal.append(brokenEntry(ward, { id, delay }));
}

it('C8.3 an emergency access that nobody reviewed shows as overdue after 7 days, before those that are open', async () => {
  await using ward = await openWard({ projections });
  await broken(ward, 'first', null);
  ward.time.now += 7 * dayMs;
  await broken(ward, 'second', null);
  expect(reviewsOf(ward.hospital).map(({ id, state }) => [id, state])).toEqual([
    ['first', 'open'],
    ['second', 'open'],
  ]);
  ward.time.now += 1;
  expect(reviewsOf(ward.hospital).map(({ id, state }) => [id, state])).toEqual([
    ['first', 'overdue'],
    ['second', 'open'],
  ]);
  const judged = { id: 'first', outcome: 'not-justified', text: 'No emergency.' } as const;
  await expect(
    reviewBreakGlass(ward.hospital, ward.as('doctor'), judged),
    'a doctor does not judge',
  ).rejects.toThrow(/privacy officer/);
  await reviewBreakGlass(ward.hospital, ward.as('privacy-officer'), judged);
  expect(reviewsOf(ward.hospital).map(({ id, state }) => [id, state])).toEqual([
    ['second', 'open'],
    ['first', 'not-justified'],
  ]);
});

it('C8.2 a safeguarding delay hides it from the patient until its end and says then why, and hides it from no officer', async () => {
  await using ward = await openWard({ projections });
  const she = { kind: 'patient', patient: 'she' } as const;
  await broken(ward, 'told', null);
  const reason = 'Told at once, she would be in danger.';
  await broken(ward, 'hidden', { until: ward.time.now + 3 * dayMs, reason });
  const told = () => noticesOf(ward.hospital, she).map(({ id, late }) => [id, late]);
  expect(told()).toEqual([['told', null]]);
  expect(noticesOf(ward.hospital, ward.as('privacy-officer'))).toHaveLength(2);
  ward.time.now += 3 * dayMs;
  expect(told()).toContainEqual(['hidden', reason]);
  expect(noticesOf(ward.hospital, { kind: 'patient', patient: 'another' })).toEqual([]);
});

it('C8.2 C8.3 after thousands of emergencies the newest is told, answered and reviewed, and the oldest that waits is listed', async () => {
  await using ward = await openWard({ projections });
  const { hospital } = ward;
  const officer = ward.as('privacy-officer');
  const she = { kind: 'patient', patient: 'she' } as const;
  await broken(ward, 'first', null);
  const others = Array.from({ length: 2_000 }, (_, n) =>
    brokenEntry(ward, { id: `other-${n}`, patient: 'another' }),
  );
  await hospital.journal.appendAll(others);
  const verdict = { outcome: 'justified', text: 'Called him.' } as const;
  const judged = { t: 'review', at: ward.time.now, by: officer.handle, patient: 'another' };
  await hospital.journal.appendAll(others.map(({ id = '' }) => ({ ...judged, ...verdict, id })));
  ward.time.now += 1;
  await broken(ward, 'last', null);
  expect(noticesOf(hospital, she).map(({ id }) => id)).toEqual(['last', 'first']);
  expect(noticesOf(hospital, officer)[0]?.id).toBe('last');
  for (const id of ['first', 'last']) {
    expect(await seeNotice(hospital, she, { id })).toBe('she');
    expect(await seeNotice(hospital, officer, { id })).toBe('she');
  }
  expect(
    reviewsOf(hospital)
      .slice(0, 2)
      .map(({ id }) => id),
  ).toEqual(['first', 'last']);
  expect(await reviewBreakGlass(hospital, officer, { id: 'last', ...verdict })).toMatchObject({
    state: 'justified',
  });
});

it('C8.2 an officer answers an old notice of a stop or a flood too', async () => {
  await using ward = await openWard({ projections });
  const { hospital, time } = ward;
  const officer = ward.as('privacy-officer');
  const by = { member: 'riverside', organisation: 'riverside', practitioner: '0'.repeat(64) };
  const facts = { at: time.now, count: 21, since: 0, until: 1, ...by };
  const { index } = await hospital.journal.append({ t: 'flood', ...facts });
  await hospital.journal.append({ t: 'asking-stopped', id: 'stop', ...facts });
  const ids = () => noticesOf(hospital, officer).flatMap(({ id, seen }) => (seen ? [id] : []));
  for (const id of ['stop', `flood/${index}`]) await seeNotice(hospital, officer, { id });
  expect(new Set(ids())).toEqual(new Set(['stop', `flood/${index}`]));
  await expect(seeNotice(hospital, officer, { id: 'flood/' })).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('C8.2 the notices of one patient ask nothing of the emergencies of others', async () => {
  await using ward = await openWard({ projections });
  const { hospital } = ward;
  const emergency = { reason: 'ETREAT', text: 'Shock.' };
  for (const patient of ['she', 'another', 'a third'])
    await breakGlassHere(hospital, ward.as('nurse'), { patient, ...emergency });
  const asked: string[] = [];
  const index: IndexDb = {
    exec: (sql) => hospital.index.exec(sql),
    prepare: (sql) => {
      asked.push(sql);
      return hospital.index.prepare(sql);
    },
  };
  const she = { kind: 'patient', patient: 'she' } as const;
  expect(noticesOf({ ...hospital, index }, she)).toHaveLength(1);
  expect(asked.filter((sql) => sql.includes('from access'))).toHaveLength(1);
});
