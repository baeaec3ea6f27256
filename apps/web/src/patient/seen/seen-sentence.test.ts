import { describe, expect, it } from 'vitest';
import { formatsOf } from '../../words/format.ts';
import { sayer } from '../../words/words.ts';
import { patientWords } from '../words.ts';
import type { DisclosureRow } from './disclosures.ts';
import { seenSentence } from './seen-sentence.ts';

const looked: DisclosureRow = {
  at: '2026-11-20T10:00:00Z',
  count: 1,
  outcome: 'permitted',
  because: '',
  who: 'Cora Cole, Northgate',
  organisation: 'northgate',
  role: 'administrator',
  purpose: 'HOPERAT',
  basis: 'directory',
  text: null,
  kind: 'access',
  interaction: 'find',
  resources: [],
  tx: null,
  request: null,
  receipt: null,
  review: null,
  delayed: null,
};

const said = (differently: Partial<DisclosureRow>, language: 'de' | 'en' = 'en') =>
  seenSentence(
    { row: { ...looked, ...differently }, custodianName: 'Northgate' },
    {
      say: sayer(patientWords, language),
      formats: formatsOf(language, 'patient', () => 0),
      nameOf: () => 'Northgate',
    },
  )
    .replaceAll('**', '')
    .replaceAll('\u00a0', ' ');

describe('the sentence about who looked', () => {
  it('D3 says that an office searched, and never that it treats', () => {
    expect(said({})).toBe(
      'Cora Cole, administration, Northgate, looked at your name and birth date, for the work of the hospital’s office.',
    );
    expect(said({}, 'de')).toContain('für die Verwaltung des Krankenhauses');
    expect(said({ role: 'auditor', purpose: 'HCOMPL' })).toContain('to check who looks at records');
  });

  it('R9 D3 says that nothing was shown where the other hospital threw the answer away', () => {
    const given = { kind: 'answer', outcome: 'granted', basis: 'grant', role: null } as const;
    expect(said({ ...given, receipt: 'received' })).not.toContain('Nothing was shown');
    const thrownAway = { ...given, receipt: 'another-person' } as const;
    expect(said(thrownAway)).toContain('may be another person. Nothing was shown or kept.');
    expect(said(thrownAway, 'de')).toContain('Nichts wurde gezeigt oder behalten.');
    expect(said({ ...thrownAway, basis: 'emergency' })).toContain('Nothing was shown or kept.');
  });

  it('D3 says that who treats looked to treat', () => {
    const read = { role: 'doctor', purpose: 'TREAT', interaction: 'read' } as const;
    expect(said(read)).toContain('looked at your record, to treat you.');
    expect(said({ ...read, count: 3 })).toContain('3 times, to treat you.');
  });

  it('D3 says who took her over and who moved her, and never that he looked', () => {
    const treats = { role: 'nurse', purpose: 'TREAT' } as const;
    expect(said({ ...treats, interaction: 'take-over' })).toContain('began to treat you.');
    const moved = { ...treats, interaction: 'put-on-ward' } as const;
    expect(said(moved)).toContain('put you on a ward or took you off one.');
    expect(said(moved, 'de')).toContain('auf eine Station gelegt oder von einer genommen.');
    expect(said({ ...moved, outcome: 'refused' })).not.toContain('put you on a ward');
  });
});
