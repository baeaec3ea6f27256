import { resourceTypes } from './definitions.ts';
import type { Issue, IssueCode } from './issue.ts';
import { parametersOf } from './search-parameters.ts';
import type { SearchParameter, TermKind } from './search-parameters.ts';
import { readValue, splitEscaped } from './search-value.ts';
import type { SearchValue } from './search-value.ts';

/** What one parameter of a search asks for; a resource must meet every criterion. */
export interface Criterion {
  /** The parameter, as the terms of the index name it. */
  readonly param: string;
  readonly kind: TermKind;
  /** True: no term of the parameter may be there; false: at least one must. Undefined: the values decide. */
  readonly missing: boolean | undefined;
  /** Whether a resource is wanted in which no term fits any value (`:not`). */
  readonly not: boolean;
  /** One of them must fit. */
  readonly values: readonly SearchValue[];
}

/** One key of the order of results. */
export interface SortKey {
  readonly param: string;
  readonly kind: TermKind;
  readonly descending: boolean;
}

/** A search as typed criteria. */
export interface Search {
  readonly type: string;
  readonly criteria: readonly Criterion[];
  readonly sort: readonly SortKey[];
  /** Undefined where the request leaves it to the server; 0 asks for the count alone. */
  readonly count: number | undefined;
  readonly summary: 'count' | undefined;
  readonly total: 'none' | 'estimate' | 'accurate' | undefined;
  /** The parameters that were understood, for a truthful self link. */
  readonly applied: readonly (readonly [name: string, value: string])[];
  /** Parameters of the caller, by name. */
  readonly own: ReadonlyMap<string, string>;
}

