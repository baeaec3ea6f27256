import { describe, expect, it } from 'vitest';
import { measured, ours, theirs } from './record.fixture.ts';
import { resultsOf } from './results.ts';

const upTo5 = { referenceRange: [{ high: { value: 5 } }] };

describe('results with their trends', () => {
  it('joins the values of a test over hospitals, oldest first, each with its custodian', () => {
    const [crp] = resultsOf([
      ...ours(measured('1988-5', 186, '2026-11-20T13:40:00Z', upTo5)),
      ...theirs(measured('1988-5', 12, '2026-10-21T09:00:00Z', upTo5)),
    ]);
    expect(crp?.name).toBe('CRP');
    expect(crp?.points.map(({ amount, entry }) => [amount?.value, entry.custodian])).toEqual([
      [12, 'riverside'],
      [186, 'northgate'],
    ]);
    expect(crp?.latest.flag).toBe('high');
  });

  it('T3 shows as latest what was measured last, not what came last', () => {
    const [series] = resultsOf(
      ours(
        measured('1988-5', 9, '2026-11-20T13:40:00Z'),
        measured('1988-5', 41, '2026-11-19T08:00:00Z'),
      ),
    );
    expect(series?.latest.amount?.value).toBe(9);
  });

  it('keeps values of different units apart', () => {
    const inOther = { valueQuantity: { value: 1.2, unit: 'mg/dL', code: 'mg/dL' } };
    expect(
      resultsOf(
        ours(measured('1988-5', 9, '2026-11-20'), measured('1988-5', 0, '2026-11-20', inOther)),
      ),
    ).toHaveLength(2);
  });

  it('believes the laboratory before the range', () => {
    const normal = { ...upTo5, interpretation: [{ coding: [{ code: 'N' }] }] };
    expect(resultsOf(ours(measured('1988-5', 6, '2026-11-20', normal)))[0]?.latest.flag).toBeNull();
  });

  it('takes the values of components, as of a blood pressure', () => {
    const pressure = {
      resourceType: 'Observation',
      status: 'final',
      category: [{ coding: [{ code: 'vital-signs' }] }],
      code: { text: 'Blood pressure' },
      effectiveDateTime: '2026-11-20T13:40:00Z',
      component: [
        { code: { text: 'Systolic' }, valueQuantity: { value: 104, code: 'mm[Hg]' } },
        { code: { text: 'Diastolic' }, valueQuantity: { value: 61, code: 'mm[Hg]' } },
      ],
    };
    expect(
      resultsOf(ours(pressure)).map(({ group, latest }) => [group, latest.amount?.unit]),
    ).toEqual([
      ['vitals', 'mmHg'],
      ['vitals', 'mmHg'],
    ]);
  });

  it('leaves out what was cancelled', () => {
    expect(resultsOf(ours(measured('1988-5', 6, '2026-11-20', { status: 'cancelled' })))).toEqual(
      [],
    );
  });
});
