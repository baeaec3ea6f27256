import { expect, it } from 'vitest';
import { disclosureProjection } from '../audit/answer-tables.ts';
import { openWard, type Ward } from '../ward.fixture.ts';
import { FLOOD_AFTER, openFlood } from './flood.ts';

const refusal = (ward: Ward, id: string, practitioner = 'asker') => ({
  t: 'answer',
  at: ward.time.now,
  id,
  patient: 'she',
  request: { requester: 'riverside', practitioner, purpose: 'TREAT', basis: 'grant' },
  decision: {
    outcome: 'refused',
    because: 'no-grant',
    requester: 'riverside',
    practitioner,
    purpose: 'TREAT',
    basis: 'grant',
  },
  tx: id,
  block: 1,
});

const kindsOf = async (ward: Ward) => {
  const kinds: string[] = [];
  for await (const { entry } of ward.hospital.journal.entries()) kinds.push(entry.t);
  return kinds.filter((t) => t === 'flood');
};

it('D1.2 counts refusals of one requester beyond the threshold, keeps them over a restart, and journals them as one entry', async () => {
  await using ward = await openWard({ projections: [disclosureProjection] });
  const opened = () =>
    openFlood({ hospital: ward.hospital, signal: AbortSignal.timeout(60_000), everyMs: 3_600_000 });
  const flood = opened();
  for (let one = 0; one < FLOOD_AFTER; one += 1)
    expect(flood.isFlood(refusal(ward, `a${one}`)), 'each of the first is recorded').toBe(false);
  expect(flood.isFlood(refusal(ward, 'other', 'somebody else'))).toBe(false);
  for (const id of ['b1', 'b2', 'b3']) {
    const beyond = refusal(ward, id);
    expect(flood.isFlood(beyond)).toBe(true);
    await flood.count(beyond);
  }
  expect(await kindsOf(ward)).toEqual([]);
  await ward.restart();
  const again = opened();
  expect(again.pending().map(({ id }) => id)).toEqual(['b1', 'b2', 'b3']);
  await again.close();
  expect(again.pending()).toEqual([]);
  expect(await kindsOf(ward)).toEqual(['flood']);
  const rows = ward.hospital.index
    .prepare('select count(*) as n from answer where flood is not null')
    .get();
  expect(rows, 'each can be opened').toMatchObject({ n: 3 });
  const counted = ward.hospital.index
    .prepare('select count, organisation, practitioner from flood')
    .all();
  expect(counted).toMatchObject([{ count: 3, organisation: 'riverside', practitioner: 'asker' }]);
});

it('D1.2 ends when its window is over', async () => {
  await using ward = await openWard({ projections: [disclosureProjection] });
  const flood = openFlood({ hospital: ward.hospital, signal: AbortSignal.timeout(60_000) });
  for (let one = 0; one <= FLOOD_AFTER; one += 1) flood.isFlood(refusal(ward, `a${one}`));
  expect(flood.isFlood(refusal(ward, 'next'))).toBe(true);
  ward.time.now += 600_001;
  expect(flood.isFlood(refusal(ward, 'later'))).toBe(false);
});
