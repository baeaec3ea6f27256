import type { BodyOf } from '@careledger/protocol';
import {
  closedLabels,
  isClosed,
  kindRows,
  rowsOfKinds,
  type ClosedLabel,
  type KindRow,
} from '../kinds.ts';
import type { GrantRow } from './grants.ts';
import type { RequestRow } from './requests.ts';

/** The patient's answers to the four questions. */
export interface Answers {
  /** `USER@MEMBER`, or the member for a whole hospital. */
  readonly to: string;
  readonly kinds: readonly KindRow[];
  readonly closed: readonly ClosedLabel[];
  readonly purpose: 'TREAT' | 'CAREMGT';
  readonly days: number;
  /** Erased after so many days where not on the last one. */
  readonly eraseDays: number | undefined;
  readonly dataFrom: string;
}

/** What the page begins with: the most useful kinds, three months. */
export const firstAnswers: Answers = {
  to: '',
  kinds: ['results', 'medications', 'allergies'],
  closed: [],
  purpose: 'TREAT',
  days: 90,
  eraseDays: undefined,
  dataFrom: '',
};

const dayMs = 86_400_000;

/** The answers that a permission in force stands for, so that it can be changed; `now` in ms. */
export function answersOfGrant(grant: GrantRow, to: string, now: number): Answers {
  return {
    to,
    kinds: rowsOfKinds(grant.categories),
    closed: grant.categories.filter(isClosed),
    purpose: grant.purposes[0] === 'CAREMGT' ? 'CAREMGT' : 'TREAT',
    days: Math.max(1, Math.round((grant.until - now) / dayMs)),
    eraseDays: undefined,
    dataFrom: grant.dataFrom === null ? '' : new Date(grant.dataFrom).toISOString().slice(0, 10),
  };
}

/** The answers that a doctor's request asks for. */
export function answersOfRequest(request: RequestRow): Answers {
  return {
    to: request.to,
    kinds: rowsOfKinds(request.categories),
    closed: request.categories.filter(isClosed),
    purpose: request.purpose === 'CAREMGT' ? 'CAREMGT' : 'TREAT',
    days: request.days,
    eraseDays: request.eraseDays ?? undefined,
    dataFrom: request.dataFrom ?? '',
  };
}

/** The kinds of docs/categories.md that the answers open; where a request stands behind them, never more than it asks. */
export function categoriesOf({ kinds, closed }: Answers, within?: readonly string[]): string[] {
  const open = kindRows.filter(({ key }) => kinds.includes(key)).flatMap((row) => [...row.kinds]);
  const all: string[] = [...open, ...closedLabels.filter((label) => closed.includes(label))];
  if (within === undefined || within.includes('summary')) return all;
  return all.filter((kind) => within.includes(kind));
}

/** What `grant-prepare` takes, of the kinds within a scope alone where there is one. */
export function wishOf(answers: Answers, scope?: readonly string[]): BodyOf<'grant-prepare'> {
  const { to, purpose, days, eraseDays, dataFrom } = answers;
  return {
    to,
    categories: categoriesOf(answers, scope),
    purpose,
    days,
    ...(eraseDays === undefined ? {} : { eraseDays }),
    ...(dataFrom === '' ? {} : { dataFrom }),
  };
}
