import { chosen, has, rule, some } from './invariant.ts';
import type { Invariants } from './invariant.ts';
import { targetTypeOf } from './reference.ts';
import { codingsOf, hasCode, isRecord, recordsOf, textOf } from './resource.ts';

const voided = (value: unknown): boolean => hasCode(value, 'entered-in-error');

/** The rules of clinical resources. */
export const clinicalInvariants: Invariants = [
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
          !chosen(value, 'abatement') ||
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
        (value) => !has(value, 'dataAbsentReason') || !chosen(value, 'value'),
      ),
      rule(
        'obs-7',
        'with a component of the same code, the value stands in the component.',
        (value) =>
          !chosen(value, 'value') ||
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
        (value) => has(value, 'dose') || chosen(value, 'rate'),
      ),
    ],
  ],
  [
    'FamilyMemberHistory',
    [
      rule(
        'fhs-1',
        'age and birth are not both given.',
        (value) => !chosen(value, 'age') || !chosen(value, 'born'),
      ),
      rule(
        'fhs-2',
        'an estimated age needs an age.',
        (value) => !has(value, 'estimatedAge') || chosen(value, 'age'),
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
        (value) => !chosen(value, 'detail') || has(value, 'measure'),
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
