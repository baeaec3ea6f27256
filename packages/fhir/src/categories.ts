import { kinds, summaryKinds } from './kind.ts';
import { isLabel } from './sensitivity.ts';

const names: ReadonlySet<string> = new Set(kinds);

/**
 * The kinds and labels that a grant's categories stand for, each once and in the order given: `summary`
 * becomes its four kinds. `unknown` lists what is neither a kind nor a label.
 */
export function expandCategories(categories: readonly string[]): {
  readonly categories: string[];
  readonly unknown: string[];
} {
  const expanded = new Set(
    categories.flatMap((each): readonly string[] => (each === 'summary' ? summaryKinds : [each])),
  );
  const isKnown = (each: string): boolean => names.has(each) || isLabel(each);
  return {
    categories: [...expanded].filter(isKnown),
    unknown: [...expanded].filter((each) => !isKnown(each)),
  };
}

/**
 * Whether permitted categories cover an entry: its kind and each of its labels; a directory entry has no
 * kind to permit.
 */
export function covers(
  categories: readonly string[],
  { kind, labels }: { readonly kind: string; readonly labels: readonly string[] },
): boolean {
  return kind !== 'directory' && [kind, ...labels].every((each) => categories.includes(each));
}
