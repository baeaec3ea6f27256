import { chosen, has, rule, some } from './invariant.ts';
import type { Invariants } from './invariant.ts';
import { recordsOf } from './resource.ts';

/** The rules of administrative resources and documents. */
export const administrativeInvariants: Invariants = [
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
          Number(chosen(value, 'value')) +
            Number(has(value, 'resource')) +
            Number(has(value, 'part')) ===
          1,
      ),
    ],
  ],
];
