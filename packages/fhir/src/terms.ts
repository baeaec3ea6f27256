import { dateRange, openEnd, openStart } from './date-range.ts';
import type { DateRange } from './date-range.ts';
import { folded } from './fold.ts';
import { partsOf } from './reference.ts';
import { isRecord, listOf, recordsOf, textOf } from './resource.ts';
import type { Resource } from './resource.ts';
import type { Found } from './search-expression.ts';
import { parametersOf } from './search-parameters.ts';
import type { SearchParameter } from './search-parameters.ts';

/** One row of a search index: what a parameter finds in a resource, ready to compare. */
export type Term =
  | {
      readonly param: string;
      readonly kind: 'token';
      readonly system: string | null;
      readonly code: string;
      /** What is displayed, folded; null where nothing is. */
      readonly text: string | null;
    }
  | {
      readonly param: string;
      readonly kind: 'date';
      /** Milliseconds since the epoch, `to` excluded. */
      readonly from: number;
      readonly to: number;
    }
  | {
      readonly param: string;
      readonly kind: 'reference';
      readonly type: string | null;
      readonly id: string | null;
      /** The address of another server's resource, or any other form of reference, as it stands. */
      readonly url: string | null;
    }
  | {
      readonly param: string;
      readonly kind: 'string';
      /** Folded: no case, no accents. */
      readonly text: string;
      readonly exact: string;
    }
  | { readonly param: string; readonly kind: 'number'; readonly low: number; readonly high: number }
  | {
      readonly param: string;
      readonly kind: 'quantity';
      readonly low: number;
      readonly high: number;
      readonly system: string | null;
      readonly code: string | null;
      readonly unit: string | null;
    }
  | { readonly param: string; readonly kind: 'uri'; readonly uri: string };

type Members = Readonly<Record<string, unknown>>;

/**
 * Everything by which a resource can be found: a row for each value of each search parameter of its
 * type. References with an identifier also give a token row under `param:identifier`.
 */
export function indexTerms(resource: Resource): Term[] {
  const terms: Term[] = [];
  const seen = new Set<string>();
  for (const parameter of parametersOf(resource.resourceType).values()) {
    if (parameter.kind === undefined) continue;
    for (const found of parameter.extract(resource))
      for (const term of termsOf(parameter, found)) {
        const key = JSON.stringify(term);
        if (!seen.has(key)) terms.push(term);
        seen.add(key);
      }
  }
  return terms;
}

function termsOf({ code: param, kind }: SearchParameter, found: Found): Term[] {
  switch (kind) {
    case 'token':
      return tokensOf(found).map((token) => ({ param, kind, ...token }));
    case 'date':
      return datesOf(found).map((range) => ({ param, kind, ...range }));
    case 'reference':
      return referenceTerms(param, found);
    case 'string':
      return stringsOf(found).map((exact) => ({ param, kind, text: folded(exact), exact }));
    case 'number':
      return rangesOf(found).map(({ low, high }) => ({ param, kind, low, high }));
    case 'quantity':
      return rangesOf(found).map((range) => ({ param, kind, ...range }));
    case 'uri':
      return uriOf(found).map((uri) => ({ param, kind, uri }));
    case undefined:
      return [];
  }
}

interface Token {
  readonly system: string | null;
  readonly code: string;
  readonly text: string | null;
}

function tokensOf({ type, value, system }: Found): Token[] {
  if (typeof value === 'string') return [{ system: system ?? null, code: value, text: null }];
  if (typeof value === 'boolean') return [{ system: null, code: String(value), text: null }];
  if (!isRecord(value)) return [];
  if (type === 'CodeableConcept') {
    const text = foldedOrNull(value['text']);
    const tokens = recordsOf(value['coding']).flatMap((coding) => codingToken(coding, text));
    return tokens.length > 0 || text === null ? tokens : [{ system: null, code: '', text }];
  }
  if (type === 'Coding') return codingToken(value, null);
  const code = textOf(value['value']);
  if (code === undefined) return [];
  if (type === 'Identifier') {
    const kind = isRecord(value['type']) ? foldedOrNull(value['type']['text']) : null;
    return [{ system: textOf(value['system']) ?? null, code, text: kind }];
  }
  return type === 'ContactPoint' ? [{ system: null, code, text: null }] : [];
}

function codingToken(coding: Members, text: string | null): Token[] {
  const code = textOf(coding['code']);
  const display = foldedOrNull(coding['display']) ?? text;
  if (code === undefined && display === null) return [];
  return [{ system: textOf(coding['system']) ?? null, code: code ?? '', text: display }];
}

