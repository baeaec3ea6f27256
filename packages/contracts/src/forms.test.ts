import { canonical, isObject, toBase64url, utf8, type Json } from '@careledger/proof';
import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ask,
  assistedConsent,
  consent,
  createWorld,
  decidable,
  deviceChange,
  memberForm,
  newDevice,
  newPerson,
  random32,
  staffChange,
  twoStaffChange,
} from '../testing/index.ts';
import { answerInput } from './answer-input.ts';
import { change } from './change.ts';
import { consentDocument } from './consent-document.ts';
import { ContractError } from './contract-error.ts';
import {
  bytes,
  integer,
  parse,
  parseText,
  pattern,
  spki,
  tagged,
  text,
  object,
  v1,
  type Form,
} from './form.ts';
import { member } from './member.ts';
import { patientLeaf } from './patient-leaf.ts';
import { request } from './request.ts';
import { staffLeaf } from './staff-leaf.ts';

const world = createWorld();
const { north, nurse, doctor, patient, grant } = world;

/** `ok`, or the code of why a value has not the form. */
function fault(form: Form<unknown>, value: unknown): string {
  try {
    parse(form, value);
    return 'ok';
  } catch (error) {
    return error instanceof ContractError ? error.code : 'another error';
  }
}

/** Everything that differs from a value in one place: a member missing, too many, or of another kind. */
function* spoilt(value: Json): Generator<Json> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries())
      for (const other of [...spoilt(item), { not: 'this' }])
        yield value.map((each: Json, at) => (at === index ? other : each));
    return;
  }
  if (!isObject(value)) return;
  yield { ...value, surplus: 1 };
  for (const [name, item] of Object.entries(value)) {
    const { [name]: _, ...rest } = Object.fromEntries(Object.entries(value));
    yield rest;
    for (const other of [...spoilt(item), { not: 'this' }, -1, 0.5, 'ä \u0000', []])
      if (canonical(other) !== canonical(item)) yield { ...rest, [name]: other };
  }
}

const staffProofs = decidable(world).input;
const enrolled = newPerson(north, 'nurse').held;
const forms: [name: string, form: Form<unknown>, value: Json][] = [
  ['a leaf of staff', staffLeaf, doctor.held.leaf],
  ['a leaf of a patient', patientLeaf, patient.held.leaf],
  [
    'a consent document',
    consentDocument,
    {
      ...patient.document.form,
      denials: [
        {
          id: random32(),
          to: { member: null, practitioner: null },
          categories: ['*'],
          from: 1,
          until: null,
        },
      ],
    },
  ],
  ['a request', request, ask(world.asker, north).request],
  ['a member', member, memberForm(north)],
  ["an answer's input", answerInput, staffProofs],
  ['a change of staff', change, staffChange(north, { old: null, now: enrolled })],
  [
    'a change of staff by an administrator',
    change,
    staffChange(north, { old: doctor.held, now: enrolled }, nurse),
  ],
  [
    'an enrolment',
    change,
    twoStaffChange(patient, { old: null, now: patient.held }, [nurse, doctor]),
  ],
  ['a consent', change, consent(patient, { grants: [grant] }).change],
  ['an assisted consent', change, assistedConsent(patient, {}, [nurse, doctor]).change],
  ['a device', change, deviceChange(doctor, { old: null, now: newDevice(north) })],
];

/** Where any text, empty list or nothing is right, another value may be right as well. */
const FREE =
  /"(?:text|card|name|surplus)":"ä|"(?:credentials|grants|denials|labels|offered|bindings|reasons)":\[\]|"(?:date|dataFrom|dataUntil)":-1/;

describe('forms', () => {
  it.each(forms)('E5 %s is taken as it is', (_, form, value) => {
    expect(fault(form, value)).toBe('ok');
  });

  it.each(forms)(
    'E5 %s is refused with anything missing, surplus or of another kind',
    (_, form, value) => {
      const taken: string[] = [];
      for (const other of spoilt(value)) {
        const found = fault(form, other);
        if (found !== 'form' && !FREE.test(canonical(other))) taken.push(canonical(other));
      }
      expect(taken).toEqual([]);
    },
  );

  it.each([
    [
      'E5 two credentials of one id',
      patientLeaf,
      {
        ...patient.held.leaf,
        credentials: [...patient.held.leaf.credentials, ...patient.held.leaf.credentials],
      },
    ],
    [
      'E5 a ninth credential',
      patientLeaf,
      {
        ...patient.held.leaf,
        credentials: Array.from({ length: 9 }, () => ({
          ...patient.held.leaf.credentials[0],
          id: toBase64url(utf8(random32())),
        })),
      },
    ],
    [
      'C2.2 a grant of the word summary',
      consentDocument,
      { ...patient.document.form, grants: [{ ...grant, categories: ['summary'] }] },
    ],
    [
      'C2.1 a grant of everything',
      consentDocument,
      { ...patient.document.form, grants: [{ ...grant, categories: ['*'] }] },
    ],
    [
      'C2.1 a grant of nothing',
      consentDocument,
      { ...patient.document.form, grants: [{ ...grant, categories: [] }] },
    ],
    [
      'M1 a member of another organisation',
      member,
      { ...memberForm(north), mspId: 'RiversideMSP' },
    ],
  ] as const)('%s: refused', (_, form, value) => {
    expect(fault(form, value)).toBe('form');
  });
});

