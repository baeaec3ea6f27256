import { ProofError } from './proof-error.ts';

/** Any JSON value; declare forms as `type`, not `interface`, so that they are assignable to it. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object, as opposed to an array or a scalar. */
export type JsonObject = { readonly [key: string]: Json };

const MAX_DEPTH = 200;

/**
 * RFC 8785 text of a JSON value: keys in UTF-16 order, ECMAScript numbers, no white space.
 * Throws `ProofError` 'not-json' for anything that is not I-JSON (undefined, NaN, lone surrogate) or nests over 200 deep.
 */
export function canonical(value: Json): string {
  return write(value, 0);
}

/**
 * The value that a text says, if the text is its own canonical form.
 * Throws `ProofError` 'not-json' or 'not-canonical'.
 */
export function parseCanonical(text: string): Json {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ProofError('not-json', 'text is not JSON', { cause });
  }
  if (canonical(value) !== text) throw new ProofError('not-canonical', 'text is not RFC 8785');
  return value;
}

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

function write(value: Json, depth: number): string {
  if (depth > MAX_DEPTH) throw new ProofError('not-json', 'nested too deeply');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value !== 'object') throw new ProofError('not-json', `a ${typeof value} is not JSON`);
  if (isList(value)) return writeList(value, depth);
  const fields = Object.keys(value)
    .toSorted()
    .map((key) => {
      const field = value[key];
      if (field === undefined) throw new ProofError('not-json', 'undefined is not JSON');
      return `${writeString(key)}:${write(field, depth + 1)}`;
    });
  return `{${fields.join(',')}}`;
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new ProofError('not-json', 'a number must be finite');
  return JSON.stringify(value);
}

function writeString(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new ProofError('not-json', 'a lone surrogate');
  return JSON.stringify(value);
}

function writeList(value: readonly Json[], depth: number): string {
  // By index: map() would skip the holes of a sparse array.
  const items: string[] = [];
  for (let index = 0; index < value.length; index += 1) {
    const item = value[index];
    if (item === undefined) throw new ProofError('not-json', 'undefined is not JSON');
    items.push(write(item, depth + 1));
  }
  return `[${items.join(',')}]`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
