import { CareError, type Issue } from '../care-error.ts';
import { attachmentFaults } from './attachment-type.ts';
import { faultsOf, stored } from './content.ts';
import { danglingOf, patientOf, targetsOf, type Incoming, type Target } from './incoming.ts';
import { labelled, type Override } from './labelling.ts';
import type { Draft } from './writer.ts';

/** What the chart knows when something comes in. */
export interface Known {
  target(type: string, id: string): Target | undefined;
  override(type: string, id: string): Override | undefined;
}

const MOST_ISSUES = 100;
const DANGLING = 'This reference leads to no record of this bundle or of this hospital.';
const MISSING = 'The resource that is referred to is not here.';

/**
 * Turns what comes in together into versions ready to be sealed: valid, every local reference followed,
 * each in one compartment, labelled. Throws `invalid` with the faults found, up to a hundred.
 */
export function prepare(incoming: readonly Incoming[], known: Known): Draft[] {
  const issues: Issue[] = [];
  for (const each of incoming) {
    if (issues.length >= MOST_ISSUES) break;
    issues.push(...faultsOf(each.resource, each.path));
    issues.push(...attachmentFaults(each.resource, each.path));
  }
  refuse(issues);
  const comingIn = new Set(incoming.map((each) => keyOf(each.resource.resourceType, each.id)));
  const targets = new Map<string, Target>();
  for (const { resource, path: place } of incoming) {
    for (const path of danglingOf(resource))
      issues.push({ code: 'value', path: `${place}.${path}`, says: DANGLING });
    for (const { path, type, id } of targetsOf(resource)) {
      const key = keyOf(type, id);
      if (comingIn.has(key) || targets.has(key)) continue;
      const target = known.target(type, id);
      if (target) targets.set(key, target);
      else issues.push({ code: 'not-found', path: `${place}.${path}`, says: MISSING });
    }
  }
  refuse(issues);
  const patients = patientsOf(incoming, (type, id) => targets.get(keyOf(type, id)), issues);
  refuse(issues);
  const kept = incoming.map((each) => ({ ...each, resource: stored(each.resource, each.id) }));
  const labels = labelled(
    kept.map(({ resource, id }) => ({
      resource,
      override: known.override(resource.resourceType, id),
    })),
    [...targets.values()],
  );
  return kept.map((each, n) => ({
    ...each,
    kind: labels[n]?.kind ?? 'restricted',
    labels: labels[n]?.labels ?? [],
    patient: patients.get(keyOf(each.resource.resourceType, each.id)) ?? null,
  }));
}

function refuse(issues: readonly Issue[]): void {
  if (issues.length === 0) return;
  const most = issues.slice(0, MOST_ISSUES);
  throw new CareError('invalid', most[0]?.says ?? 'This cannot be taken.', { issues: most });
}

function keyOf(type: string, id: string): string {
  return `${type}/${id}`;
}

/** Whose record each of the resources is; those that name nobody take it from those that they refer to. */
function patientsOf(
  incoming: readonly Incoming[],
  known: (type: string, id: string) => Target | undefined,
  issues: Issue[],
): Map<string, string | null> {
  const patients = new Map<string, string | null>();
  const own = incoming.filter(({ resource }) => resource.resourceType === 'Patient');
  const only = own.length === 1 ? own[0]?.id : undefined;
  const find = (type: string, id: string): { patient: string | null } | undefined => {
    const inside = patients.get(keyOf(type, id));
    return inside === undefined ? known(type, id) : { patient: inside };
  };
  const place = (each: Incoming, sole: string | undefined) => {
    const found = patientOf(each, find, sole);
    if ('patient' in found) patients.set(keyOf(each.resource.resourceType, each.id), found.patient);
    return found;
  };
  for (const each of own) place(each, undefined);
  let waiting = incoming.filter(({ resource }) => resource.resourceType !== 'Patient');
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length;
    waiting = waiting.filter((each) => !('patient' in place(each, undefined)));
  }
  for (const each of waiting) place(each, only);
  // What was placed before its targets were is looked at once more.
  for (const each of incoming) {
    const found = patientOf(each, find, only);
    if (!('patient' in found)) issues.push(found);
  }
  return patients;
}
