import type { Book } from '../book/book.ts';
import type { Flood } from '../exchange/flood.ts';
import { accessesOf } from './accesses.ts';
import { answersOf } from './answers.ts';
import { withCheckpoints } from './checkpoint-of.ts';
import type { Disclosure } from './disclosure.ts';
import { floodsOf } from './floods.ts';

/** What an auditor asks (D4); times in ms, all of it optional. */
export interface DisclosureQuestion {
  readonly patient?: string;
  /** A handle, or a part of a name. */
  readonly who?: string;
  readonly organisation?: string;
  /** A kind of CATEGORIES or a type of FHIR. */
  readonly what?: string;
  readonly from?: number;
  readonly until?: number;
  readonly why?: string;
  readonly basis?: string;
  readonly outcome?: string;
  readonly limit?: number;
}

/** A line of who saw what across patients, with the kinds that were seen and whether it has its receipt (D7). */
export type FoundDisclosure = Disclosure & {
  readonly patient: string | null;
  readonly what: readonly string[];
  readonly matched: boolean;
};

/** Most rows that are looked through for one question. */
const mostRows = 20_000;

/** Answers an auditor's question, newest first: rows up to the limit, all accesses and refusals counted. */
export function searchDisclosures(
  deps: { book: Book; flood: Flood; nameOf: (member: string, practitioner: string) => string },
  asked: DisclosureQuestion,
): { rows: FoundDisclosure[]; accesses: number; refusals: number; more: boolean } {
  const { book, nameOf } = deps;
  const { hospital } = book;
  const { limit = 500 } = asked;
  const window = { ...times(asked), most: mostRows };
  const all = [
    ...answersOf(hospital, window, nameOf),
    ...accessesOf(book, window, nameOf),
    ...floodsOf(deps, window),
  ];
  const found = all
    .map((row) => ({ ...row, what: kindsOf(row), matched: isMatched(row) }))
    .filter((row) => isAsked(row, asked))
    .toSorted((one, other) => other.at - one.at);
  const counted = (refused: boolean) =>
    found
      .filter(({ outcome }) => (outcome === 'refused') === refused)
      .reduce((sum, { count }) => sum + count, 0);
  return {
    rows: withCheckpoints(book, found.slice(0, limit)),
    accesses: counted(false),
    refusals: counted(true),
    more: found.length > limit || all.length >= mostRows,
  };

  function kindsOf({ resources }: Disclosure): string[] {
    const kinds = resources.map((place) => hospital.chart.info(place)?.kind ?? place.type);
    return [...new Set(kinds)].toSorted();
  }
}

function times({ patient, from, until }: DisclosureQuestion) {
  return {
    ...(patient === undefined ? {} : { patient }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}

function isMatched({ kind, receipt }: Disclosure): boolean {
  return kind !== 'answer' || receipt !== null;
}

function isAsked(row: FoundDisclosure, asked: DisclosureQuestion): boolean {
  const { who, organisation, what, why, basis, outcome } = asked;
  const isWho =
    who === undefined ||
    row.practitioner === who ||
    row.who.toLowerCase().includes(who.toLowerCase());
  return (
    isWho &&
    (organisation === undefined || row.organisation === organisation) &&
    (what === undefined ||
      row.what.includes(what) ||
      row.resources.some(({ type }) => type === what)) &&
    (why === undefined || row.purpose === why) &&
    (basis === undefined || row.basis === basis) &&
    (outcome === undefined || row.outcome === outcome)
  );
}
