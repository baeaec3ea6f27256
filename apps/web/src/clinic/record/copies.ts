import { foreignEntries, keyOf, type Entry } from './entry.ts';
import { at, listOf, textOf } from './json.ts';

/** A reading copy: what another hospital showed to this clinician and what is not filed. */
export interface Copy {
  readonly request: string;
  readonly custodian: string;
  /** When it was answered, ms. */
  readonly at: number;
  /** When it closes by itself, ms; null where no date is set. */
  readonly eraseAt: number | null;
  readonly isEmergency: boolean;
  /** Its hospital could not be reached since. */
  readonly isStale: boolean;
  readonly entries: readonly Entry[];
  /** The entries that were filed into the own chart, by `Type/id` or fullUrl. */
  readonly filed: readonly string[];
}

/** The reading copies of an answer of the operation `copies`, newest first. */
export function copiesOf(rows: unknown): readonly Copy[] {
  return listOf(rows)
    .map((row): Copy => {
      const custodian = textOf(at(row, 'custodian')) ?? '';
      const asked = { request: textOf(at(row, 'request')) ?? '', at: instant(at(row, 'at')) ?? 0 };
      return {
        ...asked,
        custodian,
        eraseAt: instant(at(row, 'eraseAt')),
        isEmergency: (textOf(at(row, 'basis')) ?? '').startsWith('emergency'),
        isStale: at(row, 'stale') === true,
        entries: foreignEntries(at(row, 'resources'), { ...asked, custodian }),
        filed: listOf(at(row, 'filed')).flatMap((each) => textOf(each) ?? []),
      };
    })
    .toSorted((left, right) => right.at - left.at);
}

/** What the chart shows of others: of each entry the newest version that was given, without what is filed here. */
export function currentOf(copies: readonly Copy[]): readonly Entry[] {
  const newest = new Map<string, Entry>();
  for (const { custodian, entries } of copies) {
    const filed = copies
      .filter((copy) => copy.custodian === custodian)
      .flatMap((copy) => copy.filed);
    for (const entry of entries) {
      const known = newest.get(keyOf(entry));
      if (isFiled(entry, filed) || (known !== undefined && known.version >= entry.version))
        continue;
      newest.set(keyOf(entry), entry);
    }
  }
  return [...newest.values()];
}

/** The entries of which a copy holds an older version than another copy: `keyOf` and version. */
export function supersededIn(copies: readonly Copy[]): ReadonlySet<string> {
  const versions = new Map<string, number>();
  for (const entry of copies.flatMap(({ entries }) => entries))
    versions.set(keyOf(entry), Math.max(entry.version, versions.get(keyOf(entry)) ?? 0));
  return new Set(
    copies
      .flatMap(({ entries }) => entries)
      .filter((entry) => entry.version < (versions.get(keyOf(entry)) ?? 0))
      .map((entry) => `${keyOf(entry)} ${entry.version}`),
  );
}

/** Whether an entry is among those that were filed. */
export function isFiled({ id, type }: Entry, filed: readonly string[]): boolean {
  return filed.some((each) => each === `${type}/${id}` || each.endsWith(`/${type}/${id}`));
}

function instant(value: unknown): number | null {
  const ms = typeof value === 'number' ? value : Date.parse(textOf(value) ?? '');
  return Number.isNaN(ms) ? null : ms;
}
