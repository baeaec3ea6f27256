/** A FHIR resource as parsed JSON: its type is known, its elements are still to be looked at. */
export interface Resource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [element: string]: unknown;
}

/** Whether a value is a JSON object (neither an array nor null). */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is an object that names its resource type and has no id that is not a text. */
export function isResource(value: unknown): value is Resource {
  return (
    isRecord(value) &&
    typeof value['resourceType'] === 'string' &&
    (!Object.hasOwn(value, 'id') || typeof value['id'] === 'string')
  );
}

/** The members of an array; a single value counts as an array of one, nothing as an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The JSON objects among the members of a value. */
export function recordsOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return listOf(value).filter(isRecord);
}

/** The value if it is a text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The codings of a CodeableConcept or Coding, or of an array of them. */
export function codingsOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return recordsOf(value).flatMap((each) =>
    Object.hasOwn(each, 'coding') ? recordsOf(each['coding']) : [each],
  );
}

/** Whether a CodeableConcept (or an array of them) has a coding with this code. */
export function hasCode(value: unknown, code: string): boolean {
  return codingsOf(value).some((coding) => coding['code'] === code);
}
