import { createHash } from 'node:crypto';
import { compileSearch, kindOf, type SortKey } from '@careledger/fhir';
import { open, seal } from '@careledger/keys';
import { fromBase64url, toBase64url, utf8 } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { IndexDb, SqlValue } from '../journal/projection.ts';
import { integer, list, nullable, record, text } from '../shape.ts';
import { conditionOf, type Condition } from './criteria.ts';
import { versionColumns, versionOf, type StoredVersion } from './rows.ts';
import { isSearchable } from './terms.ts';

/** One page as the index has it. */
export interface FoundPage {
  readonly matches: readonly StoredVersion[];
  readonly included: readonly StoredVersion[];
  readonly total: number;
  readonly next: string | null;
}

/** Search over the index: stable pages, cursors that only their user can use and for their query alone. */
export interface Search {
  isDirectory(type: string): boolean;
  run(options: {
    type: string;
    query: string;
    cursor: string | undefined;
    user: string;
    /** Restricts to what is this patient's, and the directory. */
    patient: string | undefined;
    /** Restricts to records whose kind and labels are all named here, and the directory. */
    categories?: readonly string[] | undefined;
    /** Restricts to what a member of staff may see (C1.2). */
    sight?: Condition | undefined;
  }): FoundPage;
  /** Ids of at most two resources that a query finds within somebody's sight. */
  ids(type: string, query: string, sight: Condition): string[];
}

const CURSOR = utf8('careledger-cursor-v1');
const USUAL = 50;
const MOST = 1000;
const cursorShape = record({
  user: text,
  query: text,
  last: integer,
  sorted: nullable((value) =>
    typeof value === 'number' || typeof value === 'string' ? value : null,
  ),
  newest: integer,
  total: integer,
});
type Cursor = ReturnType<typeof cursorShape>;

/** Opens search over the chart's tables; cursors are sealed by `key`. */
export function createSearch(deps: { db: IndexDb; key: Uint8Array; clock: () => number }): Search {
  const { db, key, clock } = deps;
  const from = `from chart_current c
    join chart_version v on v.type = c.type and v.id = c.id and v.version = c.version
    join chart_act a on a.journal = v.journal`;
  const compile = (type: string, query: string) => {
    const compiled = compileSearch(type, new URLSearchParams(query), { now: clock() });
    const refused = compiled.ok
      ? [...compiled.search.criteria, ...compiled.search.sort]
          .filter(({ param }) => !isSearchable(param))
          .map(({ param }) => ({
            code: 'not-supported',
            path: param,
            says: 'This search parameter is not supported.',
          }))
      : compiled.issues.map(({ code, expression, message }) => ({
          code,
          path: expression ?? type,
          says: message,
        }));
    if (!compiled.ok || refused.length > 0)
      throw new CareError('invalid', refused[0]?.says ?? 'The search cannot be read.', {
        issues: refused,
      });
    return compiled.search;
  };
  const conditions = (
    type: string,
    query: ReturnType<typeof compile>,
    to: {
      patient?: string | undefined;
      categories?: readonly string[] | undefined;
      sight?: Condition | undefined;
    },
  ): Condition => {
    const all: Condition[] = [
      { sql: 'c.type = ? and c.in_error = 0', values: [type] },
      ...query.criteria.map(conditionOf),
      ...restrictions(to),
    ];
    return {
      sql: all.map(({ sql }) => sql).join(' and '),
      values: all.flatMap(({ values }) => values),
    };
  };
  const number = (sql: string, values: readonly SqlValue[]): number =>
    record({ n: integer })(db.prepare(sql).get(...values), 'count').n;

  return {
    isDirectory: (type) => kindOf({ resourceType: type }) === 'directory',
    ids: (type, query, sight) => {
      const where = conditions(type, compile(type, query), { sight });
      const rows = db
        .prepare(`select c.id from chart_current c where ${where.sql} limit 2`)
        .all(...where.values);
      return list(record({ id: text }))(rows, 'ids').map(({ id }) => id);
    },
    run: ({ type, query, cursor, user, ...to }) => {
      const search = compile(type, query);
      const digest = createHash('sha256').update(`${type}?${query}`).digest('hex');
      const before = cursor === undefined ? undefined : cursorOf(cursor, key);
      if (before && (before.user !== user || before.query !== digest))
        throw new CareError('invalid', 'This page link belongs to another search.');
      const where = conditions(type, search, to);
      const newest =
        before?.newest ?? number('select coalesce(max(n), 0) as n from chart_current', []);
      const total =
        before?.total ??
        number(`select count(*) as n from chart_current c where ${where.sql} and c.n <= ?`, [
          ...where.values,
          newest,
        ]);
      const count = Math.min(search.count ?? USUAL, MOST);
      if (search.summary === 'count' || count === 0)
        return { matches: [], included: [], total, next: null };
      const [sort] = search.sort;
      const order = orderOf(sort);
      const after = afterOf(order, before);
      const rows = db
        .prepare(
          `select ${versionColumns}, c.n, ${order.sql} as k ${from} where ${where.sql} and c.n <= ? and ${after.sql} ` +
            `order by k ${order.descending ? 'desc' : 'asc'}, c.n limit ?`,
        )
        .all(...order.values, ...where.values, newest, ...after.values, count + 1);
      const shown = rows.slice(0, count);
      const last = shown.at(-1);
      let next: string | null = null;
      if (rows.length > count && last !== undefined) {
        const { n, k } = lastShape(last, 'row');
        const told: Cursor = { user, query: digest, last: n, sorted: k, newest, total };
        next = toBase64url(seal(key, utf8(JSON.stringify(told)), CURSOR));
      }
      return { matches: shown.map(versionOf), included: [], total, next };
    },
  };
}