describe('parts of forms', () => {
  it.each<[Form<unknown>, unknown, string]>([
    [bytes({ min: 2, max: 3 }), 'AAA', 'ok'],
    [bytes({ min: 2, max: 3 }), 'AAAA', 'ok'],
    [bytes({ min: 2, max: 3 }), 'AA', 'form'],
    [bytes({ min: 2, max: 3 }), 'AAAAAA', 'form'],
    [bytes({ min: 2, max: 3 }), 'AAB', 'form'],
    [bytes({ min: 2, max: 3 }), 'AA=', 'form'],
    [bytes({ min: 2, max: 3 }), 'AA+A', 'form'],
    [bytes({ min: 2, max: 3 }), 7, 'form'],
    [integer({ min: 1, max: 3 }), 1, 'ok'],
    [integer({ min: 1, max: 3 }), 3, 'ok'],
    [integer({ min: 1, max: 3 }), 0, 'form'],
    [integer({ min: 1, max: 3 }), 4, 'form'],
    [integer({ min: 1, max: 3 }), 1.5, 'form'],
    [integer({ min: 1, max: 3 }), '2', 'form'],
    [integer({ min: -1, max: 3 }), 0, 'ok'],
    [integer({ min: -1, max: 3 }), -0, 'form'],
    [integer({ min: 0, max: 2 ** 60 }), 2 ** 53, 'form'],
    [text(3), 'abc', 'ok'],
    [text(3), 'abcd', 'form'],
    [text(3), 3, 'form'],
    [pattern(/^a$/), 'a', 'ok'],
    [pattern(/^a$/), ['a'], 'form'],
    [spki, doctor.signer.spki, 'ok'],
    [spki, doctor.signer.spki.replace('M', 'N'), 'form'],
    [tagged('kind', { one: object({ kind: text(3), v: v1 }) }), { kind: 'one', v: 1 }, 'ok'],
    [tagged('kind', { one: object({ kind: text(3), v: v1 }) }), { kind: 'two', v: 1 }, 'form'],
    [tagged('kind', { one: object({ kind: text(3), v: v1 }) }), { v: 1 }, 'form'],
    [tagged('kind', { one: object({ kind: text(3), v: v1 }) }), null, 'form'],
    [tagged('kind', { one: object({ kind: text(3), v: v1 }) }), [], 'form'],
    [object({}), [], 'form'],
    [object({}), {}, 'ok'],
    [object({ v: v1 }), Object.create({ v: 1 }), 'form'],
  ])('E5 case %#', (form, value, expected) => {
    expect(fault(form, value)).toBe(expected);
  });

  it('E5 takes canonical text only, and no more of it than is allowed', () => {
    const form = object({ v: v1 });
    const code = (written: string | Uint8Array, max = 100) => {
      try {
        parseText(form, typeof written === 'string' ? utf8(written) : written, max);
        return 'ok';
      } catch (error) {
        return error instanceof ContractError ? error.code : 'another error';
      }
    };
    expect(code('{"v":1}')).toBe('ok');
    expect(code('{"v":1}', 7)).toBe('ok');
    expect(code('{"v":1}', 6)).toBe('form');
    for (const other of [
      '{"v":1} ',
      '{"v":1.0}',
      '{"v":2,"v":1}',
      '{"v":',
      '',
      '\uFEFF{"v":1}',
      '{"__proto__":{},"v":1}',
    ])
      expect([other, code(other)]).toEqual([other, 'form']);
    expect(code(Uint8Array.of(0x22, 0xff, 0x22))).toBe('form');
  });

  it('I3 says where a form is broken and never what stood there', () => {
    assert(
      property(string({ minLength: 5 }), constantFrom('handle', 'name', 'role'), (value, name) => {
        try {
          parse(staffLeaf, { ...doctor.held.leaf, [name]: `%${value}` });
          expect.unreachable();
        } catch (error) {
          expect(String(error)).toContain(`${name} `);
          expect(String(error)).not.toContain(`%${value}`);
        }
      }),
    );
  });
});
