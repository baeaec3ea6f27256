import { elementNames, ownerOf, resourceTypes } from './definitions.ts';
import type { Element, ElementType, Owner } from './definitions.ts';
import { invariantsOf } from './invariants.ts';
import type { Issue } from './issue.ts';
import { longestText, primitives } from './primitive.ts';
import { targetTypeOf } from './reference.ts';
import { isRecord, recordsOf, textOf } from './resource.ts';
import { report } from './walk.ts';
import type { Frame, Walk } from './walk.ts';

const deepest = 40;
const mostValues = 500_000;

type Members = Readonly<Record<string, unknown>>;

/**
 * What is wrong with a resource by the base definitions of FHIR R4: elements, cardinality, choices,
 * primitive forms, required bindings, types of targets and the invariants of `invariants.ts`. Takes
 * anything that JSON.parse can return and never throws; at most 100 findings, none of which quotes a
 * value. `at` is where the resource stands in what encloses it (`Bundle.entry[2].resource`).
 */
export function validate(resource: unknown, { at }: { at?: string } = {}): Issue[] {
  const walk: Walk = { issues: [], path: at === undefined ? [] : [at], seen: 0, stopped: false };
  visitResource(resource, walk, 0, undefined);
  return walk.issues;
}

function visitResource(
  value: unknown,
  walk: Walk,
  depth: number,
  container: Frame | undefined,
): void {
  if (!isRecord(value)) return report(walk, 'structure', 'A resource must be a JSON object.');
  const type = textOf(value['resourceType']);
  if (type === undefined)
    return report(walk, 'required', 'A resource must name its type in resourceType.');
  const owner = resourceTypes.has(type) ? ownerOf(type) : undefined;
  if (!owner) return report(walk, 'not-supported', 'This is not a resource type of FHIR R4.');
  const root = walk.path.length === 0;
  if (root) walk.path.push(type);
  const frame = container ?? frameOf(value);
  visitMembers(value, owner, walk, depth, frame);
  if (!container) checkContained(frame, walk);
  if (root) walk.path.pop();
}

function frameOf(resource: Members): Frame {
  const contained = new Map<string, string>();
  for (const each of recordsOf(resource['contained'])) {
    const id = textOf(each['id']);
    if (id !== undefined) contained.set(id, textOf(each['resourceType']) ?? '');
  }
  return { contained, pointedTo: new Set(), inner: false };
}

/** dom-3: what is contained is pointed to, or points to its container. */
function checkContained(frame: Frame, walk: Walk): void {
  if (frame.pointedTo.has('')) return;
  for (const id of frame.contained.keys())
    if (!frame.pointedTo.has(id))
      return report(walk, 'invariant', 'dom-3: a contained resource must be referred to.');
}

function visitMembers(value: Members, owner: Owner, walk: Walk, depth: number, frame: Frame): void {
  if (depth > deepest) return report(walk, 'too-long', 'The content is nested too deeply.');
  let chosen: Map<string, string> | undefined;
  let count = 0;
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue;
    if (walk.stopped) return;
    if (key === 'resourceType' && owner.resource) continue;
    count += 1;
    const element = owner.elements.get(key);
    if (!element) {
      visitCompanion(value, key, owner, walk, depth, frame);
      continue;
    }
    if (element.choice) {
      chosen ??= new Map();
      if ((chosen.get(element.name) ?? key) !== key)
        report(walk, 'structure', `Only one form of ${element.name}[x] may be given.`);
      chosen.set(element.name, key);
    }
    walk.path.push(key);
    visitElement(value[key], element, value, walk, depth, frame);
    walk.path.pop();
  }
  if (count === 0 && !owner.resource)
    report(walk, 'invariant', 'ele-1: an element must have a value or children.');
  for (const { name, keys } of owner.mandatory)
    if (!keys.some((key) => Object.hasOwn(value, key) || Object.hasOwn(value, `_${key}`)))
      report(walk, 'required', `The element ${name} is missing.`);
  for (const { key, severity, says, holds } of invariantsOf(owner))
    if (!holds(value, frame))
      report(walk, key.startsWith('ext') ? 'extension' : 'invariant', `${key}: ${says}`, severity);
}

