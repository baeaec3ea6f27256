import { describe, expect, it } from 'vitest';
import {
  ask,
  createWorld,
  GRANTED_KINDS,
  offer,
  random32,
  WORLD_NOW as NOW,
} from '../testing/index.ts';
import type { Offer } from './answer-input.ts';
import type { ConsentDocument, Denial, Grant } from './consent-document.ts';
import { consentCover, emergencyCover } from './cover.ts';
import type { Request } from './request.ts';

const world = createWorld();
const DOCTOR = world.asker.held.leaf.handle;

type Difference = {
  grants?: readonly Partial<Grant>[];
  denials?: readonly Partial<Denial>[];
  request?: Partial<Request>;
  assisted?: boolean;
};

function covered(difference: Difference, offered: Offer = offer('medications')) {
  const { request } = ask(world.asker, world.north, difference.request);
  const document: ConsentDocument = {
    ...world.patient.document.form,
    grants: (difference.grants ?? [{}]).map((each) => ({ ...world.grant, ...each })),
    denials: (difference.denials ?? []).map((each) => ({
      id: random32(),
      to: { member: null, practitioner: null },
      categories: ['medications'],
      from: NOW,
      until: null,
      ...each,
    })),
  };
  const cover =
    request.basis === 'grant'
      ? consentCover(document, request, { now: NOW, assisted: difference.assisted ?? false })
      : emergencyCover(request);
  return cover.covers === undefined ? cover.because : cover.covers(offered);
}

const everybody = { member: null, practitioner: null };

describe('what a grant covers', () => {
  const cases: [string, boolean | string, Difference, Offer?][] = [
    ['C2.2 a kind that is granted', true, {}],
    ['C2.2 a kind that is not granted', false, {}, offer('vitals')],
    ['C2.2 an entry of no known kind', false, {}, offer('restricted')],
    ['C3 a sensitive label that is not granted', false, {}, offer('problems', ['PSY'])],
    [
      'C3 a sensitive label that is granted',
      true,
      { grants: [{ categories: ['problems', 'PSY'] }] },
      offer('problems', ['PSY']),
    ],
    [
      'C2.2 two labels, one of them granted',
      false,
      { grants: [{ categories: ['problems', 'PSY'] }] },
      offer('problems', ['PSY', 'HIV']),
    ],
    [
      'C2.2 a label without its kind',
      'category',
      { grants: [{ categories: ['PSY'] }] },
      offer('problems', ['PSY']),
    ],
    [
      'C2.2 kind and label out of two grants',
      false,
      { grants: [{ categories: ['problems'] }, { categories: ['medications', 'PSY'] }] },
      offer('problems', ['PSY']),
    ],
    [
      'C5.1 a label that is granted by an assisted consent',
      false,
      { assisted: true, grants: [{ categories: ['problems', 'PSY'] }] },
      offer('problems', ['PSY']),
    ],
    ['C5.1 what an assisted consent grants', true, { assisted: true }],
    ['C2.1 nothing at all', 'no-grant', { grants: [] }],
    [
      'C2.1 another hospital',
      'no-grant',
      { grants: [{ to: { member: 'lakeside', practitioner: null } }] },
    ],
    [
      'C2.1 another practitioner',
      'no-grant',
      { grants: [{ to: { member: 'riverside', practitioner: random32() } }] },
    ],
    [
      'C2.1 the practitioner under another hospital',
      'no-grant',
      { grants: [{ to: { member: 'lakeside', practitioner: DOCTOR } }] },
    ],
    [
      'C2.1 the whole hospital',
      true,
      { grants: [{ to: { member: 'riverside', practitioner: null } }] },
    ],
    ['C2.1 another purpose', 'purpose', { request: { purpose: 'HRESCH' } }],
    [
      'C2.1 one of two purposes',
      true,
      { grants: [{ purposes: ['TREAT', 'HRESCH'] }], request: { purpose: 'HRESCH' } },
    ],
    ['C7 a grant that begins next', 'grant-not-yet', { grants: [{ from: NOW + 1 }] }],
    ['C7 a grant that begins now', true, { grants: [{ from: NOW }] }],
    ['C7 a grant that ends now', 'grant-expired', { grants: [{ until: NOW }] }],
    ['C7 a grant that ends next', true, { grants: [{ until: NOW + 1 }] }],
    [
      'C7 an expired grant beside one in force for something else',
      false,
      { grants: [{ until: NOW }, { categories: ['allergies'] }] },
    ],
    ['C7 an expired grant beside one in force', true, { grants: [{ until: NOW }, {}] }],
    [
      'C2.1 a grant for other purposes beside one for something else',
      false,
      { grants: [{ purposes: ['HRESCH'] }, { categories: ['allergies'] }] },
    ],
    [
      "C2.1 another's grant beside one for something else",
      false,
      {
        grants: [{ to: { member: 'lakeside', practitioner: null } }, { categories: ['allergies'] }],
      },
    ],
    ['C13 what was not asked for', false, { request: { categories: ['allergies'] } }],
    ['C13 what was asked for', true, { request: { categories: ['medications'] } }],
    [
      'C13 only what is not granted was asked for',
      'category',
      { request: { categories: ['vitals'] } },
    ],
    [
      'C13 a label that was not asked for',
      false,
      { grants: [{ categories: ['problems', 'PSY'] }], request: { categories: ['problems'] } },
      offer('problems', ['PSY']),
    ],
    [
      'C13 a label that was asked for',
      true,
      {
        grants: [{ categories: ['problems', 'PSY'] }],
        request: { categories: ['problems', 'PSY'] },
      },
      offer('problems', ['PSY']),
    ],
    [
      'C2.1 a date in the window',
      true,
      { grants: [{ dataFrom: NOW - 10, dataUntil: NOW }] },
      offer('medications', [], NOW - 10),
    ],
    [
      'C2.1 a date before the window',
      false,
      { grants: [{ dataFrom: NOW - 10, dataUntil: NOW }] },
      offer('medications', [], NOW - 11),
    ],
    [
      'C2.1 a date at the end of the window',
      false,
      { grants: [{ dataFrom: NOW - 10, dataUntil: NOW }] },
      offer('medications', [], NOW),
    ],
    [
      'C2.1 a window without a beginning',
      true,
      { grants: [{ dataUntil: NOW }] },
      offer('medications', [], -5),
    ],
    [
      'C2.1 a window without an end',
      true,
      { grants: [{ dataFrom: NOW }] },
      offer('medications', [], NOW),
    ],
    [
      'C2.1 a date after a window without a beginning',
      false,
      { grants: [{ dataUntil: NOW }] },
      offer('medications', [], NOW),
    ],
    [
      'C2.1 a date before a window without an end',
      false,
      { grants: [{ dataFrom: NOW }] },
      offer('medications', [], NOW - 1),
    ],
    ['C2.1 no date where a window is set', false, { grants: [{ dataFrom: NOW }] }],
    ['C3 a kind that is denied', false, { denials: [{}] }],
    ['C3 a kind beside one that is denied', true, { denials: [{}] }, offer('allergies')],
    [
      'C3 a label that is denied',
      false,
      { grants: [{ categories: ['problems', 'PSY'] }], denials: [{ categories: ['PSY'] }] },
      offer('problems', ['PSY']),
    ],
    [
      'C3 an entry without the label that is denied',
      true,
      { grants: [{ categories: ['problems', 'PSY'] }], denials: [{ categories: ['PSY'] }] },
      offer('problems'),
    ],
    ['C3 everything denied', 'denied', { denials: [{ categories: ['*'] }] }],
    ['C3 every granted kind denied', 'denied', { denials: [{ categories: [...GRANTED_KINDS] }] }],
    [
      'C3 every granted kind denied, beside another denial',
      'denied',
      { denials: [{ categories: ['vitals'] }, { categories: ['*'] }] },
    ],
    ['C2.1 no date where a window ends', false, { grants: [{ dataUntil: NOW }] }],
    [
      'C3 a denial to this hospital',
      false,
      { denials: [{ to: { member: 'riverside', practitioner: null } }] },
    ],
    [
      'C3 a denial to another hospital',
      true,
      { denials: [{ to: { member: 'lakeside', practitioner: null } }] },
    ],
    [
      'C3 a denial to this practitioner',
      false,
      { denials: [{ to: { member: null, practitioner: DOCTOR } }] },
    ],
    [
      'C3 a denial to another practitioner',
      true,
      { denials: [{ to: { member: null, practitioner: random32() } }] },
    ],
    ['C3 a denial that begins next', true, { denials: [{ to: everybody, from: NOW + 1 }] }],
    ['C3 a denial that ended', true, { denials: [{ to: everybody, until: NOW }] }],
    ['C3 a denial that ends next', false, { denials: [{ to: everybody, until: NOW + 1 }] }],
  ];

  it.each(cases)('%s: %s', (_, expected, difference, offered) => {
    expect(covered(difference, offered)).toBe(expected);
  });
});

