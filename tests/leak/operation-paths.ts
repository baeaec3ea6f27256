import type { Operation } from '@careledger/protocol';
import { isEntry, isRight, type Asked, type Path, type Way } from './path.ts';
import { readers } from './fhir-paths.ts';
import { pagesOf } from './routes.ts';
import type { Cell, Scene, Standing } from './persons.ts';

type Row = readonly [
  operation: Operation,
  body: (scene: Scene) => object,
  by: readonly Standing[],
  shows: (cell: Cell) => boolean,
  options?: { readonly perhaps?: true; readonly isOwn?: true; readonly way?: Way },
];

const treating = ['doctor in care', 'nurse in care'] as const;
const doctors = [...treating, 'doctor outside the team'] as const;
const officer = ['privacy officer'] as const;
const office = [...officer, 'auditor'] as const;
const herself = ['patient'] as const;
const hers = [...herself, 'guardian of another scope'] as const;
const enrolling = [...doctors, 'administrator'] as const;
const nobody: readonly Standing[] = [];

const nothing = () => ({});
const her = ({ patient }: Scene) => ({ patient });
const none = () => false;
const perhaps = { perhaps: true } as const;
const category =
  (...names: string[]) =>
  (cell: Cell) =>
    names.includes(cell.category);
const words = category('words of an emergency');
const identity = category('identity');
const either =
  (...each: ((cell: Cell) => boolean)[]) =>
  (cell: Cell) =>
    each.some((shows) => shows(cell));

/** What each operation that answers with something shows, and to whom, by RULES.md and the page map. */
const rows: readonly Row[] = [
  ['read', her, readers, isRight, { way: 'read' }],
  ['find', () => ({ text: 'Kanari' }), [...enrolling, ...office], identity, { way: 'search' }],
  ['patients', nothing, nobody, none],
  ['in-my-care', nothing, treating, identity, { isOwn: true }],
  ['care-of', her, nobody, none],
  ['wards', nothing, nobody, none],
  ['enrolments', nothing, enrolling, identity, perhaps],
  ['card', her, [...enrolling, ...herself], category('the card', 'the stop code')],
  ['credentials', her, nobody, none],
  ['guardians', her, nobody, none],
  ['patient-passkey-options', nothing, hers, identity, perhaps],
  ['grants', her, [...treating, 'administrator', ...herself], category('a grant')],
  [
    'assisted-prepare',
    ({ patient, grants: { toEllis } }) => ({ patient, withdraw: toEllis }),
    treating,
    category('a grant'),
  ],
  ['requests', her, [...treating, 'administrator', ...herself], category('words of a request')],
  ['requests', nothing, herself, category('words of a request')],
  ['corrections', nothing, [...enrolling, ...hers], category('words of a correction')],
  ['corrections', her, [...enrolling, ...hers], category('words of a correction')],
  ['details', nothing, hers, identity],
  ['whoami', nothing, hers, identity],
  ['export', nothing, hers, either(isRight, words, category('a grant')), { way: 'export' }],
  ['export', her, hers, either(isRight, words, category('a grant')), { way: 'export' }],
  ['hidden', nothing, nobody, none],
  ['my-receipts', nothing, herself, category('a grant')],
  ['confirmations', nothing, herself, category('a grant'), perhaps],
  ['disclosures', her, [...treating, ...office, ...herself], words],
  ['disclosure-search', her, office, either(identity, words)],
  ['disclosure-search', nothing, office, either(identity, words)],
  ['disclosure-csv', nothing, office, either(identity, words), perhaps],
  ['disclosure', ({ request }) => ({ id: request }), [...office, ...hers], either(identity, words)],
  [
    'openings',
    ({ request }) => ({ answer: request }),
    office,
    either(words, category('a grant')),
    perhaps,
  ],
  ['emergency-notices', nothing, [...officer, ...herself], words],
  ['reviews', nothing, office, either(identity, words)],
  ['unusual', nothing, office, identity, perhaps],
  ['incidents', nothing, office, words, perhaps],
  ['receipts', nothing, nobody, none],
  ['notices', nothing, nobody, none],
  ['address', nothing, nobody, none],
  ['filed', ({ patient }) => ({ for: patient }), nobody, none],
  ['copies', nothing, nobody, none, { way: 'cache' }],
  ['readings', her, [...treating, ...herself], category('a reading')],
  ['scores', her, nobody, none],
  ['alerts', nothing, treating, category('an alert')],
  ['alerts', her, [...treating, ...herself], category('an alert')],
  ['devices', nothing, nobody, none],
  ['quarantine', nothing, nobody, none],
  ['quarantine', her, nobody, none],
  ['directory', nothing, nobody, none],
  ['staff', nothing, nobody, none],
  ['upkeep', nothing, nobody, none],
  ['status', nothing, nobody, none],
  ['roots', nothing, nobody, none],
  ['consortium', nothing, nobody, none],
  ['members', nothing, nobody, none],
  ['proposals', nothing, nobody, none],
  ['terminal', nothing, nobody, none],
  ['passkeys', nothing, nobody, none],
  ['sign-in-ways', nothing, nobody, none],
  ['login-challenge', nothing, nobody, none],
  ['demo-people', nothing, nobody, none],
  ['verify-state', nothing, nobody, none],
  ['application', () => ({ id: 'a'.repeat(64) }), nobody, none],
  ['ward', () => ({ ward: 'none' }), nobody, none],
  ['ask', ({ card }) => ({ card }), nobody, none],
  // What is not understood names its place and never what was sent or is there.
  [
    'read',
    ({ patient }) => ({ patient, categories: ['Kanari'] }),
    nobody,
    none,
    { way: 'error message' },
  ],
  ['disclosure', () => ({ id: 'access/0' }), office, identity, perhaps],
];

