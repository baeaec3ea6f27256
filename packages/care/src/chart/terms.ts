import { indexTerms, type Term } from '@careledger/fhir';
import type { IndexDb } from '../journal/projection.ts';
import type { Resource } from './resource.ts';

/** One row for each value of each indexed search parameter of a current version. */
export const termSchema = `
  create table if not exists chart_term (
    n integer not null, param text not null, ordinal integer not null, text text, extra text,
    low real, high real, primary key (n, param, ordinal)) without rowid;
  create index if not exists chart_term_text on chart_term (param, text) where text is not null;
`;

/** The tables of `termSchema`. */
export const termTables = ['chart_term'] as const;

/** The search parameters that rows are kept for; whose record it is, id and time stand in the record's own row. */
const indexedParameters: ReadonlySet<string> = new Set(
  (
    'active address-city authoredon birthdate category class clinical-status code component-code created criticality ' +
    'date email encounter family gender given identifier intent issued lifecycle-status medication name onset-date ' +
    'organization period phone practitioner recorded-date role severity start-date started status target-date type ' +
    'vaccine-code value-quantity verification-status _tag'
  ).split(' '),
);

/** The search parameters that can be asked for: those with rows and those of the record's own row. */
export function isSearchable(param: string): boolean {
  return (
    indexedParameters.has(param) || ['_id', '_lastUpdated', 'patient', 'subject'].includes(param)
  );
}

/** Keeps the rows of one record in step with its current version. */
export interface TermWriter {
  add(n: number, resource: Resource): void;
  remove(n: number): void;
}

/** Prepares the writing of term rows. */
export function createTermWriter(db: IndexDb): TermWriter {
  const add = db.prepare(
    'insert into chart_term (n, param, ordinal, text, extra, low, high) values (?, ?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('delete from chart_term where n = ?');
  return {
    add: (n, resource) => {
      const terms = indexTerms(resource).filter(({ param }) => indexedParameters.has(param));
      for (const [ordinal, term] of terms.entries()) {
        const { text, extra, low, high } = cellsOf(term);
        add.run(n, term.param, ordinal, text, extra, low, high);
      }
    },
    remove: (n) => void remove.run(n),
  };
}

interface Cells {
  readonly text: string | null;
  readonly extra: string | null;
  readonly low: number | null;
  readonly high: number | null;
}

function cellsOf(term: Term): Cells {
  const none = { text: null, extra: null, low: null, high: null };
  switch (term.kind) {
    case 'token':
      return { ...none, text: term.code, extra: term.system };
    case 'date':
      return { ...none, low: term.from, high: term.to };
    case 'reference':
      return { ...none, text: term.url ?? term.id, extra: term.url === null ? term.type : 'url' };
    case 'string':
      return { ...none, text: term.text, extra: term.exact };
    case 'number':
      return { ...none, low: term.low, high: term.high };
    case 'quantity':
      return {
        text: term.unit,
        extra: `${term.system ?? ''}|${term.code ?? ''}`,
        low: term.low,
        high: term.high,
      };
    case 'uri':
      return { ...none, text: term.uri };
  }
}
