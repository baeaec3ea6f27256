import { expect, it } from 'vitest';
import { WORLD_NOW } from '@careledger/contracts/testing';
import { OLDEST_COPY_MS } from './copy-age.ts';
import { emergency } from './taken.fixture.ts';

it('D2 decides an emergency on a copy of 24 h, and on an older one nothing', async () => {
  const young = emergency(OLDEST_COPY_MS);
  await expect(young.taking.offer(young.draft, young.asDecided, WORLD_NOW)).resolves.toMatchObject({
    detail: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const old = emergency(OLDEST_COPY_MS + 1);
  await expect(old.taking.offer(old.draft, old.asDecided, WORLD_NOW)).rejects.toMatchObject({
    code: 'unreachable',
  });
});

it('D2 gives nothing before the node of the asking member has signed the same decision, and keeps it to be recorded', async () => {
  const { taking, draft, asDecided, rows, north, signed } = emergency();
  const { id } = draft;
  const { detail } = await taking.offer(draft, asDecided, WORLD_NOW);
  expect(rows.size).toBe(0);
  for (const [member, signature] of [
    ['riverside', signed('0'.repeat(64))],
    ['riverside', signed(detail, north)],
  ] as const)
    await expect(taking.take(member, { id, signature })).rejects.toMatchObject({
      code: 'forbidden',
    });
  await expect(taking.take('lakeside', { id, signature: signed(detail) })).rejects.toMatchObject({
    code: 'replay',
  });
  expect(rows.size).toBe(0);
  const { decided } = await taking.take('riverside', { id, signature: signed(detail) });
  expect(decided).toMatchObject({ anchor: null, decision: { outcome: 'granted' } });
  expect([...rows.keys()]).toEqual([`taken/${id}`]);
  await expect(
    taking.take('riverside', { id, signature: signed(detail) }),
    'once only',
  ).rejects.toMatchObject({ code: 'replay' });
});

it('D2 closes a decision that nobody signed within a minute', async () => {
  const { taking, draft, asDecided, time, signed } = emergency();
  const { detail } = await taking.offer(draft, asDecided, WORLD_NOW);
  expect(taking.isOpen(draft.id)).toBe(true);
  time.now += 60_001;
  expect(taking.isOpen(draft.id)).toBe(false);
  await expect(
    taking.take('riverside', { id: draft.id, signature: signed(detail) }),
  ).rejects.toMatchObject({ code: 'replay' });
});