const operation = (name: Operation, body: object): Asked['sent'] => ({
  method: 'POST',
  url: `/api/v1/${name}`,
  body,
});

/** Operations that answer with records, lists, evidence, and what is beside a record. */
export const operationPaths: readonly Path[] = [
  ...rows.map(([name, body, by, shows, options]): Path => ({
    name: body === nothing ? name : `${name} of hers`,
    by,
    shows,
    way: 'page data',
    ...options,
    asked: (scene) => [{ sent: operation(name, body(scene)) }],
  })),
  {
    name: 'history (operation)',
    way: 'history',
    by: readers,
    shows: isEntry,
    asked: ({ entries }) =>
      entries.map(({ type, id, category: named }) => ({
        sent: operation('history', { id: `${type}/${id}` }),
        about: category(named),
      })),
  },
  {
    name: 'proof of a record',
    way: 'page data',
    by: [...readers, ...office],
    shows: isEntry,
    perhaps: true,
    asked: ({ entries }) =>
      entries.flatMap(({ type, id, category: named }) =>
        [`${type}/${id}`, id, `${type}/${id}/_history/1`].map((each) => ({
          sent: operation('prove', { id: each }),
          about: category(named),
          mark: /"proof"|not-ready/,
        })),
      ),
  },
  {
    name: 'proof of a disclosure',
    way: 'page data',
    by: [...treating, ...office, ...hers],
    shows: identity,
    asked: ({ request }) => [
      { sent: operation('prove', { id: request }), about: identity, mark: /"proof"/ },
    ],
  },
  {
    name: 'proof of an entry of the journal that is no reading',
    way: 'page data',
    by: [...office, ...herself],
    shows: (cell) => !isEntry(cell),
    perhaps: true,
    asked: ({ journal }) =>
      journal.map((number) => ({
        sent: operation('prove', { id: `reading/${number}` }),
        about: (cell) => !isEntry(cell),
        mark: /"proof"|not-ready/,
      })),
  },
  {
    name: 'proof of a reading',
    way: 'page data',
    by: [...treating, ...herself],
    shows: category('a reading'),
    perhaps: true,
    asked: ({ reading }) => [
      {
        sent: operation('prove', { id: `reading/${reading}` }),
        about: category('a reading'),
        mark: /"proof"|not-ready/,
      },
    ],
  },
  {
    name: 'pages and their data',
    way: 'page data',
    by: nobody,
    shows: isEntry,
    asked: ({ northgate, patient }) =>
      [...pagesOf(northgate.node.app), '/api/v1/oidc/start', '/nothing/Kanari'].map((url) => ({
        sent: { method: 'GET', url: url.replace(/:\w+/g, patient) },
      })),
  },
];

/** The operations that the table walks. */
export const walked: ReadonlySet<Operation> = new Set([
  ...rows.map(([name]) => name),
  'history',
  'prove',
]);
