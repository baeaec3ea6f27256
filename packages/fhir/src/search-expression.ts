import { ownerOf } from './definitions.ts';
import type { Element, Owner } from './definitions.ts';
import { targetTypeOf } from './reference.ts';
import { isRecord, listOf, textOf } from './resource.ts';
import type { Resource } from './resource.ts';

/** A value that an expression leads to, with its FHIR type and, for a code, the system of its binding. */
export interface Found {
  readonly type: string;
  readonly value: unknown;
  readonly system: string | undefined;
}

type Step = (from: readonly Found[]) => readonly Found[];

/** A compiled search expression: the values that it leads to in a resource. */
export type Extract = (resource: Resource) => readonly Found[];

/**
 * Compiles the forms that the search parameters of R4 use, joined by `|`: a path, `(path as T)` and
 * `path.as(T)`, `.where(resolve() is T)`, `.where(element='literal')`, `[0]`, each perhaps with more
 * path behind it, and `exists() and … != false` of Patient.deceased. Undefined for anything else.
 */
export function compileExpression(text: string, type: string): Extract | undefined {
  const owner = ownerOf(type);
  if (!owner || text === '') return undefined;
  const parts = text.split('|').map((part) => compilePart(part.trim(), type));
  if (!parts.every((part) => part !== undefined)) return undefined;
  return (resource) =>
    parts.flatMap((part) => part([{ type, value: resource, system: undefined }]));
}

function compilePart(part: string, type: string): Step | undefined {
  const deceased = /^(Patient\.deceased)\.exists\(\) and \1 != false$/.exec(part);
  if (deceased) return deceasedStep;
  const cast = /^\(([\w.]+) as (\w+)\)(.*)$/.exec(part);
  const flat = cast ? `${cast[1] ?? ''}.as(${cast[2] ?? ''})${cast[3] ?? ''}` : part;
  const steps: Step[] = [];
  let rest = flat;
  let first = true;
  while (rest !== '') {
    const token = /^\.?(\w+)(\((?:[^()]|\(\))*\))?(\[0\])?/.exec(rest);
    if (!token) return undefined;
    const [whole, name = '', call, index] = token;
    const step = first && call === undefined ? startStep(name, type) : stepOf(name, call);
    if (!step) return undefined;
    steps.push(step);
    if (index !== undefined) steps.push((from) => from.slice(0, 1));
    rest = rest.slice(whole.length);
    first = false;
  }
  return (from) => steps.reduce((values, step) => step(values), from);
}

/** The leading type of an expression stands for the resource itself. */
function startStep(name: string, type: string): Step {
  return name === type || name === 'Resource' || name === 'DomainResource'
    ? (from) => from
    : (from) => from.flatMap((each) => childrenOf(each, name));
}

function stepOf(name: string, call: string | undefined): Step | undefined {
  if (call === undefined) return (from) => from.flatMap((each) => childrenOf(each, name));
  const argument = call.slice(1, -1);
  if (name === 'as') return (from) => from.filter(({ type }) => type === argument);
  if (name !== 'where') return undefined;
  const target = /^resolve\(\) is (\w+)$/.exec(argument)?.[1];
  if (target !== undefined) return (from) => from.filter((each) => refersTo(each, target));
  const equal = /^(\w+)\s*=\s*'([^']*)'$/.exec(argument);
  if (!equal) return undefined;
  const [, element = '', literal = ''] = equal;
  return (from) =>
    from.filter((each) => childrenOf(each, element).some(({ value }) => value === literal));
}

function refersTo({ value }: Found, target: string): boolean {
  if (!isRecord(value)) return false;
  const said = targetTypeOf(textOf(value['reference']) ?? '') ?? textOf(value['type']);
  return said === target;
}

/** The values of an element, whichever type of a choice it has. */
function childrenOf({ type, value }: Found, name: string): Found[] {
  const owner = ownerFor(type, value);
  if (!owner || !isRecord(value)) return [];
  const direct = owner.elements.get(name);
  if (direct && !direct.choice) return valuesOf(direct, value, owner);
  for (const key of Object.keys(value)) {
    const element = key.startsWith(name) ? owner.elements.get(key) : undefined;
    if (element?.choice && element.name === name) return valuesOf(element, value, owner);
  }
  return [];
}

function valuesOf(
  { key, type }: Element,
  value: Readonly<Record<string, unknown>>,
  owner: Owner,
): Found[] {
  return listOf(value[key]).map((each) => ({
    type: type.owner && type.code === '' ? type.owner.name : type.code || owner.name,
    value: each,
    system: type.binding?.system,
  }));
}

function ownerFor(type: string, value: unknown): Owner | undefined {
  if (type !== 'Resource') return ownerOf(type);
  return isRecord(value) ? ownerOf(textOf(value['resourceType']) ?? '') : undefined;
}

const deceasedStep: Step = (from) => {
  const dead = from.some((each) =>
    childrenOf(each, 'deceased').some(({ value }) => value !== false),
  );
  return [{ type: 'boolean', value: dead, system: undefined }];
};
