import { expect, it } from 'vitest';
import { disclosureProjection } from '../audit/answer-tables.ts';
import { openWard, type Ward } from '../ward.fixture.ts';
import { noticesOf } from './notices.ts';
import { emergencyProjection } from './review-tables.ts';
import { reviewBreakGlass, reviewsOf } from './reviews.ts';
import { breakGlassEntry } from './break-glass-entry.ts';

const dayMs = 86_400_000;
const projections = [disclosureProjection, emergencyProjection];

/** Journals a break-glass of Riverside at this hospital, as an answer does. */
async function broken(ward: Ward, id: string, delay: { until: number; reason: string } | null) {
  const { hospital, time } = ward;
  await hospital.journal.append(
    breakGlassEntry({
      at: time.now,
      id,
      side: 'custodian',
      patient: 'she',
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
    }),
  );
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
