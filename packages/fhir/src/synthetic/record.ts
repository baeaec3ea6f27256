import type { Resource } from '../resource.ts';
import type { Chance } from './random.ts';
import type { Code } from './vocabulary.ts';

type Members = Readonly<Record<string, unknown>>;

/** A reference as FHIR writes it. */
export interface Reference {
  readonly reference: string;
  readonly display?: string;
}

/** A record under construction: what was added, in order, and whom it is about. */
export interface RecordDraft {
  readonly chance: Chance;
  readonly patient: Reference;
  readonly hospital: Reference;
  readonly doctor: Reference;
  readonly entries: Members[];
}

/** Adds a resource under a fresh `urn:uuid:` and gives the reference to it. */
export function addResource(
  { chance, entries }: Pick<RecordDraft, 'chance' | 'entries'>,
  resource: Resource,
): Reference {
  const fullUrl = `urn:uuid:${chance.uuid()}`;
  entries.push({ fullUrl, resource, request: { method: 'POST', url: resource.resourceType } });
  return { reference: fullUrl };
}

/** A CodeableConcept of codes for the same thing; the text is the first one's display. */
export function concept(...codes: readonly [Code, ...Code[]]): Members {
  return { coding: codes, text: codes[0].display };
}

/** A CodeableConcept of one code of HL7's own systems. */
export function term(system: string, code: string, display?: string): Members {
  const name = `http://terminology.hl7.org/CodeSystem/${system}`;
  return { coding: [{ system: name, code, ...(display === undefined ? {} : { display }) }] };
}

/** A quantity with its UCUM unit. */
export function quantity(value: number, unit: string, code: string = unit): Members {
  return { value, unit, system: 'http://unitsofmeasure.org', code };
}

/** A day as FHIR writes it, so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** An instant on a day, in UTC. */
export function timeOn(day: string, hour: number, minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${day}T${two(hour)}:${two(minute)}:00Z`;
}