/** A search that can be carried out, with warnings of what was left out; or why not. */
export type CompiledSearch =
  | { readonly ok: true; readonly search: Search; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** How a search is to be read. */
export interface SearchOptions {
  /** Leaves out what is not supported, as `Prefer: handling=lenient` asks, instead of refusing. */
  readonly lenient?: boolean;
  /** Names of parameters that are the caller's, such as a cursor; handed back in `own`. */
  readonly own?: readonly string[];
  /** The base address of this server: references that begin with it are its own. */
  readonly base?: string;
  /** Milliseconds since the epoch, for `ap` with dates; without it `ap` adds the precision on either side. */
  readonly now?: number;
}

const mostParameters = 100;
const ignored: ReadonlySet<string> = new Set(['_format', '_pretty']);
const unsupported: ReadonlySet<string> = new Set([
  '_include',
  '_revinclude',
  '_has',
  '_filter',
  '_text',
  '_content',
  '_list',
  '_query',
  '_elements',
  '_contained',
  '_containedType',
  '_type',
]);

interface Draft {
  readonly criteria: Criterion[];
  readonly sort: SortKey[];
  readonly applied: (readonly [string, string])[];
  readonly own: Map<string, string>;
  readonly issues: Issue[];
  count: number | undefined;
  summary: 'count' | undefined;
  total: Search['total'];
}

/**
 * Reads the parameters of a search for resources of a type (http://hl7.org/fhir/R4/search.html): repeated
 * parameters must all hold, values between commas are alternatives. Whatever is not understood is an
 * issue `not-supported` that names the parameter only where R4 does. Never throws.
 */
export function compileSearch(
  type: string,
  params: URLSearchParams,
  options: SearchOptions = {},
): CompiledSearch {
  if (!resourceTypes.has(type))
    return {
      ok: false,
      issues: [issue('not-supported', 'This is not a resource type of FHIR R4.')],
    };
  const draft: Draft = {
    criteria: [],
    sort: [],
    applied: [],
    own: new Map(),
    issues: [],
    count: undefined,
    summary: undefined,
    total: undefined,
  };
  const given = [...params];
  if (given.length > mostParameters)
    return { ok: false, issues: [issue('too-costly', 'The search has too many parameters.')] };
  for (const [name, value] of given) readParameter(type, name, value, options, draft);
  const { issues, ...search } = draft;
  const fatal = options.lenient ? issues.filter(({ code }) => code !== 'not-supported') : issues;
  if (fatal.length > 0) return { ok: false, issues };
  return {
    ok: true,
    search: { type, ...search },
    warnings: issues.map((each) => ({ ...each, severity: 'warning' })),
  };
}

function readParameter(
  type: string,
  name: string,
  value: string,
  options: SearchOptions,
  draft: Draft,
): void {
  if (ignored.has(name)) return;
  if (options.own?.includes(name) === true) {
    draft.own.set(name, value);
    return;
  }
  const said =
    readControl(type, name, value, draft) ?? readCriterion(type, name, value, options, draft);
  if (said === 'applied') draft.applied.push([name, value]);
  else draft.issues.push(said);
}

/** `_count`, `_sort`, `_summary`, `_total`; undefined for every other name. */
function readControl(
  type: string,
  name: string,
  value: string,
  draft: Draft,
): Issue | 'applied' | undefined {
  switch (name) {
    case '_count':
      if (!/^\d{1,9}$/.test(value)) return issue('value', '_count must be a whole number.');
      draft.count = Number(value);
      return 'applied';
    case '_summary':
      if (value === 'count') draft.summary = 'count';
      else if (value !== 'false')
        return issue('not-supported', '_summary is supported as count and false.');
      return 'applied';
    case '_total':
      if (value !== 'none' && value !== 'estimate' && value !== 'accurate')
        return issue('value', '_total must be none, estimate or accurate.');
      draft.total = value;
      return 'applied';
    case '_sort':
      return readSort(type, value, draft);
    default:
      return undefined;
  }
}

function readSort(type: string, value: string, draft: Draft): Issue | 'applied' {
  for (const each of value.split(',')) {
    const descending = each.startsWith('-');
    const param = descending ? each.slice(1) : each;
    const kind = parametersOf(type).get(param)?.kind;
    if (
      kind === undefined ||
      (kind !== 'date' && kind !== 'string' && kind !== 'number' && param !== '_id')
    )
      return issue('not-supported', '_sort is supported by dates, texts, numbers and _id.');
    draft.sort.push({ param, kind, descending });
  }
  return 'applied';
}

function readCriterion(
  type: string,
  given: string,
  value: string,
  options: SearchOptions,
  draft: Draft,
): Issue | 'applied' {
  const [name = '', modifier, ...more] = given.split(':');
  if (unsupported.has(name))
    return issue('not-supported', `The parameter ${name} is not supported.`);
  if (given.includes('.')) return issue('not-supported', 'Chained parameters are not supported.');
  const parameter = parametersOf(type).get(name);
  if (!parameter) return issue('not-supported', `There is no such search parameter for ${type}.`);
  if (parameter.kind === undefined)
    return issue('not-supported', `The parameter ${name} is not supported.`);
  if (more.length > 0) return issue('not-supported', `The modifier of ${name} is not supported.`);
  const criterion = criterionOf(parameter, parameter.kind, modifier, value, options);
  if ('severity' in criterion) return criterion;
  draft.criteria.push(criterion);
  return 'applied';
}

function criterionOf(
  { code: param }: SearchParameter,
  kind: TermKind,
  modifier: string | undefined,
  value: string,
  options: SearchOptions,
): Criterion | Issue {
  if (modifier === 'missing') {
    if (value !== 'true' && value !== 'false')
      return issue('value', `${param}:missing must be true or false.`);
    return { param, kind, missing: value === 'true', not: false, values: [] };
  }
  const not = modifier === 'not' && kind === 'token';
  const byIdentifier = modifier === 'identifier' && kind === 'reference';
  const values: SearchValue[] = [];
  for (const each of splitEscaped(value, ',')) {
    const read = readValue(
      byIdentifier ? 'token' : kind,
      not || byIdentifier ? undefined : modifier,
      each,
      options,
    );
    if (read === 'modifier')
      return issue('not-supported', `The modifier of ${param} is not supported.`);
    if (read === 'value') return issue('value', `A value of ${param} cannot be read.`);
    values.push(read);
  }
  return {
    param: byIdentifier ? `${param}:identifier` : param,
    kind: byIdentifier ? 'token' : kind,
    missing: undefined,
    not,
    values,
  };
}

function issue(code: IssueCode, message: string): Issue {
  return { severity: 'error', code, message };
}
