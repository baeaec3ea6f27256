import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { News } from '../bulletin/bulletin.ts';
import { hearsOf } from '../bulletin/may-hear.ts';
import type { StaffActor } from '../people/actor.ts';
import { openWard, type Ward } from '../ward.fixture.ts';
import { openCopies, type Copies } from './copies.ts';

let ward: Ward;
let copies: Copies;
let ended: AbortController;
let told: News[];
let confirmed: { requests: readonly string[]; copies: number }[];

beforeEach(async () => {
  ward = await openWard();
  ended = new AbortController();
  told = [];
  confirmed = [];
  const { hospital } = ward;
  hospital.bulletin.subscribe(({ number: _number, ...news }) => told.push(news));
  copies = openCopies({
    hospital,
    tellings: { queue: async () => undefined, isAway: () => false },
    confirm: ({ requests, copies: count }) => {
      confirmed.push({ requests, copies: count });
      return {};
    },
    signal: ended.signal,
  });
});
afterEach(async () => {
  ended.abort();
  await ward[Symbol.asyncDispose]();
});

async function keep(
  by: StaffActor,
  copy: { request: string; for: string | null; eraseAt?: number },
): Promise<void> {
  const { time } = ward;
  const came = { custodian: 'riverside', by: by.handle, at: time.now, basis: 'grant' };
  await copies.keep({ eraseAt: null, ...came, ...copy }, [{}]);
}

describe('the end of a reading copy', () => {
  it('C9 is told with its patient, its question and why, to who asked and to nobody else', async () => {
    const doctor = ward.as('doctor');
    await keep(doctor, { request: 'a', for: 'p1' });
    await keep(ward.as('nurse'), { request: 'b', for: 'p2' });
    await copies.close(doctor, 'a');
    await copies.takenBack('riverside', ['b', 'never-held'], 'withdrawn');
    const of = { kind: 'consent', member: 'riverside' } as const;
    expect(told).toEqual([
      { ...of, type: 'closed', id: 'a', patient: 'p1', to: 'doctor' },
      { ...of, type: 'taken-back', id: 'b', patient: 'p2', to: 'nurse' },
    ]);
    const heard = (['doctor', 'nurse', 'administrator', 'privacy-officer'] as const).map((role) =>
      told.filter((news) => hearsOf(ward.hospital, ward.as(role), news)).map(({ id }) => id),
    );
    expect(heard).toEqual([['a'], ['b'], [], []]);
  });

  it('C15 at its erase date is told as that, not as a permission that ended', async () => {
    await keep(ward.as('doctor'), { request: 'c', for: 'p1', eraseAt: ward.time.now + 1 });
    ward.time.now += 2;
    await expect
      .poll(() => told.map(({ type, id, patient }) => [type, id, patient]), { timeout: 10_000 })
      .toEqual([['erase-date', 'c', 'p1']]);
  });

  it('C4.2 is not told of what another hospital holds', async () => {
    await keep(ward.as('doctor'), { request: 'd', for: null });
    await copies.takenBack('lakeside', ['d'], 'withdrawn');
    expect(told).toEqual([]);
    await copies.takenBack('riverside', ['d'], 'stopped');
    expect(told).toEqual([
      { kind: 'consent', type: 'taken-back', id: 'd', member: 'riverside', to: 'doctor' },
    ]);
  });
});

describe('an answer that is taken back while it is on its way', () => {
  const held = async () => (await copies.of(ward.as('doctor'))).map(({ request }) => request);
  const files = () => readdir(join(ward.folder, 'copies')).catch(() => []);

  it('C4.2 is not kept, and the custodian was told rightly that nothing is held', async () => {
    await copies.takenBack('riverside', ['e'], 'withdrawn');
    expect(copies.isTakenBack('riverside', 'e')).toBe(true);
    await keep(ward.as('doctor'), { request: 'e', for: 'p1' });
    expect([await held(), await files()]).toEqual([[], []]);
    expect(confirmed).toEqual([{ requests: ['e'], copies: 0 }]);
  });

  it('C4.2 is dropped and counted where it was just being written', async () => {
    const kept = keep(ward.as('doctor'), { request: 'f', for: 'p1' });
    await copies.takenBack('riverside', ['f'], 'stopped');
    await kept;
    expect([await held(), await files()]).toEqual([[], []]);
    expect(confirmed).toEqual([{ requests: ['f'], copies: 1 }]);
  });

  it('C4.2 is kept where a hospital spoke whose answer it is not', async () => {
    await copies.takenBack('lakeside', ['g'], 'withdrawn');
    await keep(ward.as('doctor'), { request: 'g', for: 'p1' });
    expect(copies.isTakenBack('riverside', 'g')).toBe(false);
    expect(await held()).toEqual(['g']);
  });

  it('C4.2 is remembered for an hour, longer than any question is under way', async () => {
    await copies.takenBack('riverside', ['h'], 'withdrawn');
    ward.time.now += 3_599_999;
    expect(copies.isTakenBack('riverside', 'h')).toBe(true);
    ward.time.now += 1;
    expect(copies.isTakenBack('riverside', 'h')).toBe(false);
  });
});
