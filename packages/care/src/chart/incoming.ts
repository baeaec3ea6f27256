import { kindOf, referencesOf } from '@careledger/fhir';
import type { Issue } from '../care-error.ts';
import type { Resource } from './resource.ts';

/** A resource on its way into the chart: identity and version are given, references within the bundle resolved. */
export interface Incoming {
  readonly path: string;
  readonly method: 'DELETE' | 'POST' | 'PUT';
  readonly fullUrl: string | null;
  readonly resource: Resource;
  readonly id: string;
  readonly version: number;
}

/** What is known of the target of a reference. */
export interface Target {
  readonly type: string;
  readonly id: string;
  readonly patient: string | null;
  readonly labels: readonly string[];
}

const literal = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(\/_history\/[A-Za-z0-9.-]{1,64})?$/;

/** The references of a resource that lead to a record of ours, as `Type/id` with the element they stand in. */
export function targetsOf(resource: Resource): { path: string; type: string; id: string }[] {
  return referencesOf(resource).flatMap(({ path, reference }) => {
    const parts = literal.exec(reference);
    return parts ? [{ path, type: parts[1] ?? '', id: parts[2] ?? '' }] : [];
  });
}

/** The elements whose reference can be followed nowhere: neither here, contained, nor at an address. */
export function danglingOf(resource: Resource): string[] {
  return referencesOf(resource)
    .filter(({ reference }) => !literal.test(reference) && !/^(#|https?:\/\/)/.test(reference))
    .map(({ path }) => path);
}

/** Elements that name whose record this is, the strongest first. */
const subjects = [
  'subject',
  'patient',
  'beneficiary',
  'individual',
  'for',
  'participant.actor',
  'agent.who',
  'entity.what',
  'target',
];
const linking = new Set(['Patient', 'RelatedPerson', 'Person']);

/**
 * Whose record a resource is: null for the directory, else exactly one patient: himself, whom it names,
 * whose record it refers to, or the only patient that comes in with it; an issue where none or another.
 */
export function patientOf(
  incoming: Incoming,
  find: (type: string, id: string) => { patient: string | null } | undefined,
  only: string | undefined,
): { patient: string | null } | Issue {
  const { resource } = incoming;
  const type = resource.resourceType;
  if (kindOf(resource) === 'directory') return { patient: null };
  if (type === 'Patient') return { patient: incoming.id };
  const targets = targetsOf(resource);
  const named = subjects
    .map((element) => targets.find((each) => each.type === 'Patient' && each.path === element)?.id)
    .find((id) => id !== undefined);
  const others = targets.flatMap((each) => find(each.type, each.id)?.patient ?? []);
  const patient = named ?? others[0] ?? only;
  if (patient === undefined)
    return {
      code: 'required',
      path: incoming.path,
      says: 'It must name the patient whose record it is.',
    };
  if (!linking.has(type) && others.some((other) => other !== patient))
    return {
      code: 'business-rule',
      path: incoming.path,
      says: "It refers to another patient's record.",
    };
  return { patient };
}
