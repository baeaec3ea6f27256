import type { Allergy } from './allergies.ts';
import { shareCode } from './concept.ts';
import type { MedicineName } from './medicine-name.ts';
import type { Medicine } from './medicines.ts';
import { baseOf, groupsAgainst, groupsOf, type TherapyGroup } from './therapy.ts';

/** A medicine as far as warnings look at it. */
export type Prescribable = Pick<MedicineName, 'ingredients'> & {
  readonly codes: readonly string[];
};

/** An allergy that speaks against a medicine: to itself, its group, or a group that cross-reacts. */
export interface AllergyWarning {
  readonly allergy: Allergy;
  readonly reach: 'crossing' | 'group' | 'substance';
  readonly group: TherapyGroup | null;
}

/** The recorded allergies that speak against a medicine. */
export function allergyWarnings(
  medicine: Prescribable,
  allergies: readonly Allergy[],
): readonly AllergyWarning[] {
  return allergies.flatMap((allergy) => {
    const warning = against(medicine, allergy);
    return warning === undefined ? [] : [warning];
  });
}

/** How two medicines double each other: the same substance, or another of the same group. */
export interface Duplicate {
  readonly medicine: Medicine;
  readonly kind: 'group' | 'substance';
  readonly group: TherapyGroup | null;
}

/** Which of the medicines taken now a medicine would double. */
export function duplicatesOf(
  medicine: Prescribable,
  taken: readonly Medicine[],
): readonly Duplicate[] {
  return taken
    .filter(({ isActive }) => isActive)
    .flatMap((other) => {
      const found = doubling(medicine, other);
      return found === undefined ? [] : [{ medicine: other, ...found }];
    });
}

/** Two medicines of a list that double each other. */
export interface DuplicatePair extends Duplicate {
  readonly first: Medicine;
}

/** Each pair of medicines taken now that double each other, once. */
export function duplicatePairs(medicines: readonly Medicine[]): readonly DuplicatePair[] {
  return medicines
    .filter(({ isActive }) => isActive)
    .flatMap((first, index, active) =>
      duplicatesOf(first, active.slice(index + 1)).map((found) => ({ ...found, first })),
    );
}

function against(medicine: Prescribable, allergy: Allergy): AllergyWarning | undefined {
  const substance = baseOf(allergy.substance);
  const isSame =
    shareCode(medicine.codes, allergy.codes) ||
    medicine.ingredients.some((each) => named(baseOf(each), substance));
  if (isSame) return { allergy, reach: 'substance', group: null };
  const { own, crossing } = groupsAgainst(substance);
  const groups = medicine.ingredients.flatMap(groupsOf);
  const group = own.find((each) => groups.includes(each));
  if (group !== undefined) return { allergy, reach: 'group', group };
  const crossed = crossing.find((each) => groups.includes(each));
  return crossed === undefined ? undefined : { allergy, reach: 'crossing', group: crossed };
}

function doubling(
  medicine: Prescribable,
  other: Medicine,
): Pick<Duplicate, 'group' | 'kind'> | undefined {
  const [mine, theirs] = [medicine, other].map(({ ingredients }) => ingredients.map(baseOf));
  if (shareCode(medicine.codes, other.codes) || mine?.some((each) => theirs?.includes(each)))
    return { kind: 'substance', group: null };
  const groups = other.ingredients.flatMap(groupsOf);
  const group = medicine.ingredients.flatMap(groupsOf).find((each) => groups.includes(each));
  return group === undefined ? undefined : { kind: 'group', group };
}

/** Whether a substance is the one named, as whole words. */
function named(ingredient: string, substance: string): boolean {
  if (substance.length < 3 || ingredient.length < 3) return false;
  return (
    ` ${ingredient} `.includes(` ${substance} `) || ` ${substance} `.includes(` ${ingredient} `)
  );
}
