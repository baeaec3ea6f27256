import { bundleInvariants } from './bundle-invariants.ts';
import { dateRange } from './date-range.ts';
import { ownerOf, resourceTypes } from './definitions.ts';
import type { Owner } from './definitions.ts';
import { targetTypeOf } from './reference.ts';
import { codingsOf, hasCode, isRecord, recordsOf, textOf } from './resource.ts';
import type { Frame } from './walk.ts';

type Members = Readonly<Record<string, unknown>>;

/** One rule of the standard beyond the table: its key, what it says, and whether an element keeps it. */
export interface Invariant {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly says: string;
  readonly holds: (value: Members, frame: Frame) => boolean;
}

/** The rules for a type or component, those of every resource included. */
export function invariantsOf(owner: Owner): readonly Invariant[] {
  return byOwner.get(owner.name) ?? none;
}

const none: readonly Invariant[] = [];
const rule = (
  key: string,
  says: string,
  holds: Invariant['holds'],
  severity: 'error' | 'warning' = 'error',
): Invariant => ({ key, severity, says, holds });

const has = (value: Members, key: string): boolean => Object.hasOwn(value, key);
const some = (value: Members, ...keys: string[]): boolean =>
  keys.some((key) => has(value, key) || has(value, `_${key}`));
const starting = (value: Members, start: string): string[] =>
  Object.keys(value).filter((key) => key.startsWith(start) || key.startsWith(`_${start}`));
const number = (value: unknown): number | undefined =>
  isRecord(value) && typeof value['value'] === 'number' ? value['value'] : undefined;
const voided = (value: unknown): boolean => hasCode(value, 'entered-in-error');

const meta = (value: Members): Members => (isRecord(value['meta']) ? value['meta'] : {});
const everyResource: readonly Invariant[] = [
  rule(
    'dom-2',
    'a contained resource must not contain others.',
    (value, { inner }) => !inner || !has(value, 'contained'),
  ),
  rule(
    'dom-4',
    'a contained resource has no version and no time of change.',
    (value, { inner }) => !inner || !some(meta(value), 'versionId', 'lastUpdated'),
  ),
  rule(
    'dom-5',
    'a contained resource has no security label.',
    (value, { inner }) => !inner || !has(meta(value), 'security'),
  ),
];

const dataTypes: readonly (readonly [string, readonly Invariant[]])[] = [
  [
    'Extension',
    [
      rule(
        'ext-1',
        'an extension has either a value or extensions.',
        (value) => starting(value, 'value').length > 0 !== has(value, 'extension'),
      ),
    ],
  ],
  [
    'Period',
    [
      rule('per-1', 'a period must not end before it starts.', (value) => {
        const start = dateRange(textOf(value['start']) ?? '');
        const end = dateRange(textOf(value['end']) ?? '');
        return !start || !end || start.from < end.to;
      }),
    ],
  ],
  ...['Quantity', 'SimpleQuantity', 'Age', 'Count', 'Distance', 'Duration'].map(
    (name): readonly [string, readonly Invariant[]] => [
      name,
      [
        rule(
          'qty-3',
          'a coded unit must name its system.',
          (value) => !some(value, 'code') || some(value, 'system'),
        ),
      ],
    ],
  ),
  [
    'Range',
    [
      rule('rng-2', 'low must not be above high.', ({ low, high }) => {
        if (
          !isRecord(low) ||
          !isRecord(high) ||
          low['code'] !== high['code'] ||
          low['unit'] !== high['unit']
        )
          return true;
        return (number(low) ?? -Infinity) <= (number(high) ?? Infinity);
      }),
    ],
  ],
  [
    'Ratio',
    [
      rule(
        'rat-1',
        'numerator and denominator belong together.',
        (value) =>
          has(value, 'numerator') === has(value, 'denominator') &&
          (has(value, 'numerator') || has(value, 'extension')),
      ),
    ],
  ],
  [
    'Attachment',
    [
      rule(
        'att-1',
        'data must say its content type.',
        (value) => !some(value, 'data') || some(value, 'contentType'),
      ),
    ],
  ],
  [
    'ContactPoint',
    [
      rule(
        'cpt-2',
        'a contact value must name its system.',
        (value) => !some(value, 'value') || some(value, 'system'),
      ),
    ],
  ],
  [
    'Timing.repeat',
    [
      rule(
        'tim-1',
        'a duration needs a unit.',
        (value) => !some(value, 'duration') || some(value, 'durationUnit'),
      ),
      rule(
        'tim-2',
        'a period needs a unit.',
        (value) => !some(value, 'period') || some(value, 'periodUnit'),
      ),
      rule('tim-4', 'a duration is not negative.', (value) => !(Number(value['duration']) < 0)),
      rule('tim-5', 'a period is not negative.', (value) => !(Number(value['period']) < 0)),
    ],
  ],
];

