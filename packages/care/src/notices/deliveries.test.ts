import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWard, type Ward } from '../ward.fixture.ts';
import { openAddresses } from './addresses.ts';
import { runDeliveries } from './deliveries.ts';

let ward: Ward;
beforeAll(async () => {
  ward = await openWard();
});
beforeEach(() => ward.refresh());
afterAll(() => ward[Symbol.asyncDispose]());

describe('who is told by mail', () => {
  it('I4 is no officer who is suspended, as long as he is', async () => {
    const { hospital } = ward;
    const addresses = openAddresses(hospital);
    await addresses.set('user:privacy-officer', { mail: 'officer@example.org' });
    const ended = new AbortController();
    const deliveries = runDeliveries({
      hospital,
      addresses,
      senders: [{ channel: 'mail', send: async () => {} }],
      escalateAfterMs: 1000,
      signal: ended.signal,
    });
    const told = () => deliveries.waysTo('role:privacy-officer', 0).map(({ owner }) => owner);
    expect(told()).toEqual(['user:privacy-officer']);
    const by = ward.as('administrator');
    await hospital.people.suspend(by, { user: 'privacy-officer', why: '' });
    expect(told()).toEqual([]);
    await hospital.people.reinstate(by, 'privacy-officer');
    expect(told()).toEqual(['user:privacy-officer']);
    ended.abort();
  });
});
