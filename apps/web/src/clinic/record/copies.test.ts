import { describe, expect, it } from 'vitest';
import { copiesOf, currentOf, supersededIn } from './copies.ts';

const held = (request: string, at: string, version: number, filed: string[] = []) => ({
  request,
  custodian: 'riverside',
  at,
  eraseAt: null,
  basis: 'grant',
  stale: false,
  filed,
  resources: [
    { type: 'Condition', id: 'c1', version, at: 1, kind: 'problems', labels: [], resource: {} },
  ],
});

describe('reading copies of other hospitals', () => {
  const first = held('r1', '2026-11-18T10:00:00Z', 1);
  const second = held('r2', '2026-11-20T10:00:00Z', 2);

  it('shows of each entry the newest version, and marks the older superseded', () => {
    const copies = copiesOf([first, second]);
    expect(currentOf(copies).map(({ version, asked }) => [version, asked?.request])).toEqual([
      [2, 'r2'],
    ]);
    expect([...supersededIn(copies)]).toEqual(['riverside/Condition/c1 1']);
  });

  it('leaves out what was filed into the own chart', () => {
    expect(currentOf(copiesOf([held('r1', '2026-11-18T10:00:00Z', 1, ['Condition/c1'])]))).toEqual(
      [],
    );
  });

  it('leaves it out also where another answer of the same hospital holds it', () => {
    const filed = held('r2', '2026-11-20T10:00:00Z', 1, ['Condition/c1']);
    expect(currentOf(copiesOf([first, filed]))).toEqual([]);
  });

  it('is empty as soon as no copy is held', () => {
    expect(currentOf(copiesOf([]))).toEqual([]);
  });
});
