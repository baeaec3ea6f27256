import { describe, expect, it } from 'vitest';
import { allergiesOf } from './allergies.ts';
import { medicinesOf } from './medicines.ts';
import { reconcileAllergies, reconcileMedicines } from './reconcile.ts';
import { allergy, ours, prescription, theirs } from './record.fixture.ts';

describe('two lists side by side', () => {
  it('sets what doubles and what differs before what stands on one side only', () => {
    const rows = reconcileMedicines(
      medicinesOf(
        ours(
          prescription('ipratropium 0.5 MG Inhalant'),
          prescription('bisoprolol 2.5 MG Oral Tablet'),
          prescription('doxycycline 100 MG Oral Capsule'),
        ),
      ),
      medicinesOf(
        theirs(
          prescription('metformin 500 MG Oral Tablet'),
          prescription('bisoprolol 5 MG Oral Tablet'),
          prescription('tiotropium 0.018 MG Inhalant'),
        ),
      ),
    );
    expect(
      rows.map(({ relation, ours: mine, theirs: other }) => [relation, mine?.name, other?.name]),
    ).toEqual([
      ['doubles', 'ipratropium', 'tiotropium'],
      ['differs', 'bisoprolol', 'bisoprolol'],
      ['only-theirs', undefined, 'metformin'],
      ['only-ours', 'doxycycline', undefined],
    ]);
  });

  it('calls two lines the same only when strength, dose and rhythm are', () => {
    const tablet = prescription('lisinopril 10 MG Oral Tablet');
    const same = reconcileMedicines(medicinesOf(ours(tablet)), medicinesOf(theirs(tablet)));
    expect(same.map(({ relation }) => relation)).toEqual(['same']);
  });

  it('matches allergies by substance, whatever the words around it', () => {
    const rows = reconcileAllergies(
      allergiesOf(ours(allergy('Penicillin'))).known,
      allergiesOf(theirs(allergy('Allergy to penicillin'), allergy('Latex allergy'))).known,
    );
    expect(rows.map(({ relation }) => relation)).toEqual(['only-theirs', 'same']);
  });
});
