import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { primitives } from './primitive.ts';
import type { Resource } from './resource.ts';
import { syntheticBundle } from './synthetic/bundle.ts';
import { validate } from './validate.ts';

const observation = (changes: Readonly<Record<string, unknown>> = {}): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '8867-4' }] },
  subject: { reference: 'Patient/1' },
  valueQuantity: {
    value: 72,
    unit: 'beats/minute',
    system: 'http://unitsofmeasure.org',
    code: '/min',
  },
  ...changes,
});
const found = (resource: unknown): string[] =>
  validate(resource).map(({ code, expression }) => `${code} ${expression ?? ''}`);

describe('validate', () => {
  it('finds nothing wrong with a good resource', () => {
    expect(validate(observation())).toEqual([]);
    expect(validate({ resourceType: 'Parameters' })).toEqual([]);
  });

  it.each([
    ['a missing element', observation({ status: undefined }), 'value Observation.status'],
    [
      'nothing where an element must be',
      { resourceType: 'Observation', status: 'final' },
      'required Observation',
    ],
    [
      'an element of another type',
      observation({ birthDate: '2000-01-01' }),
      'structure Observation',
    ],
    [
      'an array for a single element',
      observation({ status: ['final'] }),
      'structure Observation.status',
    ],
    [
      'a single value for an array',
      observation({ category: {} }),
      'structure Observation.category',
    ],
    ['an empty array', observation({ category: [] }), 'invariant Observation.category'],
    ['an empty object', observation({ subject: {} }), 'invariant Observation.subject'],
    ['null', observation({ issued: null }), 'value Observation.issued'],
    ['two forms of a choice', observation({ valueString: 'x' }), 'structure Observation'],
    [
      'a choice of a type that R4 does not give it',
      observation({ valueQuantity: undefined, valueAddress: {} }),
      'structure Observation',
    ],
    [
      'a code that is not in the binding',
      observation({ status: 'finished' }),
      'code-invalid Observation.status',
    ],
    [
      'a wrong primitive',
      observation({ issued: '2024-02-30T10:00:00Z' }),
      'value Observation.issued',
    ],
    [
      'a target of another type',
      observation({ subject: { reference: 'Condition/1' } }),
      'value Observation.subject',
    ],
    [
      'a target that its type contradicts',
      observation({ subject: { reference: 'Patient/1', type: 'Group' } }),
      'value Observation.subject',
    ],
    [
      'what is contained nowhere',
      observation({ subject: { reference: '#p' } }),
      'invariant Observation.subject',
    ],
    ['a text for an object', observation({ code: 'x' }), 'structure Observation.code'],
    [
      'an extension with value and extensions',
      observation({
        extension: [
          { url: 'http://x', valueString: 'a', extension: [{ url: 'y', valueString: 'b' }] },
        ],
      }),
      'extension Observation.extension[0]',
    ],
    [
      'a modifier on a data type',
      observation({
        code: { text: 'x', modifierExtension: [{ url: 'http://x', valueString: 'a' }] },
      }),
      'structure Observation.code',
    ],
    [
      'a code outside the binding of a concept',
      {
        resourceType: 'AllergyIntolerance',
        patient: { reference: 'Patient/1' },
        clinicalStatus: { coding: [{ system: 'http://x', code: 'active' }] },
      },
      'code-invalid AllergyIntolerance.clinicalStatus',
    ],
  ])('finds %s', (_what, resource, expected) => {
    expect(found(resource)).toContain(expected);
  });

  it('knows no other resource types than those of R4', () => {
    for (const type of [
      'Pacient',
      'Element',
      'HumanName',
      'DomainResource',
      'Resource',
      'Observation.component',
      '__proto__',
      'constructor',
      '',
    ])
      expect(validate({ resourceType: type })).toHaveLength(1);
  });

  it('lets an extension stand for a primitive, alone and in an array', () => {
    const absent = { extension: [{ url: 'http://x', valueCode: 'unknown' }] };
    expect(
      validate(observation({ status: undefined, _status: absent, issued: undefined })).map(
        ({ expression }) => expression,
      ),
    ).toEqual(['Observation.status', 'Observation.issued']);
    const { status: _status, ...rest } = observation();
    expect(validate({ ...rest, _status: absent })).toEqual([]);
    const patient = (given: unknown, companion: unknown): unknown => ({
      resourceType: 'Patient',
      name: [{ given, _given: companion }],
    });
    expect(validate(patient(['A', null], [null, absent]))).toEqual([]);
    expect(found(patient(['A', null], [absent, null]))).toEqual(['value Patient.name[0].given[1]']);
    expect(found(patient(['A'], {}))).toEqual(['structure Patient.name[0]._given']);
  });

  it('checks contained resources, their use and what they may not have', () => {
    const holding = (contained: unknown, reference = '#p'): unknown =>
      observation({ contained: [contained], subject: { reference } });
    const patient = { resourceType: 'Patient', id: 'p' };
    expect(validate(holding(patient))).toEqual([]);
    expect(found(holding(patient, 'Patient/1'))).toEqual(['invariant Observation']);
    expect(
      found(holding({ resourceType: 'Condition', id: 'p', subject: { reference: 'Patient/1' } })),
    ).toEqual(['value Observation.subject']);
    expect(found(holding({ ...patient, birthDate: 'x' }))).toEqual([
      'value Observation.contained[0].birthDate',
    ]);
    expect(found(holding({ ...patient, meta: { versionId: '1' } }))).toEqual([
      'invariant Observation.contained[0]',
    ]);
    expect(
      found(holding({ ...patient, contained: [{ resourceType: 'Patient', id: 'q' }] })),
    ).toContain('invariant Observation.contained[0]');
  });

  it('puts the place of what encloses it before its own', () => {
    expect(
      validate(observation({ status: 'x' }), { at: 'Bundle.entry[3].resource' })[0]?.expression,
    ).toBe('Bundle.entry[3].resource.status');
    expect(validate(7, { at: 'Bundle.entry[3].resource' })[0]?.expression).toBe(
      'Bundle.entry[3].resource',
    );
  });

  it('takes keys that would reach a prototype for what they are, and changes nothing', () => {
    const text =
      '{"resourceType":"Patient","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"name":[{"__proto__":{"family":"x"}}]}';
    const issues = validate(JSON.parse(text));
    expect(issues.every(({ severity }) => severity === 'error')).toBe(true);
    expect(issues.length).toBeGreaterThanOrEqual(3);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('ends at a depth, at a hundred findings and at texts that are too long', () => {
    let deep: unknown = { url: 'http://x', valueString: 'x' };
    for (let level = 0; level < 5000; level += 1) deep = { url: 'http://x', extension: [deep] };
    expect(
      validate({ resourceType: 'Patient', extension: [deep] }).some(
        ({ code }) => code === 'too-long',
      ),
    ).toBe(true);
    expect(
      validate({ resourceType: 'Patient', name: Array.from({ length: 5000 }, () => 7) }),
    ).toHaveLength(100);
    expect(found({ resourceType: 'Patient', name: [{ family: 'x'.repeat(1_048_577) }] })).toEqual([
      'too-long Patient.name[0].family',
    ]);
  });

  it('I3 quotes no value, nor a name of an element that R4 does not have', () => {
    const canary = 'Zyxwvut';
    const spoil = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(spoil)
        : typeof value === 'object' && value !== null
          ? {
              ...Object.fromEntries(
                Object.entries(value).map(([key, each]) => [
                  key,
                  key === 'resourceType' ? each : spoil(each),
                ]),
              ),
              [canary]: canary,
            }
          : `${canary} \u0001`;
    for (let index = 0; index < 8; index += 1)
      expect(JSON.stringify(validate(spoil(syntheticBundle('canary', index))))).not.toContain(
        canary,
      );
  });

  it('E5 answers anything with findings and never throws', () => {
    const resources = [0, 1, 2, 5].flatMap((index) =>
      JSON.stringify(syntheticBundle('fuzz', index)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...resources),
        fc.array(fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 3 })), { minLength: 1, maxLength: 5 }),
        (text, changes) => {
          let count = 0;
          const changed: unknown = JSON.parse(text, (_key, value: unknown) => {
            count += 1;
            return changes.find(([at]) => at % 1500 === count)?.[1] ?? value;
          });
          expect(Array.isArray(validate(changed))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
    fc.assert(fc.property(fc.anything(), (value) => validate(value).length > 0));
  });
});

describe('primitives', () => {
  it.each([
    ['date', ['2024', '2024-02', '2024-02-29'], ['2023-02-29', '2024-02-29T10:00:00Z', '', 2024]],
    [
      'dateTime',
      ['2024', '2024-02-29T10:00:00Z', '2024-02-29T10:00:00.5+01:00'],
      ['2024-02-29T10:00Z', '2024-02-29T10:00:00', '2024-02-29T25:00:00Z'],
    ],
    ['instant', ['2024-02-29T10:00:00.123Z'], ['2024-02-29', '2024-02-29T10:00Z']],
    ['time', ['10:00:00', '23:59:60', '10:00:00.5'], ['24:00:00', '10:00']],
    ['code', ['a', 'a b'], ['', ' a', 'a ', 'a  b', 7]],
    ['id', ['a', 'A-1.b'], ['', 'a_b', 'x'.repeat(65)]],
    ['string', ['a', ' a\n'], ['', 'a\u0000', 7, null]],
    ['boolean', [true, false], ['true', 0, null]],
    ['integer', [0, -5, 2_147_483_647], [1.5, 2_147_483_648, '1', Number.NaN]],
    ['positiveInt', [1], [0, -1]],
    ['unsignedInt', [0], [-1]],
    ['decimal', [1.5, -2], ['1.5', Infinity]],
    ['base64Binary', ['AAAA', 'AA==', 'AA AA'], ['A', 'AA=', '', 'AA*A']],
    ['oid', ['urn:oid:1.2.3'], ['1.2.3', 'urn:oid:3.1', 'urn:oid:1.02']],
    [
      'uuid',
      ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'],
      ['c757873d-ec9a-4326-a141-556f43239520', 'urn:uuid:C757873D-ec9a-4326-a141-556f43239520'],
    ],
    ['uri', ['http://x', 'urn:x'], ['', 'a b']],
  ])('%s has its form', (type, good, bad) => {
    for (const value of good) expect(primitives.get(type)?.(value)).toBe(true);
    for (const value of bad) expect(primitives.get(type)?.(value)).toBe(false);
  });
});
