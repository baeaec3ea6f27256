import { conceptOf, medicineOf, sameness, type Concept } from './concept.ts';
import { isObject } from '../shape.ts';

type Resource = Readonly<Record<string, unknown>>;

/** What should be read before a medicine is prescribed. */
export interface Warning {
  readonly kind: 'allergy' | 'duplicate';
  readonly severity: 'high' | 'low' | null;
  /** The allergy or medicine that it is about, in the record's own words. */
  readonly text: string;
  readonly id: string;
}

/** A medicine or allergy as far as comparing wants it. */
export interface Listed {
  readonly concept: Concept;
  readonly resource: Resource;
}

const running = new Set(['active', 'draft', 'intended', 'on-hold']);

/** The medicines in use: requests and statements that are running. */
export function activeMedicines(resources: readonly Resource[]): Listed[] {
  const byReference = new Map(
    resources.map((each) => [`${String(each['resourceType'])}/${String(each['id'])}`, each]),
  );
  return resources
    .filter(
      ({ resourceType, status }) =>
        (resourceType === 'MedicationRequest' || resourceType === 'MedicationStatement') &&
        running.has(String(status)),
    )
    .map((resource) => ({
      resource,
      concept: medicineOf(resource, (reference) => byReference.get(reference)),
    }));
}

/** The allergies that count: neither refuted, entered in error, nor resolved. */
export function activeAllergies(resources: readonly Resource[]): Listed[] {
  return resources
    .filter(
      ({ resourceType, clinicalStatus, verificationStatus }) =>
        resourceType === 'AllergyIntolerance' &&
        !hasCode(clinicalStatus, 'resolved', 'inactive') &&
        !hasCode(verificationStatus, 'refuted', 'entered-in-error'),
    )
    .map((resource) => ({ resource, concept: allergenOf(resource) }));
}

/** Warns of an allergy to the medicine and of the same medicine in use; shown before saving, it forbids nothing. */
export function prescribeCheck(record: readonly Resource[], medication: Resource): Warning[] {
  const wanted = medicineOf(medication, (reference) =>
    record.find((each) => `${String(each['resourceType'])}/${String(each['id'])}` === reference),
  );
  const own = medication['id'];
  const allergies = activeAllergies(record)
    .filter(({ concept }) => sameness(concept, wanted) !== undefined)
    .map(({ concept, resource }): Warning => {
      const { criticality } = resource;
      const severity = criticality === 'high' || criticality === 'low' ? criticality : null;
      return { kind: 'allergy', severity, text: concept.text, id: idOf(resource) };
    });
  const duplicates = activeMedicines(record)
    .filter(({ resource }) => own === undefined || resource['id'] !== own)
    .filter(({ concept }) => isDuplicate(concept, wanted))
    .map(({ concept, resource }): Warning => ({
      kind: 'duplicate',
      severity: null,
      text: concept.text,
      id: idOf(resource),
    }));
  return [...allergies, ...duplicates];
}

/** Whether two medicines are one given twice: the same code or a substance in both; a family alone is none. */
function isDuplicate(one: Concept, other: Concept): boolean {
  const why = sameness(one, other);
  return why === 'code' || why === 'substance';
}

function allergenOf(resource: Resource): Concept {
  const { code, reaction } = resource;
  const substances = (Array.isArray(reaction) ? reaction : [])
    .filter(isObject)
    .map((each) => conceptOf(each['substance']));
  const all = [conceptOf(code), ...substances];
  return {
    codes: new Set(all.flatMap((each) => [...each.codes])),
    text: all.find(({ text }) => text !== '')?.text ?? '',
    substances: new Set(all.flatMap((each) => [...each.substances])),
  };
}

function hasCode(value: unknown, ...codes: string[]): boolean {
  const codings = isObject(value) && Array.isArray(value['coding']) ? value['coding'] : [];
  return codings.filter(isObject).some(({ code }) => codes.includes(String(code)));
}

const idOf = ({ resourceType, id }: Resource): string => `${String(resourceType)}/${String(id)}`;
