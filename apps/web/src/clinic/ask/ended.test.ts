import { describe, expect, it } from 'vitest';
import type { NodeEvent } from '../../api/live.ts';
import { endedAfter, heldAfter } from './ended.ts';

const ofCopy = (type: string, more: Partial<NodeEvent> = {}): NodeEvent => ({
  kind: 'consent',
  type,
  id: 'r1',
  member: 'riverside',
  patient: 'p1',
  ...more,
});
const after = (...events: readonly NodeEvent[]) =>
  events.reduce<readonly string[]>((ended, event) => endedAfter(ended, event, 'p1'), []);

describe('the end of what another hospital showed', () => {
  it('C11 is a permission that ended where her hospital took the copy back, and only then', () => {
    expect(after(ofCopy('taken-back'))).toEqual(['riverside']);
    expect(after(ofCopy('closed'))).toEqual([]);
    expect(after(ofCopy('erase-date'))).toEqual([]);
  });

  it('C11 is said of the patient whose permission it was, and of no other', () => {
    expect(after(ofCopy('taken-back', { patient: 'p2' }))).toEqual([]);
    expect(endedAfter([], { kind: 'consent', member: 'riverside' }, 'p1')).toEqual([]);
  });

  it('C11 is said of each hospital, until a copy of it is closed that was open besides', () => {
    const both = [ofCopy('taken-back'), ofCopy('taken-back', { id: 'r2', member: 'lakeside' })];
    expect(after(...both, ofCopy('taken-back', { id: 'r3' }))).toEqual(['lakeside', 'riverside']);
    expect(after(...both, ofCopy('closed', { id: 'r4' }))).toEqual(['lakeside']);
    expect(after(...both, ofCopy('closed', { patient: 'p2' }))).toEqual(['riverside', 'lakeside']);
  });

  it('C4.2 takes the one copy off the page that is no longer held', () => {
    const rows = ['r1', 'r2'].map((request) => ({ request, custodian: 'riverside' }));
    expect(heldAfter(rows, ofCopy('closed'))).toEqual([rows[1]]);
    expect(heldAfter(rows, ofCopy('taken-back', { id: 'r9' }))).toEqual(rows);
    expect(heldAfter(rows, { kind: 'consent', patient: 'p1' })).toEqual(rows);
    expect(heldAfter(rows, { kind: 'disclosure', id: 'r1' })).toEqual(rows);
  });
});