const clinical: readonly (readonly [string, readonly Invariant[]])[] = [
  [
    'AllergyIntolerance',
    [
      rule(
        'ait-1',
        'a clinical status is required unless entered in error.',
        (value) => has(value, 'clinicalStatus') || voided(value['verificationStatus']),
      ),
      rule(
        'ait-2',
        'what was entered in error has no clinical status.',
        (value) => !has(value, 'clinicalStatus') || !voided(value['verificationStatus']),
      ),
    ],
  ],
  [
    'Condition',
    [
      rule(
        'con-3',
        'a problem of the problem list has a clinical status unless entered in error.',
        (value) =>
          has(value, 'clinicalStatus') ||
          voided(value['verificationStatus']) ||
          !hasCode(value['category'], 'problem-list-item'),
        'warning',
      ),
      rule(
        'con-4',
        'what has abated is inactive, resolved or in remission.',
        (value) =>
          starting(value, 'abatement').length === 0 ||
          !has(value, 'clinicalStatus') ||
          ['resolved', 'remission', 'inactive'].some((code) =>
            hasCode(value['clinicalStatus'], code),
          ),
      ),
      rule(
        'con-5',
        'what was entered in error has no clinical status.',
        (value) => !has(value, 'clinicalStatus') || !voided(value['verificationStatus']),
      ),
    ],
  ],
  [
    'Condition.stage',
    [
      rule('con-1', 'a stage has a summary or an assessment.', (value) =>
        some(value, 'summary', 'assessment'),
      ),
    ],
  ],
  [
    'Condition.evidence',
    [rule('con-2', 'evidence has a code or details.', (value) => some(value, 'code', 'detail'))],
  ],
  [
    'Observation',
    [
      rule(
        'obs-6',
        'a reason for absent data stands only where there is no value.',
        (value) => !has(value, 'dataAbsentReason') || starting(value, 'value').length === 0,
      ),
      rule(
        'obs-7',
        'with a component of the same code, the value stands in the component.',
        (value) =>
          starting(value, 'value').length === 0 ||
          !recordsOf(value['component']).some((component) =>
            sameConcept(component['code'], value['code']),
          ),
      ),
    ],
  ],
  [
    'Observation.referenceRange',
    [
      rule('obs-3', 'a reference range has low, high or text.', (value) =>
        some(value, 'low', 'high', 'text'),
      ),
    ],
  ],
  [
    'MedicationAdministration.dosage',
    [
      rule(
        'mad-1',
        'a dosage has a dose or a rate.',
        (value) => has(value, 'dose') || starting(value, 'rate').length > 0,
      ),
    ],
  ],
  [
    'FamilyMemberHistory',
    [
      rule(
        'fhs-1',
        'age and birth are not both given.',
        (value) => starting(value, 'age').length === 0 || starting(value, 'born').length === 0,
      ),
      rule(
        'fhs-2',
        'an estimated age needs an age.',
        (value) => !has(value, 'estimatedAge') || starting(value, 'age').length > 0,
      ),
    ],
  ],
  [
    'Immunization.education',
    [
      rule('imm-1', 'education has a document type or a reference.', (value) =>
        some(value, 'documentType', 'reference'),
      ),
    ],
  ],
  [
    'ImmunizationRecommendation.recommendation',
    [
      rule('imr-1', 'a recommendation has a vaccine or a disease.', (value) =>
        some(value, 'vaccineCode', 'targetDisease'),
      ),
    ],
  ],
  [
    'ServiceRequest',
    [
      rule(
        'prr-1',
        'details of an order need its code.',
        (value) => !has(value, 'orderDetail') || has(value, 'code'),
      ),
    ],
  ],
  [
    'CarePlan.activity',
    [
      rule(
        'cpl-3',
        'an activity has details or a reference, not both.',
        (value) => !has(value, 'detail') || !has(value, 'reference'),
      ),
    ],
  ],
  [
    'CareTeam.participant',
    [
      rule('ctm-1', 'only a practitioner acts on behalf of another.', (value) => {
        const member = isRecord(value['member'])
          ? targetTypeOf(textOf(value['member']['reference']) ?? '')
          : undefined;
        return !has(value, 'onBehalfOf') || member === undefined || member === 'Practitioner';
      }),
    ],
  ],
  [
    'Goal.target',
    [
      rule(
        'gol-1',
        'a target with a detail names its measure.',
        (value) => starting(value, 'detail').length === 0 || has(value, 'measure'),
      ),
    ],
  ],
];

