/** What may be asked for at once: each stands for some of the kinds of the exchange. */
export const needs = {
  summary: ['identity', 'allergies', 'medications', 'problems'],
  results: ['results', 'observations'],
  documents: ['documents'],
  imaging: ['imaging'],
  vitals: ['vitals'],
  history: ['encounters', 'procedures', 'immunisations', 'plans'],
} as const;

/** The name of a group of kinds. */
export type Need = keyof typeof needs;

/** The names in the order of the page. */
export const needNames = [
  'summary',
  'results',
  'documents',
  'imaging',
  'vitals',
  'history',
] as const satisfies readonly Need[];

/** The kinds that the chosen groups stand for. */
export function kindsOf(chosen: ReadonlySet<Need>): string[] {
  return needNames.filter((need) => chosen.has(need)).flatMap((need) => [...needs[need]]);
}

/** The groups whose first kind is among those given, for telling a request in words. */
export function needsIn(categories: readonly string[]): readonly Need[] {
  return needNames.filter((need) =>
    needs[need].some((kind) => kind !== 'identity' && categories.includes(kind)),
  );
}
