import { describe, expect, it } from 'vitest';
import { allergiesOf } from './allergies.ts';
import { medicineName } from './medicine-name.ts';
import { medicinesOf } from './medicines.ts';
import { allergy, ours, prescription } from './record.fixture.ts';
import { allergyWarnings, duplicatePairs, duplicatesOf } from './warnings.ts';

const wish = (name: string) => ({ ...medicineName(name), codes: [] });
const known = (name: string) => allergiesOf(ours(allergy(name))).known;

describe('warnings before prescribing', () => {
  it.each([
    ['Allergy to penicillin', 'amoxicillin 500 MG Oral Tablet', 'group'],
    ['Allergy to penicillin', 'cefalexin 500 MG Oral Capsule', 'crossing'],
    ['Allergy to sulfonamide', 'sulfamethoxazole 800 MG Oral Tablet', 'group'],
    ['Naproxen', 'naproxen sodium 220 MG Oral Tablet', 'substance'],
    ['Allergy to aspirin', 'ibuprofen 400 MG Oral Tablet', 'crossing'],
  ])('%s speaks against %s', (recorded, name, reach) => {
    expect(allergyWarnings(wish(name), known(recorded))).toMatchObject([{ reach }]);
  });

  it('says nothing against a medicine that no allergy reaches', () => {
    expect(allergyWarnings(wish('lisinopril 10 MG Oral Tablet'), known('Latex allergy'))).toEqual(
      [],
    );
    expect(
      allergyWarnings(wish('doxycycline 100 MG Oral Capsule'), known('Allergy to penicillin')),
    ).toEqual([]);
  });

  it('finds the same substance with another salt, and another of the same group', () => {
    const taken = medicinesOf(
      ours(
        prescription('warfarin sodium 5 MG Oral Tablet'),
        prescription('tiotropium 18 MCG Inhalant'),
      ),
    );
    expect(duplicatesOf(wish('warfarin 1 MG Oral Tablet'), taken)).toMatchObject([
      { kind: 'substance' },
    ]);
    expect(duplicatesOf(wish('ipratropium 0.5 MG Inhalant'), taken)).toMatchObject([
      { kind: 'group', group: 'antimuscarinics' },
    ]);
  });

  it('does not count what is no longer taken', () => {
    const stopped = medicinesOf(ours(prescription('warfarin', { status: 'stopped' })));
    expect(duplicatesOf(wish('warfarin 5 MG Oral Tablet'), stopped)).toEqual([]);
  });

  it('names each pair of a list once', () => {
    const list = medicinesOf(
      ours(prescription('simvastatin'), prescription('atorvastatin'), prescription('nystatin')),
    );
    expect(duplicatePairs(list)).toHaveLength(1);
  });
});
