import { describe, expect, it } from 'vitest';
import type { Binding } from './binding.ts';
import { belonging } from './binding.ts';

const SECOND = 1000;
const BINDINGS: Binding[] = [
  { subject: 'anna', from: 1000 * SECOND, until: 2000 * SECOND },
  { subject: 'bert', from: 2000 * SECOND, until: 3000 * SECOND },
  { subject: 'bert', from: 3000 * SECOND, until: null },
];

function whose(second: number, bindings = BINDINGS, backSeconds = 60): string {
  const at = second * SECOND;
  const range = { at, earliest: at - backSeconds * SECOND, latest: at + 60 * SECOND };
  const found = belonging(bindings, range);
  return 'subject' in found ? found.subject : found.because;
}

describe('binding', () => {
  it('T1.2 a reading belongs to who was bound when it was measured', () => {
    expect(whose(1500)).toBe('anna');
    expect(whose(2500)).toBe('bert');
    expect(whose(99_999)).toBe('bert');
    expect(whose(900)).toBe('unbound');
  });

  it('T1.2 within a minute of a change of patient it belongs to nobody', () => {
    expect(whose(1939)).toBe('anna');
    for (const second of [1940, 1999, 2000, 2059])
      expect(whose(second), `${second}`).toBe('near-change');
    expect(whose(2060)).toBe('bert');
  });

  it('T1.2 nor within a minute before the device came off, for it may be on the next already', () => {
    const ended = BINDINGS.slice(0, 1);
    expect(whose(1939, ended)).toBe('anna');
    expect(whose(1940, ended)).toBe('near-change');
    expect(whose(2059, ended)).toBe('near-change');
    expect(whose(2060, ended)).toBe('unbound');
  });

  it('T1.2 the start of a binding after nobody, and renewing one, leave no doubt', () => {
    expect(whose(1000)).toBe('anna');
    expect(whose(999)).toBe('near-change');
    expect(whose(2990)).toBe('bert');
    expect(whose(3000)).toBe('bert');
  });

  it('T1.2 two bindings at once belong to nobody', () => {
    const both = [...BINDINGS, { subject: 'carl', from: 2400 * SECOND, until: null }];
    expect(whose(2339, both)).toBe('bert');
    expect(whose(2340, both)).toBe('near-change');
    expect(whose(9999, both)).toBe('near-change');
  });

  it('T2.3 a clock at fault widens the doubt backwards', () => {
    expect(whose(2500, BINDINGS, 900)).toBe('near-change');
    expect(whose(2900, BINDINGS, 900)).toBe('bert');
  });
});
