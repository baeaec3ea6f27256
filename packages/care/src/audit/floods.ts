import { isObject, type JsonObject } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import type { Flood } from '../exchange/flood.ts';
import type { Disclosure } from './disclosure.ts';
import { jsonRow, textOf } from './rows.ts';

/** Floods of refusals as one counted row each (D1.2), those included that are counted and not yet journaled. */
export function floodsOf(
  deps: { book: Book; flood: Flood; nameOf: (member: string, practitioner: string) => string },
  filter: { patient?: string; from?: number; until?: number },
): (Disclosure & { patient: string | null })[] {
  const { book, flood, nameOf } = deps;
  const { patient, from = 0, until = Number.MAX_SAFE_INTEGER } = filter;
  const rowOf = (facts: {
    id: string;
    at: number;
    since: number;
    count: number;
    organisation: string;
    practitioner: string;
  }): Disclosure & { patient: string | null } => ({
    ...facts,
    kind: 'flood',
    patient: patient ?? null,
    outcome: 'refused',
    because: 'flood',
    who: nameOf(facts.organisation, facts.practitioner),
    role: null,
    interaction: null,
    purpose: 'TREAT',
    basis: 'grant',
    text: null,
    tx: null,
    resources: [],
    request: null,
    receipt: null,
    review: null,
    delayed: null,
    delayedUntil: null,
  });
  const journaled = book.hospital.index
    .prepare(
      patient === undefined
        ? 'select f.*, f.count as n from flood f where f.at >= ? and f.at < ? order by f.journal desc limit 1000'
        : 'select f.*, (select count(*) from answer a where a.flood = f.journal and a.patient = p.patient) as n ' +
            'from flood f join flood_patient p on p.journal = f.journal where f.at >= ? and f.at < ? and p.patient = ? ' +
            'order by f.journal desc limit 1000',
    )
    .all(from, until, ...(patient === undefined ? [] : [patient]))
    .map((found) => {
      const row = jsonRow(found);
      const journal = Number(row['journal']);
      return rowOf({
        id: `flood/${journal}`,
        at: Number(row['at']),
        since: Number(row['since']),
        count: Number(row['n']),
        organisation: textOf(row['organisation']),
        practitioner: textOf(row['practitioner']),
      });
    });
  const groups = new Map<string, JsonObject[]>();
  for (const refusal of flood.pending()) {
    const at = Number(refusal['at']);
    if (at < from || at >= until) continue;
    if (patient !== undefined && refusal['patient'] !== patient) continue;
    const { requester, practitioner } = requestOf(refusal);
    const key = `${textOf(requester)}/${textOf(practitioner)}`;
    groups.set(key, [...(groups.get(key) ?? []), refusal]);
  }
  const counted = [...groups.values()].map((group) =>
    rowOf({
      id: `flood/${textOf(group[0]?.['id'])}`,
      at: Number(group.at(-1)?.['at']),
      since: Number(group[0]?.['at']),
      count: group.length,
      organisation: textOf(requestOf(group[0] ?? {})['requester']),
      practitioner: textOf(requestOf(group[0] ?? {})['practitioner']),
    }),
  );
  return [...counted, ...journaled];
}

function requestOf(refusal: JsonObject): JsonObject {
  return isObject(refusal['request']) ? refusal['request'] : {};
}
