import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWard, type Ward } from '../ward.fixture.ts';

let ward: Ward;
const people = () => ward.hospital.people;
const password = 'correct horse battery';
const day = 86_400_000;

beforeAll(async () => {
  ward = await openWard();
});
beforeEach(() => ward.refresh());
afterAll(() => ward[Symbol.asyncDispose]());

const said = async () => {
  const found: unknown[] = [];
  for await (const { entry } of ward.hospital.journal.entries())
    if (entry.t === 'staff-standing') found.push([entry['what'], entry['by'], entry['who']]);
  return found;
};

describe('what administrators say of accounts', () => {
  it('I4 suspends at once, also a session that is open, and says since when, by whom and why', async () => {
    const by = ward.as('administrator');
    await people().addPractitioner({ user: 'leaver', name: 'L', role: 'nurse', password, by });
    const { token } = await people().login({ user: 'leaver', password });
    const actor = people().actor(token);
    await people().suspend(by, { user: 'leaver', why: 'left the hospital' });
    expect(() => people().actor(token)).toThrow('Sign in first');
    expect(people().session(token)).toBeUndefined();
    expect(() => actor.kind === 'staff' && actor.sign(new Uint8Array(4))).toThrow('has ended');
    await expect(people().login({ user: 'leaver', password })).rejects.toThrow('suspended');
    await expect(people().vouch({ user: 'leaver', password })).rejects.toThrow('suspended');
    const state = {
      state: 'suspended',
      by: by.handle,
      why: 'left the hospital',
      at: ward.time.now,
    };
    expect(people().standing('leaver')).toMatchObject(state);
    ward.time.now += day;
    await people().suspend(by, { user: 'leaver', why: 'again' });
    expect(people().standing('leaver')).toMatchObject(state);
    await ward.restart();
    expect(people().standing('leaver')).toMatchObject(state);
  });

  it('I4 lifts a suspension, on record, and the person signs in again', async () => {
    const by = ward.as('administrator');
    await people().suspend(by, { user: 'nurse', why: '' });
    await people().reinstate(by, 'nurse');
    expect(people().standing('nurse').state).toBe('active');
    await people().login({ user: 'nurse', password });
    const { handle } = people().person('nurse') ?? {};
    expect((await said()).slice(-2)).toEqual([
      ['suspended', by.handle, handle],
      ['lifted', by.handle, handle],
    ]);
  });

  it('I4 of a suspension and an end that are said at once both hold', async () => {
    const by = ward.as('administrator');
    await people().addPractitioner({ user: 'both', name: 'B', role: 'nurse', password, by });
    const until = ward.time.now + day;
    await Promise.all([
      people().suspend(by, { user: 'both', why: 'left' }),
      people().lastUntil(by, { user: 'both', until }),
    ]);
    expect(people().standing('both')).toMatchObject({ state: 'suspended', why: 'left', until });
  });

  it('I4 ends an account on its day, in the middle of a session, until a later end is set', async () => {
    const by = ward.as('administrator');
    const until = ward.time.now + 60_000;
    await people().addPractitioner({
      user: 'locum',
      name: 'L',
      role: 'doctor',
      password,
      until,
      by,
    });
    const { token } = await people().login({ user: 'locum', password });
    expect(people().standing('locum')).toMatchObject({ state: 'active', until });
    ward.time.now = until;
    expect(() => people().actor(token)).toThrow('Sign in first');
    expect(people().standing('locum').state).toBe('expired');
    await expect(people().login({ user: 'locum', password })).rejects.toThrow('expired');
    await ward.refresh();
    await people().lastUntil(ward.as('administrator'), { user: 'locum', until: until + day });
    await people().login({ user: 'locum', password });
    await people().lastUntil(ward.as('administrator'), { user: 'locum', until: null });
    expect(people().standing('locum')).toMatchObject({ state: 'active', until: null });
  });

  it('I4 is an administrator’s word about somebody else, and an end that lies ahead', async () => {
    const by = ward.as('administrator');
    const own = { user: 'administrator', why: '' };
    await expect(people().suspend(by, own)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      people().suspend(ward.as('doctor'), { user: 'nurse', why: '' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      people().lastUntil(by, { user: 'nurse', until: ward.time.now }),
    ).rejects.toMatchObject({ code: 'invalid' });
    await expect(people().reinstate(by, 'nobody')).rejects.toMatchObject({ code: 'not-found' });
    expect(people().standing('nurse')).toMatchObject({ state: 'active', until: null });
  });
});
