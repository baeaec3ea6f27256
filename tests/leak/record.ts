/** One entry of Ann's record: its kind and labels by docs/categories.md, and the word that stands in it and nowhere else. */
export interface Entry {
  readonly category: string;
  readonly kind: string;
  readonly labels: readonly string[];
  readonly word: string;
  readonly resource: { readonly resourceType: string; readonly [member: string]: unknown };
}

type Making = { readonly word: string; readonly patient: { readonly reference: string } };
type Made = Entry['resource'];

const subject = 'urn:uuid:4b7a4ed0-8a4e-4f0f-9d8e-0c5d9f1b0000';
const code = (system: string, value: string) => ({ coding: [{ system, code: value }] });
const observed = (category: string | undefined, { word, patient }: Making): Made => ({
  resourceType: 'Observation',
  status: 'final',
  ...(category === undefined
    ? {}
    : {
        category: [code('http://terminology.hl7.org/CodeSystem/observation-category', category)],
      }),
  code: { text: word },
  subject: patient,
});
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

const condition = ({ word, patient }: Making): Made => ({
  resourceType: 'Condition',
  code: { text: word },
  subject: patient,
});
const prescription = ({ word, patient }: Making): Made => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: { text: word },
  subject: patient,
});
const allergy = ({ word, patient }: Making): Made => ({
  resourceType: 'AllergyIntolerance',
  clinicalStatus: code(
    'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
    'active',
  ),
  code: { text: word },
  patient,
});
const result = (making: Making) => observed('laboratory', making);

/** A resource of each kind. */
const ofKind: Readonly<Record<string, (making: Making) => Made>> = {
  identity: ({ word }) => ({
    resourceType: 'Patient',
    name: [{ family: word, given: ['Ann'] }],
    gender: 'female',
    birthDate: '1971-02-03',
  }),
  allergies: allergy,
  medications: prescription,
  problems: condition,
  immunisations: ({ word, patient }) => ({
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: { text: word },
    patient,
    occurrenceDateTime: '2020-01-01',
  }),
  vitals: (making) => observed('vital-signs', making),
  results: result,
  imaging: (making) => observed('imaging', making),
  social: (making) => observed('survey', making),
  observations: (making) => observed(undefined, making),
  procedures: ({ word, patient }) => ({
    resourceType: 'Procedure',
    status: 'completed',
    code: { text: word },
    subject: patient,
  }),
  plans: ({ word, patient }) => ({
    resourceType: 'Goal',
    lifecycleStatus: 'active',
    description: { text: word },
    subject: patient,
  }),
  encounters: ({ word, patient }) => ({
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: actCode, code: 'AMB' },
    reasonCode: [{ text: word }],
    subject: patient,
  }),
  documents: ({ word, patient }) => ({
    resourceType: 'DocumentReference',
    status: 'current',
    description: word,
    content: [{ attachment: { title: word } }],
    subject: patient,
  }),
  billing: ({ word, patient }) => ({
    resourceType: 'Account',
    status: 'active',
    name: word,
    subject: [patient],
  }),
  consent: ({ word, patient }) => ({
    resourceType: 'Consent',
    status: 'active',
    scope: { text: word },
    category: [{ text: word }],
    policyRule: { text: word },
    patient,
  }),
  restricted: ({ word, patient }) => ({
    resourceType: 'Basic',
    code: { text: word },
    subject: patient,
  }),
};

const kinds = Object.entries(ofKind).map(([kind, make]) => ({
  kind,
  labels: new Array<string>(),
  make,
}));
const sensitive = [
  ...['PSY', 'ETH', 'HIV', 'SEX', 'GDIS', 'SDV'].map((label) => ({
    kind: 'problems',
    labels: [label],
    make: condition,
  })),
  { kind: 'problems', labels: ['HIV', 'PSY'], make: condition },
  { kind: 'medications', labels: ['PSY'], make: prescription },
  { kind: 'allergies', labels: ['ETH'], make: allergy },
  { kind: 'results', labels: ['HIV'], make: result },
];

/** Ann's record: an entry of each kind, of each sensitive label, and of both together; each carries a word of its own. */
export const record: readonly Entry[] = [...kinds, ...sensitive].map(
  ({ kind, labels, make }, number) => {
    const word = `Kanari${String(number).padStart(2, '0')}q`;
    const made = make({ word, patient: { reference: subject } });
    const security = labels.map((label) => ({ system: actCode, code: label }));
    return {
      category: [kind, ...labels].join(' '),
      kind,
      labels,
      word,
      resource: security.length === 0 ? made : { ...made, meta: { security } },
    };
  },
);

/** What a directory entry has beyond name, role and contact: it stays in its hospital. */
export const unshared = 'Kanari61q';

const finch = {
  resourceType: 'Practitioner',
  name: [{ family: 'Finch' }],
  birthDate: '1960-04-05',
  address: [{ line: [unshared] }],
};
const finchUrl = `${subject.slice(0, -4)}2000`;
const posted = (fullUrl: string, resource: Made) => ({
  fullUrl,
  resource,
  request: { method: 'POST', url: resource.resourceType },
});

/** The record as the bundle that a hospital's own system sends; Dr Finch asserted the problems without a label. */
export const recordBundle = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    ...record.map(({ category, resource }, number) =>
      posted(
        number === 0 ? subject : `${subject.slice(0, -4)}${String(1000 + number)}`,
        category === 'problems' ? { ...resource, asserter: { reference: finchUrl } } : resource,
      ),
    ),
    posted(finchUrl, finch),
  ],
};
