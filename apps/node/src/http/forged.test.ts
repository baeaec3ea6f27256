import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations, type Operation } from '@careledger/protocol';
import type { GenericSchema } from 'valibot';
import { openClinic, type Clinic } from './clinic.fixture.ts';

let clinic: Clinic;
let tokens: string[];
beforeAll(async () => {
  clinic = await openClinic({ portBase: 46_300 });
  const { people } = clinic.practice.hospital;
  tokens = ['', 'f'.repeat(43)];
  for (const role of ['doctor', 'administrator', 'privacy-officer', 'researcher'] as const)
    tokens.push(await clinic.tokenOf(role));
  const doctor = people.actor(tokens[2] ?? '');
  await people.admit(doctor, { resourceType: 'Patient', name: [{ family: 'Roe' }] });
});
afterAll(() => clinic?.[Symbol.asyncDispose]());

const hostile = fc.constantFrom(
  '',
  ' ',
  "'; drop table person; --",
  '../../../../etc/passwd',
  '..%2f..%2fkeys%2fmaster.key',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  '\u0000',
  '\uD800',
  '\u202Etxt.exe',
  '__proto__',
  'constructor',
  'Patient/__proto__',
  'a'.repeat(3_000),
  'é'.repeat(150),
  '-1',
  '1e309',
  '$(reboot)',
  'http://169.254.169.254/latest/meta-data',
  'CL1-northgate-0000-0000',
);
const hostileNumber = fc.constantFrom(-1, 0, 1.5, 1e308, -0, 2 ** 53);
const garbage = fc.oneof(hostile, hostileNumber, fc.jsonValue({ maxDepth: 3 }));

/** A value that has the shape of a form, and in each of its places something hostile. */
function shaped(form: GenericSchema): fc.Arbitrary<unknown> {
  switch (form.type) {
    case 'strict_object':
    case 'loose_object': {
      const entries = 'entries' in form ? Object.entries(form.entries ?? {}) : [];
      return fc.record(Object.fromEntries(entries.map(([name, each]) => [name, shaped(each)])));
    }
    case 'exact_optional':
      return 'wrapped' in form && isForm(form.wrapped) ? shaped(form.wrapped) : garbage;
    case 'array':
      return 'item' in form && isForm(form.item)
        ? fc.array(shaped(form.item), { minLength: 1, maxLength: 3 })
        : garbage;
    case 'string':
      return hostile;
    case 'number':
      return hostileNumber;
    case 'boolean':
      return fc.boolean();
    default:
      return garbage;
  }
}

const isForm = (value: unknown): value is GenericSchema =>
  typeof value === 'object' && value !== null && 'type' in value;

/** No forgery: what ends the own session, and what takes any words for a name or an address of one's own. */
const anyWords = ['logout', 'add-ward', 'address-set'];
const tried = Object.keys(operations)
  .filter((name): name is Operation => Object.hasOwn(operations, name))
  .filter((name) => !anyWords.includes(name));

const forgedBody = (name: Operation) =>
  fc.oneof(
    shaped(operations[name]).map((body) =>
      typeof body === 'object' && body !== null && Object.keys(body).length === 0
        ? { more: 1 }
        : body,
    ),
    garbage.map((body) => ({ body, more: body })),
    fc.constant([]),
  );

interface Forged {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS';
  readonly url: string;
  readonly payload?: string;
  readonly headers: Record<string, string>;
}

const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/fhir+json',
      'text/xml',
      'application/json; charset=utf-7',
    ),
    'if-match': fc.constantFrom('W/"1"', 'W/"-1"', '*', '"x"'),
    accept: fc.constantFrom('application/fhir+xml', '*/*', ''),
    'x-careledger': fc.constantFrom('page', 'background', 'yes'),
    origin: fc.constantFrom('null', 'https://evil.example'),
    cookie: fc.constantFrom('__Host-careledger=x', `__Host-careledger=${'x'.repeat(43)}`, ';;=;'),
  },
  { requiredKeys: [] },
);

