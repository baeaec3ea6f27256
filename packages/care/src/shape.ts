import type { Json } from '@careledger/proof';
import { CareError } from './care-error.ts';

/** Reads a value of unknown form into a type, or throws `invalid` naming the place. */
export type Shape<T> = (value: unknown, path: string) => T;

function wrong(path: string, wanted: string): CareError {
  return new CareError('invalid', `${path || 'The value'} must be ${wanted}.`);
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text. */
export const text: Shape<string> = (value, path) => {
  if (typeof value !== 'string') throw wrong(path, 'a text');
  return value;
};

/** The text that a member of an object holds. */
export function textIn(holder: Readonly<Record<string, unknown>>, name: string): string {
  return text(holder[name], name);
}

/** A safe integer; a bigint of the index is taken as one. */
export const integer: Shape<number> = (value, path) => {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw wrong(path, 'an integer');
  return number;
};

/** One of the given texts. */
export function oneOf<const T extends string>(...options: readonly T[]): Shape<T> {
  return (value, path) => {
    const found = options.find((option) => option === value);
    if (found === undefined) throw wrong(path, `one of ${options.join(', ')}`);
    return found;
  };
}

/** The value or null; what is absent reads as null. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, path) => (value === null || value === undefined ? null : shape(value, path));
}

/** A list of one form. */
export function list<T>(shape: Shape<T>): Shape<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrong(path, 'a list');
    return value.map((each, index) => shape(each, `${path}[${index}]`));
  };
}

/** An object with these members; others are left out. */
export function record<T extends Record<string, unknown>>(shapes: {
  readonly [K in keyof T]: Shape<T[K]>;
}): Shape<T> {
  const members = Object.entries<Shape<unknown>>(shapes);
  const isT = (found: object): found is T => members.every(([name]) => name in found);
  return (value, path) => {
    if (!isObject(value)) throw wrong(path, 'an object');
    const found: Record<string, unknown> = {};
    for (const [name, shape] of members) found[name] = shape(value[name], `${path}.${name}`);
    if (!isT(found)) throw wrong(path, 'whole');
    return found;
  };
}

/** Any JSON value, at most 100 levels deep. */
export const json: Shape<Json> = (value, path) => {
  if (!isJson(value, 0)) throw wrong(path, 'JSON of at most 100 levels');
  return value;
};

function isJson(value: unknown, depth: number): value is Json {
  if (depth > 100) return false;
  if (value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (Array.isArray(value)) return value.every((each) => isJson(each, depth + 1));
  for (const each of Object.values(value)) if (!isJson(each, depth + 1)) return false;
  return true;
}
