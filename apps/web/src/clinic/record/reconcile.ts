import type { Allergy } from './allergies.ts';
import { shareCode } from './concept.ts';
import type { Medicine } from './medicines.ts';
import { baseOf, type TherapyGroup } from './therapy.ts';
import { duplicatesOf } from './warnings.ts';

/** How a row of ours stands to a row of another hospital. */
export type Relation = 'differs' | 'doubles' | 'only-ours' | 'only-theirs' | 'same';

/** One line of two lists set side by side; a side is null where it has nothing. */
export interface Side<T> {
  readonly ours: T | null;
  readonly theirs: T | null;
  readonly relation: Relation;
  readonly group: TherapyGroup | null;
}

/** Both lists of medicines side by side: what differs or doubles first, then what only they have, then the rest. */
export function reconcileMedicines(
  ours: readonly Medicine[],
  theirs: readonly Medicine[],
): readonly Side<Medicine>[] {
  const [mine, others] = [ours, theirs].map((list) => list.filter(({ isActive }) => isActive));
  const rows: Side<Medicine>[] = [];
  const met = new Set<Medicine>();
  for (const other of others ?? []) {
    const found = duplicatesOf(other, mine ?? []);
    const match = found.find(({ kind }) => kind === 'substance') ?? found[0];
    if (match === undefined) {
      rows.push({ ours: null, theirs: other, relation: 'only-theirs', group: null });
      continue;
    }
    met.add(match.medicine);
    const relation =
      match.kind === 'group' ? 'doubles' : isAlike(match.medicine, other) ? 'same' : 'differs';
    rows.push({ ours: match.medicine, theirs: other, relation, group: match.group });
  }
  for (const own of mine ?? [])
    if (!met.has(own)) rows.push({ ours: own, theirs: null, relation: 'only-ours', group: null });
  return rows.toSorted((left, right) => rank[left.relation] - rank[right.relation]);
}

/** Both lists of allergies side by side. */
export function reconcileAllergies(
  ours: readonly Allergy[],
  theirs: readonly Allergy[],
): readonly Side<Allergy>[] {
  const met = new Set<Allergy>();
  const rows = theirs.map((other): Side<Allergy> => {
    const own = ours.find((each) => isSameAllergy(each, other)) ?? null;
    if (own === null) return { ours: null, theirs: other, relation: 'only-theirs', group: null };
    met.add(own);
    const relation = own.severity === other.severity ? 'same' : 'differs';
    return { ours: own, theirs: other, relation, group: null };
  });
  const rest = ours
    .filter((own) => !met.has(own))
    .map((own): Side<Allergy> => ({ ours: own, theirs: null, relation: 'only-ours', group: null }));
  return [...rows, ...rest].toSorted((left, right) => rank[left.relation] - rank[right.relation]);
}

const rank: Readonly<Record<Relation, number>> = {
  doubles: 0,
  differs: 1,
  'only-theirs': 2,
  'only-ours': 3,
  same: 4,
};

/** Whether two entries mean an allergy to the same thing. */
function isSameAllergy(left: Allergy, right: Allergy): boolean {
  return shareCode(left.codes, right.codes) || baseOf(left.substance) === baseOf(right.substance);
}

function isAlike(left: Medicine, right: Medicine): boolean {
  return (
    left.strength === right.strength &&
    left.dose?.value === right.dose?.value &&
    left.dose?.unit === right.dose?.unit &&
    left.rhythm?.times === right.rhythm?.times &&
    left.rhythm?.every === right.rhythm?.every &&
    left.rhythm?.unit === right.rhythm?.unit
  );
}
