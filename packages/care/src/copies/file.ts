import { isObject, type Hex, type Json, type JsonObject } from '@careledger/proof';
import { jsonRow, textOf } from '../audit/rows.ts';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import type { StaffActor } from '../people/actor.ts';
import { textIn } from '../shape.ts';
import type { Copies } from './copies.ts';

/** Something of another hospital that a clinician filed as relied on; times in ms. */
export interface Filed {
  readonly at: number;
  readonly type: string;
  readonly id: string;
  readonly custodian: string;
  readonly version: number;
  readonly newest: number;
  /** A later answer brought a newer version. */
  readonly superseded: boolean;
  readonly request: string;
  readonly fullUrl: string;
}

/** Where the identity of a filed record at its custodian stands. */
const originSystem = 'urn:careledger:record';

/**
 * Copies one entry of a reading copy into the own chart, with a Provenance that names custodian, record and question; from then
 * on it is the own hospital's, and no withdrawal takes it away (C4.2).
 */
export async function fileCopy(
  deps: { hospital: Hospital; copies: Copies; nameOf: (member: string) => string },
  actor: StaffActor,
  wanted: { request: Hex; resource: string; patient: string },
): Promise<{ type: string; id: string; version: number }> {
  const { hospital, copies, nameOf } = deps;
  const copy = (await copies.of(actor)).find(({ request }) => request === wanted.request);
  if (!copy) throw new CareError('not-found', 'This answer is no longer open; ask again.');
  const entry = copy.resources.find((each) => isPlace(each, wanted.resource));
  if (!isObject(entry) || !isObject(entry['resource']) || entry['damaged'] === true)
    throw new CareError('not-found', 'This entry is not in the answer.');
  const { custodian } = copy;
  const [type, id, version] = [
    textIn(entry, 'type'),
    textIn(entry, 'id'),
    Number(entry['version']),
  ];
  const origin = `${custodian}/${type}/${id}/_history/${version}`;
  const from = nameOf(custodian);
  const at = new Date(hospital.clock()).toISOString();
  const [filed] = await hospital.chart.transaction(actor, {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: 'urn:uuid:7f7d2b1a-0b52-4f0e-9a51-6f3f2c1d0001',
        resource: ownResource(entry['resource'], { patient: wanted.patient, from }),
        request: { method: 'POST', url: type },
      },
      {
        fullUrl: 'urn:uuid:7f7d2b1a-0b52-4f0e-9a51-6f3f2c1d0002',
        resource: {
          resourceType: 'Provenance',
          target: [{ reference: 'urn:uuid:7f7d2b1a-0b52-4f0e-9a51-6f3f2c1d0001' }],
          recorded: at,
          agent: [{ who: { display: from } }],
          entity: [
            {
              role: 'source',
              what: { identifier: { system: originSystem, value: origin }, display: from },
            },
          ],
        },
        request: { method: 'POST', url: 'Provenance' },
      },
    ],
  });
  if (!filed) throw new CareError('invalid', 'This entry could not be filed.');
  await hospital.journal.append({
    t: 'filed',
    at: hospital.clock(),
    id: wanted.request,
    patient: wanted.patient,
    by: actor.handle,
    type: filed.type,
    resource: filed.id,
    custodian,
    foreignType: type,
    foreignId: id,
    version,
  });
  return { type: filed.type, id: filed.id, version: filed.version };
}

/** What was filed of other hospitals in a patient's chart, newest first. */
export function filedOf({ index }: Hospital, patient: string): Filed[] {
  return index
    .prepare(
      'select f.*, coalesce(n.version, f.version) as newest from filed f left join foreign_newest n on n.custodian = f.custodian ' +
        'and n.type = f.foreign_type and n.id = f.foreign_id where f.patient = ? order by f.journal desc limit 1000',
    )
    .all(patient)
    .map((found) => {
      const row = jsonRow(found);
      const [version, newest] = [Number(row['version']), Number(row['newest'])];
      return {
        at: Number(row['at']),
        type: textOf(row['type']),
        id: textOf(row['id']),
        custodian: textOf(row['custodian']),
        version,
        newest,
        superseded: newest > version,
        request: textOf(row['request']),
        fullUrl: `${textOf(row['foreign_type'])}/${textOf(row['foreign_id'])}`,
      };
    });
}

/** What was filed of one answer, as `Type/id` at its custodian. */
export function filedUnder({ index }: Hospital, request: Hex): string[] {
  return index
    .prepare('select foreign_type, foreign_id from filed where request = ?')
    .all(request)
    .map((found) => {
      const row = jsonRow(found);
      return `${textOf(row['foreign_type'])}/${textOf(row['foreign_id'])}`;
    });
}

function isPlace(entry: Json, wanted: string): boolean {
  if (!isObject(entry)) return false;
  const { type, id, fullUrl } = entry;
  return wanted === fullUrl || wanted === `${textOf(type)}/${textOf(id)}`;
}

/** The foreign resource as one of the own chart: of the own patient, without ids and references that lead elsewhere. */
function ownResource(resource: JsonObject, own: { patient: string; from: string }): JsonObject {
  const { id: _id, meta, ...rest } = resource;
  const security = isObject(meta) ? meta['security'] : undefined;
  const kept = rewritten(rest, own);
  return {
    ...(isObject(kept) ? kept : {}),
    ...(security === undefined ? {} : { meta: { security } }),
  };
}

function rewritten(value: Json, own: { patient: string; from: string }): Json {
  if (Array.isArray(value)) return value.map((each) => rewritten(each, own));
  if (!isObject(value)) return value;
  const { reference } = value;
  if (typeof reference === 'string' && !reference.startsWith('#')) {
    if (/(?:^|\/)Patient\//.test(reference)) return { reference: `Patient/${own.patient}` };
    const { reference: _reference, ...rest } = value;
    const type = /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+$/.exec(reference)?.[1];
    return {
      ...rest,
      ...(type === undefined ? {} : { type }),
      display: textOf(value['display']) || `${type ?? 'Record'} at ${own.from}`,
    };
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, rewritten(each, own)]),
  );
}
