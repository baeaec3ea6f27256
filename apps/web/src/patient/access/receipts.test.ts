import { expect, it } from 'vitest';
import { deletionsAfter, type Confirmation } from './receipts.ts';

const row = (at: string, grant: string, state = 'confirmed'): Confirmation => ({
  at,
  grant,
  memberName: 'Riverside',
  state,
  copies: 2,
  confirmedAt: state === 'confirmed' ? at : null,
});
const old = row('2026-01-05T09:00:00Z', 'g1');
const waiting = row('2026-02-05T09:00:00Z', '', 'waiting');
const before = [waiting, old];
const now = row('2026-11-20T09:30:00Z', 'g2');

it('C4.2 answers a stop of everything with the deletions after it alone, not with earlier ones', () => {
  const told = deletionsAfter([now, row(waiting.at, ''), old], { grant: 'all', before });
  expect(told).toEqual([now]);
  expect(deletionsAfter(before, { grant: 'all', before })).toEqual([]);
  expect(deletionsAfter([now, ...before], { grant: 'all', before: undefined })).toEqual([]);
});

it('C4.2 answers the withdrawal of one permission with the deletions of what went out under it', () => {
  expect(deletionsAfter([now, ...before], { grant: 'g2', before })).toEqual([now]);
});
