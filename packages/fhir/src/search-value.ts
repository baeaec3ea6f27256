import { dateRange } from './date-range.ts';
import { resourceTypes } from './definitions.ts';
import { folded } from './fold.ts';
import { partsOf } from './reference.ts';
import type { TermKind } from './search-parameters.ts';

/** How a value compares (http://hl7.org/fhir/R4/search.html#prefix). */
export type Prefix = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb' | 'ap';

/** One alternative of a criterion. */
export type SearchValue =
  | {
      readonly kind: 'token';
      /** Undefined: any system; null: none may be named. */
      readonly system: string | null | undefined;
      /** Undefined: any code of the system. */
      readonly code: string | undefined;
    }
  | { readonly kind: 'token-text'; readonly text: string }
  | { readonly kind: 'date'; readonly prefix: Prefix; readonly from: number; readonly to: number }
  | {
      readonly kind: 'reference';
      /** Null: any type. */
      readonly type: string | null;
      readonly id: string | null;
      /** An address or other reference that is compared as it stands; then type and id are null. */
      readonly url: string | null;
    }
  | {
      readonly kind: 'string';
      readonly match: 'starts' | 'contains' | 'exact';
      /** Folded, but for `exact`. */
      readonly text: string;
    }
  | {
      readonly kind: 'number' | 'quantity';
      readonly prefix: Prefix;
      readonly value: number;
      /** What the precision of the value covers, `high` excluded. */
      readonly low: number;
      readonly high: number;
      /** As in a token; of a quantity alone. */
      readonly system: string | null | undefined;
      /** The code of the unit or, where no system is given, its text. */
      readonly code: string | undefined;
    }
  | { readonly kind: 'uri'; readonly match: 'exact' | 'below' | 'above'; readonly uri: string };

const prefixed = /^(eq|ne|gt|lt|ge|le|sa|eb|ap)(?=[\d.+-])/;
const prefixes: ReadonlyMap<string, Prefix> = new Map<string, Prefix>([
  ['eq', 'eq'],
  ['ne', 'ne'],
  ['gt', 'gt'],
  ['lt', 'lt'],
  ['ge', 'ge'],
  ['le', 'le'],
  ['sa', 'sa'],
  ['eb', 'eb'],
  ['ap', 'ap'],
]);

/** The parts of a text between separators; a separator behind a backslash does not count, and escapes stay. */
export function splitEscaped(text: string, separator: string): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (letter === '\\' && at + 1 < text.length) {
      at += 1;
      parts[parts.length - 1] += letter + text.charAt(at);
    } else if (letter === separator) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

/** One alternative as text, read for its kind; `modifier` or `value` says which of the two cannot be read. */
export function readValue(
  kind: TermKind,
  modifier: string | undefined,
  text: string,
  { base, now }: { readonly base?: string; readonly now?: number },
): SearchValue | 'modifier' | 'value' {
  if (text === '') return 'value';
  switch (kind) {
    case 'token':
      return readToken(modifier, text);
    case 'date':
      return modifier === undefined ? readDate(text, now) : 'modifier';
    case 'reference':
      return readReference(modifier, text, base);
    case 'string':
      return readString(modifier, text);
    case 'number':
    case 'quantity':
      return modifier === undefined ? readNumber(kind, text) : 'modifier';
    case 'uri': {
      if (modifier !== undefined && modifier !== 'below' && modifier !== 'above') return 'modifier';
      return { kind, match: modifier ?? 'exact', uri: plain(text) };
    }
  }
}

function plain(text: string): string {
  return text.replace(/\\([\\,$|])/g, '$1');
}

function readToken(modifier: string | undefined, text: string): SearchValue | 'modifier' | 'value' {
  if (modifier === 'text') return { kind: 'token-text', text: folded(plain(text)) };
  if (modifier !== undefined) return 'modifier';
  const parts = splitEscaped(text, '|').map(plain);
  const [first = '', second] = parts;
  if (parts.length > 2) return 'value';
  if (second === undefined) return { kind: 'token', system: undefined, code: first };
  if (first === '' && second === '') return 'value';
  return {
    kind: 'token',
    system: first === '' ? null : first,
    code: second === '' ? undefined : second,
  };
}

function splitPrefix(text: string): { prefix: Prefix; rest: string } {
  const found = prefixed.exec(text)?.[1];
  const prefix = prefixes.get(found ?? '') ?? 'eq';
  return { prefix, rest: found === undefined ? text : text.slice(2) };
}

function readDate(text: string, now: number | undefined): SearchValue | 'value' {
  const { prefix, rest } = splitPrefix(plain(text));
  // A plus sign that a client did not encode arrives as a space.
  const range = dateRange(rest.replace(/^(.*T.*) (\d{2}:\d{2})$/, '$1+$2'));
  if (!range) return 'value';
  if (prefix !== 'ap') return { kind: 'date', prefix, ...range };
  const slack =
    now === undefined
      ? range.to - range.from
      : Math.max(Math.abs(now - (range.from + range.to) / 2) * 0.1, range.to - range.from);
  return { kind: 'date', prefix, from: range.from - slack, to: range.to + slack };
}

function readReference(
  modifier: string | undefined,
  text: string,
  base: string | undefined,
): SearchValue | 'modifier' | 'value' {
  const given = plain(text);
  const own = base !== undefined && given.startsWith(`${base}/`);
  const value = own ? given.slice(base.length + 1) : given;
  if (modifier !== undefined && !resourceTypes.has(modifier)) return 'modifier';
  const parts = partsOf(value);
  if (parts && parts.server === undefined) {
    if (modifier !== undefined && modifier !== parts.type) return 'value';
    return { kind: 'reference', type: parts.type, id: parts.id, url: null };
  }
  if (/^[A-Za-z0-9\-.]{1,64}$/.test(value))
    return { kind: 'reference', type: modifier ?? null, id: value, url: null };
  return { kind: 'reference', type: null, id: null, url: value };
}

function readString(
  modifier: string | undefined,
  text: string,
): SearchValue | 'modifier' | 'value' {
  const value = plain(text);
  if (modifier === 'exact') return { kind: 'string', match: 'exact', text: value };
  if (modifier !== undefined && modifier !== 'contains') return 'modifier';
  const wanted = folded(value);
  if (wanted === '') return 'value';
  return { kind: 'string', match: modifier ?? 'starts', text: wanted };
}

const numeral = /^[+-]?(\d+(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,3}))?$/;

function readNumber(kind: 'number' | 'quantity', text: string): SearchValue | 'value' {
  const { prefix, rest } = splitPrefix(text);
  const [amount = '', system, code, ...more] =
    kind === 'quantity' ? splitEscaped(rest, '|').map(plain) : [rest];
  const parts = numeral.exec(amount);
  const value = Number(amount);
  if (!parts || !Number.isFinite(value) || more.length > 0) return 'value';
  const decimals = (parts[2] ?? parts[3] ?? '').length - Number(parts[4] ?? 0);
  const half = prefix === 'ap' ? Math.abs(value) * 0.1 : 0.5 * 10 ** -decimals;
  return {
    kind,
    prefix,
    value,
    low: value - half,
    high: value + half,
    system: system === undefined || (system === '' && code !== undefined) ? undefined : system,
    code: code === '' ? undefined : code,
  };
}
