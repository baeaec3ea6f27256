import * as v from 'valibot';

/** A text that is not empty and has at most so many characters. */
export const short = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
/** A whole number within bounds. */
export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
/** An id of a record, a person or an act. */
export const id = short(200);
/** A code, a user name, a date. */
export const word = short(100);
/** A password. */
export const secret = short(1000);
/** A few sentences. */
export const text = short(2000);
/** Kinds and labels of the table of categories. */
export const categories = v.pipe(v.array(word), v.minLength(1), v.maxLength(40));
/** An object with exactly these members. */
export const object = v.strictObject;
/** A member that may be absent. */
export const optional = v.exactOptional;
/** Bytes as WebAuthn sends them. */
export const base64url = v.pipe(v.string(), v.maxLength(16_384), v.regex(/^[A-Za-z0-9_-]+$/));
/** A FHIR resource; its own form is checked by `@careledger/fhir`. */
export const resource = v.looseObject({ resourceType: word });
/** The language in which a text is read and signed; absent: English. */
export const language = v.picklist(['en', 'de']);
/** What a passkey answers to a challenge. */
export const assertion = object({
  credential: base64url,
  clientDataJSON: base64url,
  authenticatorData: base64url,
  signature: base64url,
});
/** A second member of staff who signs with his password. */
export const second = object({ user: word, password: secret });

/** An instant of RFC 3339 that this machine can read: an offset in hours alone (`+01`) is none. */
export const instant = v.pipe(
  v.string(),
  v.maxLength(40),
  v.isoTimestamp(),
  v.check((given) => !Number.isNaN(Date.parse(given)), 'an instant, as 2026-01-05T08:00:00Z'),
);