/** `_birthDate` and its like carry id and extensions of a primitive; anything else is not of R4. */
function visitCompanion(
  value: Members,
  key: string,
  owner: Owner,
  walk: Walk,
  depth: number,
  frame: Frame,
): void {
  const element = key.startsWith('_') ? owner.elements.get(key.slice(1)) : undefined;
  const extended = ownerOf('Element');
  if (!element?.type.primitive || !extended) {
    const known = elementNames.has(key) || key === 'resourceType';
    return report(
      walk,
      'structure',
      known ? `The element ${key} does not belong here.` : 'An element here is not one of FHIR R4.',
    );
  }
  walk.path.push(key);
  const companion = value[key];
  if (element.most === 1) {
    if (isRecord(companion)) visitMembers(companion, extended, walk, depth + 1, frame);
    else report(walk, 'structure', 'Id and extensions of a value must be one object.');
  } else if (!Array.isArray(companion) || companion.length === 0) {
    report(walk, 'structure', 'Id and extensions of repeated values must be an array.');
  } else {
    const values = value[key.slice(1)];
    if (Array.isArray(values) && companion.length > values.length && values.length > 0)
      report(walk, 'structure', 'There are more ids and extensions than values.');
    for (const [index, each] of companion.entries()) {
      walk.path.push(index);
      if (isRecord(each)) visitMembers(each, extended, walk, depth + 1, frame);
      else if (each !== null) report(walk, 'structure', 'Id and extensions must be an object.');
      walk.path.pop();
    }
  }
  walk.path.pop();
}

function visitElement(
  value: unknown,
  element: Element,
  parent: Members,
  walk: Walk,
  depth: number,
  frame: Frame,
): void {
  if (element.most === 1) {
    if (Array.isArray(value))
      return report(walk, 'structure', 'Only one value is permitted, and no array.');
    return visitValue(value, element.type, walk, depth, frame);
  }
  if (!Array.isArray(value)) return report(walk, 'structure', 'The values must be an array.');
  if (value.length === 0) return report(walk, 'invariant', 'ele-1: an array must not be empty.');
  if (value.length > element.most) report(walk, 'structure', 'There are too many values.');
  const companions = parent[`_${element.key}`];
  for (const [index, each] of value.entries()) {
    if (walk.stopped) return;
    walk.path.push(index);
    const extended = Array.isArray(companions) && isRecord(companions[index]);
    if (each !== null || !element.type.primitive || !extended)
      visitValue(each, element.type, walk, depth, frame);
    walk.path.pop();
  }
}

function visitValue(
  value: unknown,
  type: ElementType,
  walk: Walk,
  depth: number,
  frame: Frame,
): void {
  walk.seen += 1;
  if (walk.seen > mostValues) {
    report(walk, 'too-long', 'The content has too many elements.');
    walk.stopped = true;
    return;
  }
  if (type.primitive) return visitPrimitive(value, type, walk, frame);
  if (!type.owner) {
    const contained = walk.path.at(-2) === 'contained';
    return visitResource(value, walk, depth + 1, contained ? { ...frame, inner: true } : undefined);
  }
  if (!isRecord(value)) return report(walk, 'structure', 'The value must be a JSON object.');
  visitMembers(value, type.owner, walk, depth + 1, frame);
  if (type.code === 'Reference') checkReference(value, type, walk, frame);
  else if (type.binding) checkConcept(value, type, walk);
}

function visitPrimitive(value: unknown, type: ElementType, walk: Walk, frame: Frame): void {
  if (typeof value === 'string') {
    if (value.length > longestText && type.code !== 'base64Binary' && type.code !== 'xhtml')
      return report(walk, 'too-long', 'The text is longer than FHIR permits.');
    if (value.startsWith('#') && (type.code === 'uri' || type.code === 'canonical'))
      frame.pointedTo.add(value.slice(1));
  }
  if (primitives.get(type.code)?.(value) !== true)
    return report(walk, 'value', `The value does not have the form of ${type.code}.`);
  if (type.binding && !(typeof value === 'string' && type.binding.codes.has(value)))
    report(walk, 'code-invalid', 'The code is not one of those that FHIR requires here.');
}

function checkConcept(value: Members, { code, binding }: ElementType, walk: Walk): void {
  const codings = code === 'Coding' ? [value] : recordsOf(value['coding']);
  const bound = codings.some(
    (coding) =>
      typeof coding['code'] === 'string' &&
      binding?.concepts.has(`${textOf(coding['system']) ?? ''}|${coding['code']}`) === true,
  );
  if (!bound) report(walk, 'code-invalid', 'None of the codes is one that FHIR requires here.');
}

/** ref-1, and whether what the reference names may be the target here, as far as its text tells. */
function checkReference(value: Members, type: ElementType, walk: Walk, frame: Frame): void {
  const reference = textOf(value['reference']);
  if (reference === undefined) return;
  let target: string | undefined;
  if (reference.startsWith('#')) {
    const id = reference.slice(1);
    frame.pointedTo.add(id);
    if (id === '') return;
    target = frame.contained.get(id);
    if (target === undefined)
      return report(walk, 'invariant', 'ref-1: what is referred to within is not contained.');
  } else target = targetTypeOf(reference);
  const said = textOf(value['type']);
  if (target !== undefined && said !== undefined && resourceTypes.has(said) && said !== target)
    report(walk, 'value', 'The reference and its type name different resource types.');
  const named = target ?? said;
  if (type.targets && named !== undefined && resourceTypes.has(named) && !type.targets.has(named))
    report(walk, 'value', 'The reference is to a resource type that is not permitted here.');
}
