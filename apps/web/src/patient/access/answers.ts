import type { BodyOf } from '@careledger/protocol';
import {
  closedLabels,
  isClosed,
  isWithin,
  kindRows,
  rowsOfKinds,
  type ClosedLabel,
  type KindRow,
} from '../kinds.ts';
import type { DirectoryRow, GrantRow } from './grants.ts';
import type { RequestRow } from './requests.ts';

/** The patient's answers to the four questions. */
export interface Answers {
  /** `USER@MEMBER`, or the member for a whole hospital. */
  readonly to: string;
  readonly kinds: readonly KindRow[];
  /** Kinds of these rows that the permission to be changed does not open; they stay out until their row is touched. */
  readonly leftOut: readonly string[];
  readonly closed: readonly ClosedLabel[];
  /** A code of HL7 v3 PurposeOfUse. */
  readonly purpose: string;
  readonly days: number;
  /** Erased after so many days where not on the last one. */
  readonly eraseDays: number | undefined;
  /** When (ms) copies are erased under the permission to be changed, as long as no other day is chosen. */
  readonly eraseAt: number | undefined;
  /** Only entries from this day or instant on; empty for all. */
  readonly dataFrom: string;
  /** Only entries before this day or instant; empty for all. */
  readonly dataUntil: string;
}

/** What the page begins with: the most useful kinds, three months. */
export const firstAnswers: Answers = {
  to: '',
  kinds: ['results', 'medications', 'allergies'],
  leftOut: [],
  closed: [],
  purpose: 'TREAT',
  days: 90,
  eraseDays: undefined,
  eraseAt: undefined,
  dataFrom: '',
  dataUntil: '',
};

const dayMs = 86_400_000;

/**
 * The answers that a permission in force stands for, so that it can be changed: nowhere wider than it, but for its days, of which one
 * is the least. `to` is empty where the person in it is not in the directory; `now` in ms.
 */
export function answersOfGrant(
  grant: GrantRow,
  people: readonly DirectoryRow[],
  now: number,
): Answers {
  const { categories, purposes, until, eraseAt } = grant;
  const kinds = rowsOfKinds(categories);
  const known = ['TREAT', 'CAREMGT'].find((purpose) => purposes.includes(purpose));
  return {
    to: granteeOf(grant, people) ?? '',
    kinds,
    leftOut: kindRows
      .filter(({ key }) => kinds.includes(key))
      .flatMap((row) => row.kinds.filter((kind) => !isWithin(kind, categories))),
    closed: categories.filter(isClosed),
    purpose: known ?? purposes[0] ?? 'TREAT',
    days: Math.max(1, Math.floor((until - now) / dayMs)),
    eraseDays: undefined,
    eraseAt: eraseAt === null || eraseAt >= until ? undefined : eraseAt,
    dataFrom: dayOf(grant.dataFrom),
    dataUntil: dayOf(grant.dataUntil),
  };
}

/** Whom a permission names, as `grant-prepare` takes it; undefined where that person is not in the directory. */
export function granteeOf(
  { to: { member, practitioner } }: GrantRow,
  people: readonly DirectoryRow[],
): string | undefined {
  if (practitioner === null) return member;
  const person = people.find((each) => each.member === member && each.handle === practitioner);
  return person && `${person.user}@${member}`;
}

/** Of some answers what a scope covers, and of the rows those that matter in a hurry alone where that is wished. */
export function keptOf(
  answers: Answers,
  { scope, urgentOnly }: { scope: readonly string[] | undefined; urgentOnly: boolean },
): Answers {
  const { kinds, closed } = answers;
  const isOpen = (key: KindRow) =>
    categoriesOf({ ...answers, kinds: [key], closed: [] }, scope).length > 0;
  return {
    ...answers,
    kinds: kinds.filter((key) => isOpen(key) && (!urgentOnly || urgentRows.includes(key))),
    closed: urgentOnly
      ? []
      : closed.filter((label) => scope === undefined || scope.includes(label)),
  };
}

/** The rows that matter in a hurry. */
export const urgentRows: readonly KindRow[] = ['allergies', 'medications'];

/** The answers that a doctor's request asks for. */
export function answersOfRequest(request: RequestRow): Answers {
  return {
    to: request.to,
    kinds: rowsOfKinds(request.categories),
    leftOut: [],
    closed: request.categories.filter(isClosed),
    purpose: request.purpose ?? 'TREAT',
    days: request.days,
    eraseDays: request.eraseDays ?? undefined,
    eraseAt: undefined,
    dataFrom: request.dataFrom ?? '',
    dataUntil: request.dataUntil ?? '',
  };
}

/** The kinds that the rows stand for under these answers: those within a request or scope, without what is left out. */
export function kindsBehind(
  { leftOut }: Pick<Answers, 'leftOut'>,
  within?: readonly string[],
): readonly string[] | undefined {
  if (leftOut.length === 0) return within;
  return kindRows
    .flatMap((row): readonly string[] => row.kinds)
    .filter((kind) => isWithin(kind, within) && !leftOut.includes(kind));
}

/** The answers once a row was ticked or not: it stands for all of its kinds again. */
export function withRow(answers: Answers, key: KindRow, isIn: boolean): Answers {
  const { kinds, leftOut } = answers;
  const own: readonly string[] = kindRows.find((row) => row.key === key)?.kinds ?? [];
  const rest = kinds.filter((each) => each !== key);
  return {
    ...answers,
    kinds: isIn ? [...rest, key] : rest,
    leftOut: leftOut.filter((kind) => !own.includes(kind)),
  };
}

/** The kinds of docs/categories.md that the answers open; where a request stands behind them, never more than it asks. */
export function categoriesOf(answers: Answers, within?: readonly string[]): string[] {
  const { kinds, closed, leftOut } = answers;
  const open = kindRows
    .filter(({ key }) => kinds.includes(key))
    .flatMap((row): readonly string[] => row.kinds)
    .filter((kind) => !leftOut.includes(kind));
  const all = [...open, ...closedLabels.filter((label) => closed.includes(label))];
  if (within === undefined || within.includes('summary')) return all;
  return all.filter((kind) => within.includes(kind));
}

/** When (ms) copies are erased: on the chosen day, else as before the change, never after the last day. */
export function erasedAt({ days, eraseDays, eraseAt }: Answers, now: number): number {
  const chosen = eraseDays === undefined ? eraseAt : now + eraseDays * dayMs;
  return Math.min(now + days * dayMs, chosen ?? Infinity);
}

/** What `grant-prepare` takes, of the kinds within a scope alone where there is one; `now` in ms. */
export function wishOf(
  answers: Answers,
  { scope, now }: { scope?: readonly string[] | undefined; now: number },
): BodyOf<'grant-prepare'> {
  const { to, purpose, days, eraseDays, eraseAt, dataFrom, dataUntil } = answers;
  return {
    to,
    categories: categoriesOf(answers, scope),
    purpose,
    days,
    ...(eraseDays === undefined ? {} : { eraseDays: Math.min(eraseDays, days) }),
    ...(eraseDays !== undefined || eraseAt === undefined
      ? {}
      : { eraseAt: new Date(erasedAt(answers, now)).toISOString() }),
    ...(dataFrom === '' ? {} : { dataFrom }),
    ...(dataUntil === '' ? {} : { dataUntil }),
  };
}

/** The day in UTC where a time (ms) is its midnight, else the instant; empty for none. */
function dayOf(at: number | null): string {
  if (at === null) return '';
  return new Date(at).toISOString().replace('T00:00:00.000Z', '');
}
