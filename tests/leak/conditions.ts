import type { Sent } from './hospitals.ts';
import { isEntry, isRight, type Path } from './path.ts';

const transaction = (...entry: object[]): Sent => ({
  method: 'POST',
  url: '/fhir/R4',
  body: { resourceType: 'Bundle', type: 'transaction', entry },
});

/** A create on condition; where nothing is found, what it brings cannot be taken, so nothing is ever written. */
const createUnless = (type: string, ifNoneExist: string): Sent =>
  transaction({
    resource: { resourceType: type, nonsense: true },
    request: { method: 'POST', url: type, ifNoneExist },
  });

/** Creates on condition of what is there: in a transaction alone, beside another request, and by header. */
export const conditionPaths: readonly Path[] = [
  {
    name: 'create on condition of one entry',
    way: 'search',
    by: ['doctor in care', 'nurse in care'],
    shows: isRight,
    asked: ({ entries }) =>
      entries.map(({ type, id, category }) => ({
        sent: createUnless(type, `_id=${id}`),
        about: (cell) => cell.category === category,
        mark: new RegExp(`${type}/${id}`),
      })),
  },
  {
    name: 'create on condition of what is there, with a read',
    way: 'search',
    by: [],
    shows: isEntry,
    asked: ({ patient }) => [
      {
        sent: transaction(
          {
            resource: { resourceType: 'Patient' },
            request: { method: 'POST', url: 'Patient', ifNoneExist: `_id=${patient}` },
          },
          { request: { method: 'GET', url: `Patient/${patient}` } },
        ),
      },
    ],
  },
  {
    name: 'If-None-Exist',
    way: 'search',
    by: [],
    shows: isEntry,
    asked: ({ entries }) =>
      entries.map(({ type, id, category }) => ({
        sent: {
          method: 'POST',
          url: `/fhir/R4/${type}`,
          headers: { 'if-none-exist': `_id=${id}` },
          body: { resourceType: type, nonsense: true },
        },
        about: (cell) => cell.category === category,
        mark: new RegExp(id),
      })),
  },
];

/** Everything that depends on whether this record is there: by condition, by reference, and by version. */
export function conditionsOn({ type, id }: { type: string; id: string }): {
  name: string;
  sent: Sent;
}[] {
  const create = createUnless(type, `_id=${id}`);
  const subject = { reference: `${type}?_id=${id}` };
  const imported = { source: 'leak.json', bundle: create.body };
  return [
    { name: 'a condition', sent: create },
    {
      name: 'a condition in an import',
      sent: { ...create, url: '/api/v1/import', body: imported },
    },
    {
      name: 'a conditional reference',
      sent: transaction({
        resource: { resourceType: 'Basic', subject },
        request: { method: 'POST', url: 'Basic' },
      }),
    },
    {
      name: 'a version',
      sent: transaction({
        resource: { resourceType: type, id },
        request: { method: 'PUT', url: `${type}/${id}`, ifMatch: 'W/"9"' },
      }),
    },
  ];
}
