import type { Entry, Theme } from './entry.ts';

/** What is shown as one line of the story: an entry, or the values of one report together. */
export interface StoryLine {
  readonly key: string;
  readonly entry: Entry;
  /** The values that belong to it. */
  readonly parts: readonly Entry[];
}

/** One month of the story. */
export interface Month {
  readonly key: string;
  readonly at: string;
  readonly lines: readonly StoryLine[];
}

const never: ReadonlySet<string> = new Set(['identity', 'billing', 'consent']);

/** The story newest first, by month; values that a report names stand under it. */
export function storyOf(entries: readonly Entry[], theme: Theme | 'all'): Month[] {
  const shown = entries.filter((entry) => !never.has(entry.version.kind));
  const byId = new Map(shown.map((entry) => [keyOf(entry), entry]));
  const partsOf = (entry: Entry): Entry[] =>
    (entry.shown.result ?? []).flatMap(({ reference = '' }) => {
      const part = byId.get(`${entry.member}/${reference}`);
      return part === undefined ? [] : [part];
    });
  const inReport = new Set(shown.flatMap((entry) => partsOf(entry).map(keyOf)));
  const measured = measuredTogether(shown.filter((entry) => !inReport.has(keyOf(entry))));
  const followers = new Set([...measured.values()].flatMap((group) => group.slice(1).map(keyOf)));
  const lines = shown
    .filter((entry) => !inReport.has(keyOf(entry)) && !followers.has(keyOf(entry)))
    .filter((entry) => theme === 'all' || entry.theme === theme)
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .map((entry) => ({
      key: keyOf(entry),
      entry,
      parts: measured.get(keyOf(entry)) ?? partsOf(entry),
    }));
  const months = new Map<string, StoryLine[]>();
  for (const line of lines) {
    const month = line.entry.at.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), line]);
  }
  return [...months].map(([key, inMonth]) => ({
    key,
    at: `${key}-15`,
    lines: inMonth,
  }));
}

/** What was measured at one moment of one visit, under the key of its first: seven values are one line. */
function measuredTogether(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries.filter(({ version }) => version.kind === 'vitals')) {
    const moment = `${entry.member} ${entry.custody} ${entry.at}`;
    groups.set(moment, [...(groups.get(moment) ?? []), entry]);
  }
  return new Map(
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      return first === undefined || group.length < 2 ? [] : [[keyOf(first), group] as const];
    }),
  );
}

/** The key of an entry over all hospitals. */
export function keyOf({ member, version }: Entry): string {
  return `${member}/${version.type}/${version.id}`;
}
