import type { Criterion } from './search.ts';
import type { SearchValue } from './search-value.ts';
import type { Term } from './terms.ts';

/** Whether a resource with these terms meets every criterion of a search. */
export function matches(terms: readonly Term[], criteria: readonly Criterion[]): boolean {
  return criteria.every(({ param, missing, not, values }) => {
    const own = terms.filter((term) => term.param === param);
    if (missing !== undefined) return missing === (own.length === 0);
    return not !== own.some((term) => values.some((value) => fits(term, value)));
  });
}

function fits(term: Term, value: SearchValue): boolean {
  switch (term.kind) {
    case 'token':
      if (value.kind === 'token-text') return term.text?.startsWith(value.text) === true;
      return (
        value.kind === 'token' &&
        (value.system === undefined || value.system === term.system) &&
        (value.code === undefined ? term.code !== '' : value.code === term.code)
      );
    case 'date':
      return value.kind === 'date' && datesFit(term, value);
    case 'reference':
      if (value.kind !== 'reference') return false;
      if (value.url !== null) return term.url === value.url;
      return term.id === value.id && (value.type === null || term.type === value.type);
    case 'string':
      if (value.kind !== 'string') return false;
      if (value.match === 'exact') return term.exact === value.text;
      return value.match === 'contains'
        ? term.text.includes(value.text)
        : term.text.startsWith(value.text);
    case 'number':
      return value.kind === 'number' && amountsFit(term, value);
    case 'quantity':
      return value.kind === 'quantity' && unitsFit(term, value) && amountsFit(term, value);
    case 'uri':
      return value.kind === 'uri' && urisFit(term.uri, value);
  }
}

/** R4, section Prefixes: the term's range against the value's, both without their last instant. */
function datesFit(
  term: { readonly from: number; readonly to: number },
  value: SearchValue & { readonly kind: 'date' },
): boolean {
  const within = value.from <= term.from && term.to <= value.to;
  switch (value.prefix) {
    case 'eq':
      return within;
    case 'ne':
      return !within;
    case 'gt':
      return term.to > value.to;
    case 'lt':
      return term.from < value.from;
    case 'ge':
      return within || term.to > value.to;
    case 'le':
      return within || term.from < value.from;
    case 'sa':
      return term.from >= value.to;
    case 'eb':
      return term.to <= value.from;
    case 'ap':
      return term.from < value.to && value.from < term.to;
  }
}

function amountsFit(
  term: { readonly low: number; readonly high: number },
  { prefix, value, low, high }: SearchValue & { readonly kind: 'number' | 'quantity' },
): boolean {
  const within = low <= term.low && term.high < high;
  switch (prefix) {
    case 'eq':
      return within;
    case 'ne':
      return !within;
    case 'gt':
      return term.high > value;
    case 'lt':
      return term.low < value;
    case 'ge':
      return term.high >= value;
    case 'le':
      return term.low <= value;
    case 'sa':
      return term.low > value;
    case 'eb':
      return term.high < value;
    case 'ap':
      return term.low <= high && low <= term.high;
  }
}

function unitsFit(
  term: Term & { readonly kind: 'quantity' },
  { system, code }: SearchValue & { readonly kind: 'number' | 'quantity' },
): boolean {
  if (system !== undefined && system !== term.system) return false;
  if (code === undefined) return true;
  return term.code === code || (system === undefined && term.unit === code);
}

function urisFit(uri: string, value: SearchValue & { readonly kind: 'uri' }): boolean {
  if (value.match === 'exact') return uri === value.uri;
  const [short, long] = value.match === 'below' ? [value.uri, uri] : [uri, value.uri];
  return long === short || long.startsWith(short.endsWith('/') ? short : `${short}/`);
}
