import { describe, expect, it } from 'vitest';
import { endOf, endsSoon, lastDay, needOf, type StaffRow } from './staff.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const person: StaffRow = {
  user: 'adams',
  handle: 'ab',
  name: 'Dr Ada Adams',
  role: 'doctor',
  state: 'active',
  until: null,
  since: null,
  by: null,
  why: '',
  settled: true,
  sessions: 0,
  passkeys: 1,
  password: 'own',
};

describe('an account as an administrator sees it', () => {
  it('I4 a last day is over when the next one begins, and is shown as itself', () => {
    const end = endOf('2026-12-31') ?? '';
    expect(new Date(end).getTime() - new Date('2026-12-31T00:00:00').getTime()).toBe(86_400_000);
    expect(new Date(lastDay(end)).getDate()).toBe(31);
    expect(endOf('')).toBeNull();
  });

  it('I4 needs somebody where it is suspended, over, ends within 30 days, or is not yet everywhere as it is said here', () => {
    const until = (days: number) => new Date(now + days * 86_400_000).toISOString();
    const need = (differently: Partial<StaffRow>) => needOf({ ...person, ...differently }, now);
    expect(need({})).toBeUndefined();
    expect(need({ until: until(31) })).toBeUndefined();
    expect(need({ until: until(30) })).toBe('ends-soon');
    expect(need({ state: 'expired', until: until(-1) })).toBe('expired');
    expect(need({ state: 'suspended' })).toBe('suspended');
    expect(need({ settled: false })).toBe('not-settled');
    expect(need({ password: 'over' })).toBe('password-over');
    expect(need({ password: 'given' })).toBeUndefined();
    expect(endsSoon({ ...person, state: 'suspended', until: until(1) }, now)).toBe(false);
  });
});
