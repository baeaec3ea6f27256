import { oneOf } from '../passkeys.ts';
import { conditionPaths } from './conditions.ts';
import { firstPage } from './old-pages.ts';
import { isEntry, isRight, type Asked, type Path } from './path.ts';
import type { Cell, Placed, Scene, Standing } from './persons.ts';

/** Whoever may read the chart, or a part of it. */
export const readers: readonly Standing[] = [
  'doctor in care',
  'nurse in care',
  'patient',
  'guardian of another scope',
];
const nobody: readonly Standing[] = [];
const base = '/fhir/R4';

/** A request for each entry. */
const forEach =
  (urlOf: (entry: Placed) => string, headers: Readonly<Record<string, string>> = {}) =>
  ({ entries }: Scene): Asked[] =>
    entries.map((entry) => ({
      sent: { method: 'GET', url: base + urlOf(entry), headers },
      about: isOf(entry),
    }));

const isOf = (entry: Placed) => (cell: Cell) => cell.category === entry.category;

/** The types of her record, each with what lies in it. */
export function typesOf({ entries }: Scene): { type: string; about: (cell: Cell) => boolean }[] {
  return [...new Set(entries.map(({ type }) => type))].map((type) => ({
    type,
    about: (cell) => entries.some((entry) => entry.type === type && isOf(entry)(cell)),
  }));
}

/** A request for each type. */
const forTypes =
  (urlOf: (type: string, patient: string) => string) =>
  (scene: Scene): Asked[] =>
    typesOf(scene).map(({ type, about }) => ({
      sent: { method: 'GET', url: base + urlOf(type, scene.patient) },
      about,
    }));

const ofHers = (type: string, patient: string) =>
  type === 'Patient' ? `Patient?_id=${patient}` : `${type}?patient=${patient}`;

/** A page link that somebody was given, sent by everybody. */
async function oldPage(scene: Scene, by: Standing): Promise<Asked[]> {
  const token = scene.persons.find(({ standing }) => standing === by)?.token ?? '';
  return [{ sent: { method: 'GET', url: (await firstPage(scene, token)).next } }];
}

const isLaterProblem = ({ kind, category }: Cell) =>
  kind === 'problems' &&
  category !== 'problems' &&
  isRight({ kind, category, labels: [], word: '' });

