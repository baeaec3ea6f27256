import { describe, expect, it } from 'vitest';
import { medicineName } from './medicine-name.ts';

describe('the name of a medicine', () => {
  it.each([
    ['lisinopril 10 MG Oral Tablet', 'lisinopril', '10\u00a0mg', 'oral tablet'],
    ['warfarin sodium 5 MG Oral Tablet', 'warfarin sodium', '5\u00a0mg', 'oral tablet'],
    ['acamprosate', 'acamprosate', '', ''],
    [
      '200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler',
      'albuterol',
      '90\u00a0micrograms per puff',
      'metered dose inhaler',
    ],
    [
      '60 ACTUAT fluticasone propionate 0.25 MG/ACTUAT / salmeterol 0.05 MG/ACTUAT Dry Powder Inhaler',
      'fluticasone propionate / salmeterol',
      '0.25\u00a0mg / 50\u00a0micrograms per puff',
      'dry powder inhaler',
    ],
    [
      'insulin glargine 100 UNT/ML Injectable Solution',
      'insulin glargine',
      '100\u00a0units per mL',
      'injectable solution',
    ],
    ['Trastuzumab', 'Trastuzumab', '', ''],
  ])('takes apart %s', (words, name, strength, form) => {
    expect(medicineName(words)).toMatchObject({ name, strength, form });
  });

  it('gives each substance of a combination apart', () => {
    expect(
      medicineName('emtricitabine 200 MG / tenofovir alafenamide 25 MG Oral Tablet').ingredients,
    ).toEqual(['emtricitabine', 'tenofovir alafenamide']);
  });
});