/** What narrows a search to whose records somebody may see: the directory always stays. */
function restrictions({
  patient,
  categories,
  sight,
}: {
  patient?: string | undefined;
  categories?: readonly string[] | undefined;
  sight?: Condition | undefined;
}): Condition[] {
  const found: Condition[] = [];
  if (patient !== undefined) found.push({ sql: 'c.patient = ?', values: [patient] });
  if (categories !== undefined) {
    const named = JSON.stringify(categories);
    found.push({
      sql: `c.kind in (select value from json_each(?)) and not exists (
        select 1 from chart_version v, json_each('["' || replace(v.labels, ' ', '","') || '"]') l
        where v.type = c.type and v.id = c.id and v.version = c.version and l.value <> ''
          and l.value not in (select value from json_each(?)))`,
      values: [named, named],
    });
  }
  const narrowed = found.map(({ sql, values }) => ({
    sql: `(c.patient is null or (${sql}))`,
    values,
  }));
  return sight === undefined ? narrowed : [...narrowed, sight];
}

const lastShape = record({
  n: integer,
  k: (value): string | number => (typeof value === 'number' ? value : String(value)),
});

function cursorOf(cursor: string, key: Uint8Array): Cursor {
  try {
    const plain: unknown = JSON.parse(open(key, fromBase64url(cursor), CURSOR).toString('utf8'));
    return cursorShape(plain, 'cursor');
  } catch (cause) {
    throw new CareError('invalid', 'This page link cannot be read.', { cause });
  }
}

interface Order extends Condition {
  readonly descending: boolean;
}

function orderOf(sort: SortKey | undefined): Order {
  if (sort === undefined) return { sql: 'c.n', values: [], descending: false };
  const { param, kind, descending } = sort;
  if (param === '_id') return { sql: 'c.id', values: [], descending };
  if (param === '_lastUpdated') return { sql: 'c.updated', values: [], descending };
  const column = kind === 'string' ? 't.text' : descending ? 't.high' : 't.low';
  const least = kind === 'string' ? "''" : '-9e15';
  return {
    sql: `coalesce((select ${descending ? 'max' : 'min'}(${column}) from chart_term t where t.n = c.n and t.param = ?), ${least})`,
    values: [param],
    descending,
  };
}

function afterOf(order: Order, before: Cursor | undefined): Condition {
  if (before === undefined) return { sql: '1', values: [] };
  const { sorted, last } = before;
  return {
    sql: `(${order.sql} ${order.descending ? '<' : '>'} ? or (${order.sql} = ? and c.n > ?))`,
    values: [...order.values, sorted, ...order.values, sorted, last],
  };
}