function foldedOrNull(value: unknown): string | null {
  const text = textOf(value);
  return text === undefined ? null : folded(text);
}

function datesOf({ type, value }: Found): DateRange[] {
  if (typeof value === 'string') {
    const range = dateRange(value);
    return range ? [range] : [];
  }
  if (!isRecord(value)) return [];
  if (type === 'Period') return periodOf(value);
  if (type !== 'Timing') return [];
  const events = listOf(value['event']).flatMap((each) => dateRange(textOf(each) ?? '') ?? []);
  const repeat = isRecord(value['repeat']) ? value['repeat'] : {};
  const bounds = isRecord(repeat['boundsPeriod']) ? periodOf(repeat['boundsPeriod']) : [];
  const ranges = [...events, ...bounds];
  if (ranges.length === 0) return [];
  return [
    {
      from: Math.min(...ranges.map(({ from }) => from)),
      to: Math.max(...ranges.map(({ to }) => to)),
    },
  ];
}

function periodOf({ start, end }: Members): DateRange[] {
  const first = dateRange(textOf(start) ?? '');
  const last = dateRange(textOf(end) ?? '');
  if (!first && !last) return [];
  return [{ from: first?.from ?? openStart, to: last?.to ?? openEnd }];
}

function referenceTerms(param: string, { type, value }: Found): Term[] {
  if (typeof value === 'string')
    return type === 'canonical' || type === 'uri'
      ? [{ param, kind: 'reference', type: null, id: null, url: value }]
      : [];
  if (!isRecord(value)) return [];
  const terms: Term[] = [];
  const reference = textOf(value['reference']);
  const parts = reference === undefined ? undefined : partsOf(reference);
  if (parts && parts.server === undefined)
    terms.push({ param, kind: 'reference', type: parts.type, id: parts.id, url: null });
  else if (reference !== undefined && !reference.startsWith('#'))
    terms.push({
      param,
      kind: 'reference',
      type: parts?.type ?? null,
      id: parts?.id ?? null,
      url: reference,
    });
  for (const token of tokensOf({
    type: 'Identifier',
    value: value['identifier'],
    system: undefined,
  }))
    terms.push({ param: `${param}:identifier`, kind: 'token', ...token });
  return terms;
}

const nameParts = ['text', 'family', 'given', 'prefix', 'suffix'];
const addressParts = ['text', 'line', 'city', 'district', 'state', 'country', 'postalCode'];

function stringsOf({ type, value }: Found): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (!isRecord(value)) return [];
  const parts = type === 'HumanName' ? nameParts : type === 'Address' ? addressParts : ['text'];
  return parts.flatMap((part) => listOf(value[part]).flatMap((each) => textOf(each) ?? []));
}

interface Measured {
  readonly low: number;
  readonly high: number;
  readonly system: string | null;
  readonly code: string | null;
  readonly unit: string | null;
}

function rangesOf({ type, value }: Found): Measured[] {
  if (typeof value === 'number')
    return [{ low: value, high: value, system: null, code: null, unit: null }];
  if (!isRecord(value)) return [];
  if (type === 'Range' || type === 'SampledData') return spanOf(value, type);
  const amount = value['value'];
  if (typeof amount !== 'number') return [];
  const below = value['comparator'] === '<' || value['comparator'] === '<=';
  const above = value['comparator'] === '>' || value['comparator'] === '>=';
  return [
    {
      low: below ? -Number.MAX_VALUE : amount,
      high: above ? Number.MAX_VALUE : amount,
      system: textOf(value['system']) ?? (type === 'Money' ? 'urn:iso:std:iso:4217' : null),
      code: textOf(value['code']) ?? textOf(value['currency']) ?? null,
      unit: textOf(value['unit']) ?? null,
    },
  ];
}

function spanOf(value: Members, type: string): Measured[] {
  const unitOf = type === 'Range' ? (value['low'] ?? value['high']) : value['origin'];
  const unit = isRecord(unitOf) ? unitOf : {};
  const numberIn = (each: unknown): number | undefined =>
    isRecord(each) && typeof each['value'] === 'number' ? each['value'] : undefined;
  const low = type === 'Range' ? numberIn(value['low']) : value['lowerLimit'];
  const high = type === 'Range' ? numberIn(value['high']) : value['upperLimit'];
  if (low === undefined && high === undefined) return [];
  return [
    {
      low: typeof low === 'number' ? low : -Number.MAX_VALUE,
      high: typeof high === 'number' ? high : Number.MAX_VALUE,
      system: textOf(unit['system']) ?? null,
      code: textOf(unit['code']) ?? null,
      unit: textOf(unit['unit']) ?? null,
    },
  ];
}

function uriOf({ value }: Found): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
