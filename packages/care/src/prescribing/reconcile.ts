import { sameness } from './concept.ts';
import { activeAllergies, activeMedicines, type Listed } from './prescribe-check.ts';

type Resource = Readonly<Record<string, unknown>>;

/** One thing on either or both lists; `same` where it stands on both. */
export interface Pair {
  readonly text: string;
  readonly own: { readonly id: string; readonly text: string; readonly status: string } | null;
  readonly foreign: {
    readonly index: number;
    readonly text: string;
    readonly status: string;
  } | null;
  readonly same: boolean;
  readonly because: 'code' | 'substance' | null;
}

/** Both hospitals' medicines and allergies side by side; `index` counts in the foreign resources as they were given. */
export function reconcile(
  own: readonly Resource[],
  foreign: readonly Resource[],
): { medications: Pair[]; allergies: Pair[] } {
  const at = new Map(foreign.map((resource, index) => [resource, index]));
  const pairs = (ours: readonly Listed[], theirs: readonly Listed[]): Pair[] => {
    const left = new Set(theirs);
    const both = ours.flatMap((mine): Pair[] => {
      const found = [...left].flatMap((each) => {
        const because = sameness(mine.concept, each.concept);
        return because === 'code' || because === 'substance' ? [{ each, because }] : [];
      });
      for (const { each } of found) left.delete(each);
      const shown = ownOf(mine);
      if (found.length === 0)
        return [{ text: shown.text, own: shown, foreign: null, same: false, because: null }];
      return found.map(({ each, because }) => ({
        text: shown.text,
        own: shown,
        foreign: foreignOf(each),
        same: true,
        because,
      }));
    });
    const rest = [...left].map((each): Pair => {
      const shown = foreignOf(each);
      return { text: shown.text, own: null, foreign: shown, same: false, because: null };
    });
    return [...both, ...rest];
  };
  const foreignOf = ({ concept, resource }: Listed) => ({
    index: at.get(resource) ?? -1,
    text: concept.text,
    status: statusOf(resource),
  });
  return {
    medications: pairs(activeMedicines(own), activeMedicines(foreign)),
    allergies: pairs(activeAllergies(own), activeAllergies(foreign)),
  };
}

const ownOf = ({ concept, resource }: Listed) => ({
  id: `${String(resource['resourceType'])}/${String(resource['id'])}`,
  text: concept.text,
  status: statusOf(resource),
});

function statusOf({ status }: Resource): string {
  return typeof status === 'string' ? status : 'active';
}