const ofOperation: fc.Arbitrary<Forged> = fc.constantFrom(...tried).chain((name) =>
  fc.record({
    method: fc.constant('POST' as const),
    url: fc.constant(`/api/v1/${name}`),
    payload: fc.oneof(
      { weight: 8, arbitrary: forgedBody(name).map((body) => JSON.stringify(body)) },
      { weight: 1, arbitrary: fc.constantFrom('', '{', '[[[', '{"a":1}{', '"\\ud800"', 'null') },
      { weight: 1, arbitrary: fc.constant('['.repeat(20_000)) },
    ),
    headers: headers.map((given) => ({ 'content-type': 'application/json', ...given })),
  }),
);

const segment = fc.oneof(
  hostile.map(escaped),
  fc.constantFrom('Patient', 'Observation', '_history', '_search', '$everything', 'metadata', '..'),
);
const query = fc.dictionary(
  fc.constantFrom('_id', '_count', '_sort', '_include', '_cursor', 'patient', 'date', 'name:in'),
  hostile,
  { maxKeys: 3 },
);
const ofFhir: fc.Arbitrary<Forged> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
  url: fc
    .tuple(fc.array(segment, { maxLength: 4 }), query)
    .map(([path, asked]) => `/fhir/R4/${path.join('/')}?${encoded(asked)}`),
  payload: fc
    .oneof(garbage, fc.record({ resourceType: hostile, id: hostile, entry: garbage }))
    .map((body) => JSON.stringify(body)),
  headers,
});

/** A lone surrogate cannot be encoded: it is sent as the replacement character, as browsers do. */
function escaped(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
}

const encoded = (asked: Record<string, string>) =>
  Object.entries(asked)
    .map(([name, value]) => `${encodeURIComponent(name)}=${escaped(value)}`)
    .join('&');

const kinds =
  'person standing staff-passkey one-time-password patient consent card credential guardian leaf-staff leaf-patients leaf-devices notice telling receipt'.split(
    ' ',
  );

/** What a forged request must leave as it is; that accesses and refusals are journaled is no change (R1). */
async function state(): Promise<unknown> {
  const { hospital, book } = clinic.practice;
  const journaled: string[] = [];
  for await (const { entry } of hospital.journal.entries())
    if (entry.t !== 'access' && entry.t !== 'anchored') journaled.push(entry.t);
  return {
    journaled,
    rows: kinds.map((kind) => [kind, [...hospital.registry.all(kind)]]),
    staff: book.view.map('staff').root,
    patients: book.view.map('patients').root,
  };
}

async function send(request: Forged, token: string): Promise<{ status: number; text: string }> {
  const answer = await clinic.app.inject({
    ...request,
    headers: {
      host: clinic.host,
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...request.headers,
    },
  });
  return { status: answer.statusCode, text: answer.body };
}

describe('forged and malformed requests', () => {
  for (const [what, forged] of [
    ['of operations', ofOperation],
    ['of FHIR', ofFhir],
  ] as const)
    it(`E5 R1 ASVS 1.2.4 2.2.1 16.5.1 300 ${what} give no 5xx, tell nothing of the inside, and change nothing`, async () => {
      const before = await state();
      const seen = new Set<number>();
      await fc.assert(
        fc.asyncProperty(forged, fc.nat(tokens.length - 1), async (request, who) => {
          const { status, text } = await send(request, tokens[who] ?? '');
          seen.add(status);
          // 501 says that an operation is of a later release.
          const said = `${request.method} ${request.url} ${text.slice(0, 300)}`;
          if (status !== 501) expect(status, said).toBeLessThan(500);
          expect(text).not.toMatch(/node_modules|\.ts:\d+|\n\s+at |SQLITE|Error:/);
        }),
        { numRuns: 300 },
      );
      expect(seen.has(401)).toBe(true);
      expect(seen.has(400)).toBe(true);
      expect(await state()).toEqual(before);
    }, 60_000);
});
