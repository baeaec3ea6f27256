import { administrativeInvariants } from './administrative-invariants.ts';
import { bundleInvariants } from './bundle-invariants.ts';
import { clinicalInvariants } from './clinical-invariants.ts';
import { dataTypeInvariants } from './data-type-invariants.ts';
import { ownerOf, resourceTypes } from './definitions.ts';
import type { Owner } from './definitions.ts';
import { has, rule, some } from './invariant.ts';
import type { Invariant, Members } from './invariant.ts';
import { isRecord } from './resource.ts';

const none: readonly Invariant[] = [];

/** The rules for a type or component, those of every resource included. */
export function invariantsOf(owner: Owner): readonly Invariant[] {
  return byOwner.get(owner.name) ?? none;
}

const meta = (value: Members): Members => (isRecord(value['meta']) ? value['meta'] : {});
const everyResource: readonly Invariant[] = [
  rule(
    'dom-2',
    'a contained resource must not contain others.',
    (value, { inner }) => !inner || !has(value, 'contained'),
  ),
  rule(
    'dom-4',
    'a contained resource has no version and no time of change.',
    (value, { inner }) => !inner || !some(meta(value), 'versionId', 'lastUpdated'),
  ),
  rule(
    'dom-5',
    'a contained resource has no security label.',
    (value, { inner }) => !inner || !has(meta(value), 'security'),
  ),
];

const byOwner: ReadonlyMap<string, readonly Invariant[]> = gather();

function gather(): ReadonlyMap<string, readonly Invariant[]> {
  const found = new Map<string, readonly Invariant[]>(
    [...resourceTypes]
      .filter((name) => ownerOf(name)?.elements.has('contained'))
      .map((name) => [name, everyResource]),
  );
  for (const [name, rules] of [
    ...dataTypeInvariants,
    ...clinicalInvariants,
    ...administrativeInvariants,
    ...bundleInvariants,
  ])
    found.set(name, [...(found.get(name) ?? []), ...rules]);
  return found;
}
