import { describe, expect, it } from 'vitest';
import { allergiesOf } from './allergies.ts';
import { allergy, ours } from './record.fixture.ts';

describe('allergies of a chart', () => {
  it('names the substance alone, the most dangerous first', () => {
    const { known } = allergiesOf(
      ours(
        allergy('Latex allergy', { reaction: [{ severity: 'mild' }] }),
        allergy('Allergy to penicillin', { criticality: 'high' }),
      ),
    );
    expect(known.map(({ substance }) => substance)).toEqual(['Penicillin', 'Latex']);
  });

  it('C10 an entry that the patient knows of none is apart, and an empty list is not one', () => {
    const none = allergy('No known allergy', {
      code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] },
    });
    expect(allergiesOf(ours(none))).toMatchObject({
      known: [],
      denied: [{ entry: { version: 1 } }],
    });
    expect(allergiesOf([])).toEqual({ known: [], denied: [] });
  });

  it('R3.2 shows neither what was refuted nor what was entered in error', () => {
    const refuted = allergy('Peanut', { verificationStatus: { coding: [{ code: 'refuted' }] } });
    const mistaken = allergy('Latex', {
      verificationStatus: { coding: [{ code: 'entered-in-error' }] },
    });
    expect(allergiesOf(ours(refuted, mistaken)).known).toEqual([]);
  });

  it('takes the worst severity of several reactions', () => {
    const twice = allergy('Peanut', { reaction: [{ severity: 'mild' }, { severity: 'severe' }] });
    expect(allergiesOf(ours(twice)).known[0]?.severity).toBe('severe');
  });
});
