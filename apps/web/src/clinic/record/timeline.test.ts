import { describe, expect, it } from 'vitest';
import { foreignEntries } from './entry.ts';
import { measured, ours, prescription, theirs } from './record.fixture.ts';
import { timelineOf } from './timeline.ts';

describe('the timeline', () => {
  it('goes by days, newest first, over all hospitals', () => {
    const days = timelineOf([
      ...ours(prescription('doxycycline 100 MG Oral Capsule', { authoredOn: '2026-11-20' })),
      ...theirs(prescription('tiotropium', { authoredOn: '2026-11-03' })),
    ]);
    expect(days.map(({ day, events }) => [day, events[0]?.entries[0]?.custodian])).toEqual([
      ['2026-11-20', 'northgate'],
      ['2026-11-03', 'riverside'],
    ]);
  });

  it('tells values of one report in one line, those out of their range first', () => {
    const high = { referenceRange: [{ high: { value: 5 } }] };
    const days = timelineOf(
      ours(
        measured('2951-2', 140, '2026-11-20T08:00:00Z'),
        measured('1988-5', 186, '2026-11-20T08:00:00Z', high),
        {
          resourceType: 'DiagnosticReport',
          code: { text: 'Blood test' },
          effectiveDateTime: '2026-11-20T08:00:00Z',
          result: [{ reference: 'Observation/own-1' }, { reference: 'Observation/own-2' }],
        },
      ),
    );
    expect(days).toHaveLength(1);
    expect(days[0]?.events).toHaveLength(1);
    expect(days[0]?.events[0]?.values.map(({ name }) => name)).toEqual(['CRP', '2951-2']);
  });

  it('R4 leaves a placeholder where content does not open, and none of its words', () => {
    const damaged = foreignEntries(
      [{ type: 'Observation', id: 'x', version: 1, at: '2026-11-12T10:00:00Z', damaged: true }],
      { custodian: 'riverside', request: 'r1', at: 0 },
    );
    expect(timelineOf(damaged)[0]?.events).toMatchObject([
      { kind: 'damaged', words: '', values: [] },
    ]);
  });
});
