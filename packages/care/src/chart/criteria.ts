import type { Criterion, Prefix, SearchValue } from '@careledger/fhir';
import type { SqlValue } from '../journal/projection.ts';

/** A condition on `chart_current c`, with what is bound to it. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

const NEVER: Condition = { sql: '0', values: [] };

/** One criterion as SQL over the record's own row and its term rows. */
export function conditionOf(criterion: Criterion): Condition {
  const { param, missing, not, values } = criterion;
  if (param === '_id' || param === '_lastUpdated' || param === 'patient' || param === 'subject')
    return ownCondition(criterion);
  const rows = (inner: Condition): Condition => ({
    sql: `exists (select 1 from chart_term t where t.n = c.n and t.param = ? and ${inner.sql})`,
    values: [param, ...inner.values],
  });
  if (missing !== undefined) {
    const any = rows({ sql: '1', values: [] });
    return missing ? negated(any) : any;
  }
  const found = rows(either(values.map((value) => valueCondition(value, 't.low', 't.high'))));
  return not ? negated(found) : found;
}

function ownCondition({ param, missing, not, values }: Criterion): Condition {
  if (missing !== undefined) {
    const column = param === 'patient' || param === 'subject' ? 'c.patient is' : 'c.n is';
    return { sql: missing ? `${column} null` : `${column} not null`, values: [] };
  }
  const found = either(
    values.map((value): Condition => {
      if (param === '_lastUpdated') return valueCondition(value, 'c.updated', 'c.updated + 1');
      if (value.kind === 'token' && param === '_id')
        return value.code === undefined ? NEVER : { sql: 'c.id = ?', values: [value.code] };
      if (value.kind !== 'reference' || value.id === null) return NEVER;
      return value.type === null || value.type === 'Patient'
        ? { sql: 'c.patient = ?', values: [value.id] }
        : NEVER;
    }),
  );
  return not ? negated(found) : found;
}

function either(conditions: readonly Condition[]): Condition {
  if (conditions.length === 0) return NEVER;
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' or ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

function negated({ sql, values }: Condition): Condition {
  return { sql: `not ${sql}`, values };
}

function valueCondition(value: SearchValue, low: string, high: string): Condition {
  switch (value.kind) {
    case 'token':
      return both(
        value.code === undefined ? undefined : { sql: 't.text = ?', values: [value.code] },
        value.system === undefined ? undefined : { sql: 't.extra is ?', values: [value.system] },
      );
    case 'token-text':
      return NEVER;
    case 'date':
      return dateCondition(value, low, high);
    case 'reference':
      if (value.url !== null) return { sql: "t.text = ? and t.extra = 'url'", values: [value.url] };
      return both(
        { sql: 't.text = ?', values: [value.id] },
        value.type === null ? undefined : { sql: 't.extra = ?', values: [value.type] },
      );
    case 'string':
      if (value.match === 'exact') return { sql: 't.extra = ?', values: [value.text] };
      return value.match === 'contains'
        ? { sql: 'instr(t.text, ?) > 0', values: [value.text] }
        : { sql: 't.text >= ? and t.text < ?', values: [value.text, `${value.text}\u{10ffff}`] };
    case 'number':
    case 'quantity':
      return both(numberCondition(value, low, high), unitCondition(value));
    case 'uri':
      if (value.match === 'exact') return { sql: 't.text = ?', values: [value.uri] };
      return value.match === 'below'
        ? { sql: 'substr(t.text, 1, length(?)) = ?', values: [value.uri, value.uri] }
        : { sql: 'substr(?, 1, length(t.text)) = t.text', values: [value.uri] };
  }
}

function both(first: Condition | undefined, second: Condition | undefined): Condition {
  const given = [first, second].filter((each) => each !== undefined);
  return {
    sql: given.length === 0 ? '1' : `(${given.map(({ sql }) => `(${sql})`).join(' and ')})`,
    values: given.flatMap(({ values }) => values),
  };
}

/** http://hl7.org/fhir/R4/search.html#prefix for ranges [low, high) against [from, to). */
function dateCondition(
  { prefix, from, to }: { prefix: Prefix; from: number; to: number },
  low: string,
  high: string,
): Condition {
  const within = `(${low} >= ? and ${high} <= ?)`;
  switch (prefix) {
    case 'eq':
      return { sql: within, values: [from, to] };
    case 'ne':
      return { sql: `not ${within}`, values: [from, to] };
    case 'gt':
      return { sql: `${high} > ?`, values: [to] };
    case 'lt':
      return { sql: `${low} < ?`, values: [from] };
    case 'ge':
      return { sql: `(${high} > ? or ${within})`, values: [to, from, to] };
    case 'le':
      return { sql: `(${low} < ? or ${within})`, values: [from, from, to] };
    case 'sa':
      return { sql: `${low} >= ?`, values: [to] };
    case 'eb':
      return { sql: `${high} <= ?`, values: [from] };
    case 'ap':
      return { sql: `(${low} < ? and ${high} > ?)`, values: [to, from] };
  }
}

function numberCondition(
  value: { prefix: Prefix; value: number; low: number; high: number },
  low: string,
  high: string,
): Condition {
  const within = `(${low} >= ? and ${high} < ?)`;
  switch (value.prefix) {
    case 'eq':
      return { sql: within, values: [value.low, value.high] };
    case 'ne':
      return { sql: `not ${within}`, values: [value.low, value.high] };
    case 'gt':
      return { sql: `${high} > ?`, values: [value.value] };
    case 'lt':
      return { sql: `${low} < ?`, values: [value.value] };
    case 'ge':
      return { sql: `${high} >= ?`, values: [value.value] };
    case 'le':
      return { sql: `${low} <= ?`, values: [value.value] };
    case 'sa':
      return { sql: `${low} > ?`, values: [value.value] };
    case 'eb':
      return { sql: `${high} < ?`, values: [value.value] };
    case 'ap':
      return { sql: `(${low} <= ? and ${high} >= ?)`, values: [value.high, value.low] };
  }
}

function unitCondition({
  system,
  code,
}: {
  system?: string | null | undefined;
  code: string | undefined;
}): Condition | undefined {
  if (code === undefined) return undefined;
  if (typeof system === 'string') return { sql: 't.extra = ?', values: [`${system}|${code}`] };
  return {
    sql: "(substr(t.extra, instr(t.extra, '|') + 1) = ? or t.text = ?)",
    values: [code, code],
  };
}
