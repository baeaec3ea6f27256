import { foreignEntries, ownEntries, type Entry } from './entry.ts';

/** A resource as tests write it. */
export type Bare = { readonly resourceType: string; readonly [element: string]: unknown };

const loinc = 'http://loinc.org';

/** Entries of this hospital from bare resources, written in their order. */
export function ours(...resources: readonly Bare[]): readonly Entry[] {
  const rows = resources.map((resource, index) => rowOf(resource, index, 'own'));
  return ownEntries(rows, 'northgate');
}

/** Entries of another hospital's answer from bare resources. */
export function theirs(...resources: readonly Bare[]): readonly Entry[] {
  return foreignEntries(
    resources.map((resource, index) => rowOf(resource, index, 'other')),
    { custodian: 'riverside', request: 'r1', at: 0 },
  );
}

/** A prescription with a name in the form of RxNorm. */
export function prescription(name: string, more: object = {}): Bare {
  return {
    resourceType: 'MedicationRequest',
    status: 'active',
    medicationCodeableConcept: { text: name },
    authoredOn: '2026-11-19',
    ...more,
  };
}

/** An allergy in force. */
export function allergy(name: string, more: object = {}): Bare {
  return {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: { coding: [{ code: 'active' }] },
    verificationStatus: { coding: [{ code: 'confirmed' }] },
    code: { text: name },
    ...more,
  };
}

/** A laboratory value with its LOINC code. */
export function measured(code: string, value: number, taken: string, more: object = {}): Bare {
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { coding: [{ system: loinc, code, display: code }] },
    effectiveDateTime: taken,
    valueQuantity: { value, unit: 'mg/L', code: 'mg/L' },
    ...more,
  };
}

function rowOf(resource: Bare, index: number, where: string) {
  return {
    type: resource.resourceType,
    id: `${where}-${index + 1}`,
    version: 1,
    at: '2026-11-20T10:00:00Z',
    author: 'a1',
    kind: '',
    labels: [],
    tx: 't1',
    resource,
  };
}
