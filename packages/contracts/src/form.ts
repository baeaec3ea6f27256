import { fromBase64url, parseCanonical, type Json } from '@careledger/proof';
import { ContractError } from './contract-error.ts';

/** Checks that a value has a form: true, or a `ContractError` 'form' that names the place and never the content. */
export type Form<T> = (value: unknown, at: string) => value is T;

/** The type that a form stands for. */
export type Of<F> = F extends Form<infer T> ? T : never;

/** The value, known to have the form; else `ContractError` 'form'. */
export function parse<T>(form: Form<T>, value: unknown): T {
  if (!form(value, '')) throw refused('', 'is malformed');
  return value;
}

/** Committed state, known to have the form; else `ContractError` 'fault', for only contracts wrote it. */
export function trust<T>(form: Form<T>, value: unknown): T {
  try {
    return parse(form, value);
  } catch (cause) {
    throw new ContractError('fault', 'committed state is malformed', { cause });
  }
}

/** The value that a canonical JSON text of at most `maxBytes` says, known to have the form; else `ContractError` 'form'. */
export function parseText<T>(form: Form<T>, bytes: Uint8Array, maxBytes: number): T {
  if (bytes.length > maxBytes) throw refused('', 'is too long');
  let value: Json;
  try {
    value = parseCanonical(
      new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    );
  } catch (cause) {
    throw new ContractError('form', 'not canonical JSON', { cause });
  }
  return parse(form, value);
}

/** An object with exactly these members. */
export function object<S extends Record<string, Form<unknown>>>(
  shape: S,
): Form<{ readonly [K in keyof S]: Of<S[K]> }> {
  const members = Object.entries(shape);
  return (value, at): value is { readonly [K in keyof S]: Of<S[K]> } => {
    if (!isRecord(value)) throw refused(at, 'is not an object');
    if (Object.keys(value).length !== members.length) throw refused(at, 'has other members');
    for (const [name, form] of members) {
      if (!Object.hasOwn(value, name)) throw refused(at, `has no ${name}`);
      form(value[name], `${at}.${name}`);
    }
    return true;
  };
}

/** One of several objects, told apart by the text of one member. */
export function tagged<S extends Record<string, Form<unknown>>>(
  tag: string,
  cases: S,
): Form<Of<S[keyof S]>> {
  const forms = new Map(Object.entries(cases));
  return (value, at): value is Of<S[keyof S]> => {
    const name = isRecord(value) && Object.hasOwn(value, tag) ? value[tag] : undefined;
    const form = typeof name === 'string' ? forms.get(name) : undefined;
    if (form === undefined) throw refused(at, `has no known ${tag}`);
    return form(value, at);
  };
}

/** A list of `min` to `max` items of one form. */
export function list<T>(form: Form<T>, bounds: { min: number; max: number }): Form<readonly T[]> {
  return (value, at): value is readonly T[] => {
    if (!Array.isArray(value)) throw refused(at, 'is not a list');
    if (value.length < bounds.min || value.length > bounds.max)
      throw refused(at, 'has too few or too many items');
    value.forEach((item, index) => form(item, `${at}[${index}]`));
    return true;
  };
}

/** The form, or null. */
export function nullable<T>(form: Form<T>): Form<T | null> {
  return (value, at): value is T | null => value === null || form(value, at);
}

/** Exactly this text, number or truth. */
export function literal<const T extends string | number | boolean>(expected: T): Form<T> {
  return (value, at): value is T => {
    if (value !== expected) throw refused(at, 'has another value');
    return true;
  };
}

/** One of these texts. */
export function oneOf<const T extends string>(...texts: readonly T[]): Form<T> {
  const known = new Set<unknown>(texts);
  return (value, at): value is T => {
    if (!known.has(value)) throw refused(at, 'is not a known value');
    return true;
  };
}

/** A text that a pattern matches as a whole. */
export function pattern(expected: RegExp): Form<string> {
  return (value, at): value is string => {
    if (typeof value !== 'string' || !expected.test(value))
      throw refused(at, 'is not written as it must be');
    return true;
  };
}

/** A text of at most so many UTF-16 units. */
export function text(max: number): Form<string> {
  return (value, at): value is string => {
    if (typeof value !== 'string' || value.length > max) throw refused(at, 'is no short text');
    return true;
  };
}

/** Bytes as canonical base64url, `min` to `max` of them. */
export function bytes(bounds: { min: number; max: number }): Form<string> {
  return (value, at): value is string => {
    const length = typeof value === 'string' ? Math.floor((value.length * 3) / 4) : -1;
    if (typeof value !== 'string' || length < bounds.min || length > bounds.max)
      throw refused(at, 'is not that many bytes');
    if (!isBase64url(value)) throw refused(at, 'is not canonical base64url');
    return true;
  };
}

/** A whole number between two others. */
export function integer(bounds: { min: number; max: number }): Form<number> {
  return (value, at): value is number => {
    if (!Number.isSafeInteger(value) || typeof value !== 'number')
      throw refused(at, 'is not a whole number');
    if (value < bounds.min || value > bounds.max || Object.is(value, -0))
      throw refused(at, 'is out of range');
    return true;
  };
}

/** True or false. */
export const truth: Form<boolean> = (value, at): value is boolean => {
  if (typeof value !== 'boolean') throw refused(at, 'is neither true nor false');
  return true;
};

/** The form, and a condition on it. */
export function where<T>(form: Form<T>, holds: (value: T) => boolean, sentence: string): Form<T> {
  return (value, at): value is T => {
    if (form(value, at) && !holds(value)) throw refused(at, sentence);
    return true;
  };
}

const MAX_TIME = 8_640_000_000_000_000;

/** The first version of a form. */
export const v1 = literal(1);
/** 32 bytes as lower-case hexadecimal. */
export const hex32 = pattern(/^[0-9a-f]{64}$/);
/** Milliseconds since 1970, of something that happened or will happen here. */
export const time = integer({ min: 0, max: MAX_TIME });
/** Milliseconds since 1970, of a clinical date, which may lie before. */
export const clinicalTime = integer({ min: -MAX_TIME, max: MAX_TIME });
/** An ECDSA signature in DER. */
export const signature = bytes({ min: 8, max: 72 });
/** A P-256 public key as SPKI in DER. */
export const spki = where(
  bytes({ min: 91, max: 91 }),
  (key) => key.startsWith('MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'),
  'is not a P-256 key',
);
/** A member's id. */
export const memberId = pattern(/^[a-z][a-z0-9-]{1,30}$/);
/** A path in a sparse map. */
export const mapPath = bytes({ min: 2, max: 10_000 });

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBase64url(value: string): boolean {
  try {
    fromBase64url(value);
    return true;
  } catch {
    return false;
  }
}

function refused(at: string, sentence: string): ContractError {
  return new ContractError('form', `${at === '' ? 'the value' : at.slice(1)} ${sentence}`);
}
