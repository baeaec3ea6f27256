/** A row that the patient ticks: plain words for one or more kinds of docs/categories.md. */
export const kindRows = [
  { key: 'results', kinds: ['results', 'observations'] },
  { key: 'medications', kinds: ['medications'] },
  { key: 'allergies', kinds: ['allergies', 'problems'] },
  { key: 'documents', kinds: ['documents'] },
  { key: 'imaging', kinds: ['imaging'] },
  { key: 'vitals', kinds: ['vitals'] },
  { key: 'visits', kinds: ['encounters', 'procedures', 'plans'] },
  { key: 'immunisations', kinds: ['immunisations'] },
] as const;

/** The key of such a row. */
export type KindRow = (typeof kindRows)[number]['key'];

/** The closed kinds: each is opened by its own switch, never in *all*. */
export const closedLabels = ['PSY', 'SEX', 'HIV', 'GDIS', 'ETH', 'SDV'] as const;

/** One of them. */
export type ClosedLabel = (typeof closedLabels)[number];

/** The rows that cover some of the kinds given. */
export function rowsOfKinds(kinds: readonly string[]): KindRow[] {
  const wanted = kinds.includes('summary')
    ? [...kinds, 'allergies', 'medications', 'problems']
    : kinds;
  return kindRows
    .filter((row) => row.kinds.some((kind) => wanted.includes(kind)))
    .map(({ key }) => key);
}

/** Whether a word of a grant is a closed kind. */
export function isClosed(kind: string): kind is ClosedLabel {
  return closedLabels.some((label) => label === kind);
}

const summary: readonly string[] = ['allergies', 'medications', 'problems'];

/** Whether a kind lies within those that a request names; no request bounds nothing. */
export function isWithin(kind: string, within?: readonly string[]): boolean {
  if (within === undefined || within.includes(kind)) return true;
  return within.includes('summary') && summary.includes(kind);
}

/** The words of a row: a request for allergies without conditions, or the reverse, says no more than that. */
export type SpokenRow = KindRow | 'allergiesAlone' | 'problemsAlone';

/** The words under which a row stands within a request. */
export function spokenRow(key: KindRow, within?: readonly string[]): SpokenRow {
  if (key !== 'allergies') return key;
  if (!isWithin('problems', within)) return 'allergiesAlone';
  return isWithin('allergies', within) ? key : 'problemsAlone';
}