describe('what an emergency covers', () => {
  const one = { request: { basis: 'emergency' as const, reasons: ['BTG'] } };
  const two = { request: { basis: 'emergency-rest' as const, reasons: ['BTG', 'UNCONSCIOUS'] } };
  const cases: [string, boolean | string, Difference, Offer?][] = [
    ['C8.1 an identity', true, one, offer('identity')],
    ['C8.1 an allergy', true, one, offer('allergies')],
    ['C8.1 a medicine', true, one, offer('medications')],
    ['C8.1 a problem', true, one, offer('problems')],
    ['C8.1 a vital sign', false, one, offer('vitals')],
    ['C8.1 a document', false, one, offer('documents')],
    ['C8.1 a sensitive allergy', true, one, offer('allergies', ['HIV'])],
    ['C8.1 a sensitive medicine', true, one, offer('medications', ['HIV', 'PSY'])],
    ['C8.1 a sensitive problem', false, one, offer('problems', ['HIV'])],
    ['C8.1 a sensitive identity', false, one, offer('identity', ['SDV'])],
    [
      'C8.1 what was not asked for',
      false,
      { request: { ...one.request, categories: ['allergies'] } },
    ],
    ['C8.1 no reason', 'reason-missing', { request: { basis: 'emergency', reasons: [] } }],
    [
      'C8.1 the rest without a second reason',
      'reason-missing',
      { request: { basis: 'emergency-rest', reasons: ['BTG'] } },
    ],
    ['C8.1 the rest by a second reason', true, two, offer('vitals')],
    ['C8.1 what is sensitive by a second reason', true, two, offer('documents', ['PSY'])],
    [
      'C8.1 of the rest what was not asked for',
      false,
      { request: { ...two.request, categories: ['vitals'] } },
    ],
  ];

  it.each(cases)('%s: %s', (_, expected, difference, offered) => {
    expect(covered(difference, offered)).toBe(expected);
  });
});
