import { compileExpression } from './search-expression.ts';
import type { Extract } from './search-expression.ts';
import { searches as table } from './searches.generated.ts';

/** The kinds of search parameter that are indexed. */
const termKinds = ['token', 'date', 'reference', 'string', 'number', 'quantity', 'uri'] as const;

/** A kind of search parameter that is indexed. */
export type TermKind = (typeof termKinds)[number];

/** One search parameter of one resource type. */
export interface SearchParameter {
  readonly code: string;
  /** Undefined where R4 defines the parameter, but it is not indexed here (composite, special). */
  readonly kind: TermKind | undefined;
  readonly extract: Extract;
}

const kindNames: ReadonlyMap<string, TermKind> = new Map(termKinds.map((kind) => [kind, kind]));
const nothing: Extract = () => [];

const rows = table
  .trim()
  .split('\n')
  .map((line): unknown => JSON.parse(line))
  .filter(Array.isArray);

const parameters = readParameters();

/** The search parameters of a resource type by name, those of every resource included. */
export function parametersOf(type: string): ReadonlyMap<string, SearchParameter> {
  return parameters.get(type) ?? everywhere;
}

/** For each type in the compartment of a patient, the parameters that place a resource there. */
export const patientParameters: ReadonlyMap<string, readonly string[]> = new Map(
  rows
    .filter(([mark]) => mark === '=patient')
    .map(([, type, ...codes]) => [String(type), codes.map(String)]),
);

function readParameters(): ReadonlyMap<string, ReadonlyMap<string, SearchParameter>> {
  const byType = new Map<string, Map<string, SearchParameter>>();
  for (const [type, ...list] of rows.filter(([mark]) => mark !== '=patient')) {
    const name = String(type);
    const found = new Map<string, SearchParameter>();
    for (const each of list.filter(Array.isArray)) {
      const [code, kind, expression] = each.map(String);
      if (code === undefined) continue;
      const extract = compileExpression(expression ?? '', name);
      found.set(code, {
        code,
        kind: extract ? kindNames.get(kind ?? '') : undefined,
        extract: extract ?? nothing,
      });
    }
    byType.set(name, found);
  }
  const common = [...(byType.get('Resource') ?? [])];
  for (const [, found] of byType)
    for (const [code, each] of common) if (!found.has(code)) found.set(code, each);
  return byType;
}

const everywhere: ReadonlyMap<string, SearchParameter> = parameters.get('Resource') ?? new Map();
