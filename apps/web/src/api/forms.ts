import * as v from 'valibot';

/** An answer of which nothing is read. */
export const nothing = v.unknown();

/** A list as nodes answer it, its rows unwrapped. */
export function rowsOf<T>(row: v.GenericSchema<unknown, T>) {
  return v.pipe(
    v.object({ rows: v.array(row) }),
    v.transform(({ rows }) => rows),
  );
}

/** Text, or null. */
export const maybeText = v.nullable(v.string());

/** A FHIR resource: what is looked at is read by accessors, the rest stays as it is. */
export const resource = v.looseObject({ resourceType: v.string() });