/** Every interaction of FHIR, and those that are not served. */
export const fhirPaths: readonly Path[] = [
  {
    name: 'read',
    way: 'read',
    by: readers,
    shows: isRight,
    asked: forEach(({ type, id }) => `/${type}/${id}`),
  },
  {
    name: 'read of what somebody has already (ETag, 304)',
    way: 'cache',
    by: readers,
    shows: isRight,
    perhaps: true,
    asked: forEach(({ type, id }) => `/${type}/${id}`, {
      'if-none-match': 'W/"1"',
      'if-modified-since': 'Sat, 01 Jan 2028 00:00:00 GMT',
    }),
  },
  {
    name: 'vread',
    way: 'vread',
    by: readers,
    shows: isEntry,
    asked: forEach(({ type, id }) => `/${type}/${id}/_history/1`),
  },
  {
    name: 'vread of a version that is not there',
    way: 'error message',
    by: nobody,
    shows: isEntry,
    asked: forEach(({ type, id }) => `/${type}/${id}/_history/7`),
  },
  {
    name: 'history',
    way: 'history',
    by: readers,
    shows: isEntry,
    asked: forEach(({ type, id }) => `/${type}/${id}/_history`),
  },
  {
    name: 'search by id',
    way: 'search',
    by: readers,
    shows: isRight,
    asked: forEach(({ type, id }) => `/${type}?_id=${id}`),
  },
  {
    name: 'search by patient',
    way: 'search',
    by: readers,
    shows: isRight,
    asked: forTypes((type, patient) => `/${ofHers(type, patient)}`),
  },
  {
    name: 'sort',
    way: 'sort',
    by: readers,
    shows: isRight,
    asked: forTypes((type, patient) => `/${ofHers(type, patient)}&_sort=-_lastUpdated`),
  },
  {
    name: 'summary: count alone',
    way: 'count',
    by: nobody,
    shows: isEntry,
    asked: forTypes((type, patient) => `/${ofHers(type, patient)}&_summary=count`),
  },
  {
    name: 'POST _search',
    way: 'search',
    by: readers,
    shows: isRight,
    asked: (scene) =>
      typesOf(scene).map(({ type, about }) => ({
        sent: {
          method: 'POST',
          url: `${base}/${ofHers(type, scene.patient).replace('?', '/_search?')}`,
          body: {},
        },
        about,
      })),
  },
  ...[
    '_include=*',
    '_include=Condition:subject',
    '_revinclude=Condition:subject',
    '_revinclude=*',
    '_elements=code',
    '_has:Condition:patient:code=1',
    '_summary=data',
    '_contained=true',
  ].map((more): Path => ({
    name: `search with ${more.split('=')[0]?.split(':')[0]}`,
    way: 'include',
    by: readers,
    shows: isRight,
    perhaps: true,
    asked: ({ patient }) =>
      ['Patient', 'Condition'].map((type) => ({
        sent: { method: 'GET', url: `${base}/${ofHers(type, patient)}&${more}` },
        about: ({ kind }) => ['identity', 'problems'].includes(kind),
      })),
  })),
  {
    name: 'chained search over her name',
    way: 'include',
    by: nobody,
    shows: isEntry,
    asked: () =>
      ['patient.name=Kanari', 'subject:Patient.name=Kanari', 'patient:identifier=1'].map(
        (query) => ({
          sent: { method: 'GET', url: `${base}/Condition?${query}` },
        }),
      ),
  },
  ...(
    [
      'patient',
      'doctor in care',
      'guardian of another scope',
      'guardian who may see a label',
    ] as const
  ).map((by): Path => ({
    name: `cursor of an old page of ${by}`,
    way: 'cursor of an old page',
    by: [by],
    isOwn: true,
    shows: isLaterProblem,
    perhaps: true,
    asked: (scene) => oldPage(scene, by),
  })),
  {
    name: 'what is not served: everything, compartments, system',
    way: 'export',
    by: nobody,
    shows: isEntry,
    asked: ({ patient }) =>
      [
        `/Patient/${patient}/$everything`,
        `/Patient/${patient}/Condition`,
        '/_history',
        '/Condition/_history',
        '/?_type=Condition',
        '/metadata',
        `/Patient/${patient}/*`,
      ].map((url) => ({ sent: { method: 'GET', url: base + url } })),
  },
  {
    name: 'refused writes',
    way: 'error message',
    by: nobody,
    shows: isEntry,
    asked: ({ entries }) =>
      entries.flatMap(({ type, id }) =>
        [{}, { 'if-match': 'W/"9"' }].map((headers) => ({
          sent: {
            method: 'PUT' as const,
            url: `${base}/${type}/${id}`,
            headers,
            body: { resourceType: type, id },
          },
        })),
      ),
  },
  {
    name: 'search by name',
    way: 'search',
    by: readers,
    shows: ({ category }) => category === 'identity',
    asked: () =>
      ['name=Kanari', 'family=Kanari', 'name=Kanari&_sort=birthdate'].map((query) => ({
        sent: { method: 'GET', url: `${base}/Patient?${query}` },
        about: ({ category }) => category === 'identity',
      })),
  },
  {
    name: 'what is not understood or not done',
    way: 'error message',
    by: nobody,
    shows: isEntry,
    asked: ({ patient, entries }) => [
      ...['_sort=nothing', '_lastUpdated=never', '_cursor=AAAA', 'code:in=x'].map((query) => ({
        sent: { method: 'GET' as const, url: `${base}/Condition?patient=${patient}&${query}` },
      })),
      ...entries.flatMap(({ type, id }) =>
        (['DELETE', 'PATCH', 'HEAD'] as const).map((method) => ({
          sent: { method, url: `${base}/${type}/${id}`, ...(method === 'PATCH' && { body: {} }) },
        })),
      ),
    ],
  },
  ...conditionPaths,
];

/** What `_summary=count` says of a type; undefined where it says nothing. */
export function totalIn(body: string): number | undefined {
  const { total } = oneOf(JSON.parse(body));
  return typeof total === 'number' ? total : undefined;
}
