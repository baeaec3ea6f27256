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

beforeEach(async () => {
  ward = await openWard();
  ended = new AbortController();
  told = [];
  const { hospital } = ward;
  hospital.bulletin.subscribe(({ number: _number, ...news }) => told.push(news));
  copies = openCopies({
    hospital,
    tellings: { queue: async () => undefined, isAway: () => false },
    confirm: () => ({}),
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