const administrative: readonly (readonly [string, readonly Invariant[]])[] = [
  [
    'Patient.contact',
    [
      rule('pat-1', 'a contact has a name, telecom, address or organization.', (value) =>
        some(value, 'name', 'telecom', 'address', 'organization'),
      ),
    ],
  ],
  [
    'Organization',
    [
      rule('org-1', 'an organization has a name or an identifier.', (value) =>
        some(value, 'name', 'identifier'),
      ),
      rule(
        'org-2',
        'an address of an organization is not a home.',
        (value) => !recordsOf(value['address']).some((each) => each['use'] === 'home'),
      ),
      rule(
        'org-3',
        'a telecom of an organization is not a home.',
        (value) => !recordsOf(value['telecom']).some((each) => each['use'] === 'home'),
      ),
    ],
  ],
  [
    'Appointment',
    [
      rule(
        'app-2',
        'start and end belong together.',
        (value) => some(value, 'start') === some(value, 'end'),
      ),
      rule(
        'app-3',
        'only what is proposed, cancelled or waiting lacks times.',
        (value) =>
          some(value, 'start') ||
          ['proposed', 'cancelled', 'waitlist'].some((status) => value['status'] === status),
      ),
    ],
  ],
  [
    'Appointment.participant',
    [
      rule('app-1', 'a participant has a type or an actor.', (value) =>
        some(value, 'type', 'actor'),
      ),
    ],
  ],
  [
    'AuditEvent.entity',
    [
      rule(
        'sev-1',
        'an entity has a name or a query, not both.',
        (value) => !some(value, 'name') || !some(value, 'query'),
      ),
    ],
  ],
  [
    'Composition.section',
    [
      rule('cmp-1', 'a section has text, entries or sections.', (value) =>
        some(value, 'text', 'entry', 'section'),
      ),
      rule(
        'cmp-2',
        'a reason for emptiness stands only without entries.',
        (value) => !has(value, 'emptyReason') || !has(value, 'entry'),
      ),
    ],
  ],
  [
    'Consent',
    [
      rule('ppc-1', 'a consent names a policy or a rule.', (value) =>
        some(value, 'policy', 'policyRule'),
      ),
    ],
  ],
  [
    'List',
    [
      rule(
        'lst-1',
        'a reason for emptiness stands only without entries.',
        (value) => !has(value, 'emptyReason') || !has(value, 'entry'),
      ),
    ],
  ],
  [
    'QuestionnaireResponse.item',
    [
      rule(
        'qrs-1',
        'an item has answers or items, not both.',
        (value) => !has(value, 'answer') || !has(value, 'item'),
      ),
    ],
  ],
  [
    'Parameters.parameter',
    [
      rule(
        'inv-1',
        'a parameter has one of value, resource and parts.',
        (value) =>
          Number(starting(value, 'value').length > 0) +
            Number(has(value, 'resource')) +
            Number(has(value, 'part')) ===
          1,
      ),
    ],
  ],
];

function sameConcept(a: unknown, b: unknown): boolean {
  return codingsOf(a).some(
    ({ system, code }) =>
      code !== undefined &&
      codingsOf(b).some((other) => other['code'] === code && other['system'] === system),
  );
}

const byOwner: ReadonlyMap<string, readonly Invariant[]> = gather();

function gather(): ReadonlyMap<string, readonly Invariant[]> {
  const found = new Map<string, readonly Invariant[]>(
    [...resourceTypes]
      .filter((name) => ownerOf(name)?.elements.has('contained'))
      .map((name) => [name, everyResource]),
  );
  for (const [name, rules] of [
    ...dataTypes,
    ...clinical,
    ...administrative,
    ...bundleInvariants(rule),
  ])
    found.set(name, [...(found.get(name) ?? []), ...rules]);
  return found;
}
