import type { Resource } from './resource.ts';

/** The members of a directory entry that say name, role and contact, and nothing else. */
const kept: ReadonlyMap<string, readonly string[]> = new Map([
  ['Organization', ['active', 'type', 'name', 'telecom', 'address', 'partOf']],
  ['Practitioner', ['active', 'name', 'telecom', 'qualification']],
  [
    'PractitionerRole',
    ['active', 'practitioner', 'organization', 'code', 'specialty', 'location', 'telecom'],
  ],
  ['Location', ['status', 'name', 'type', 'telecom', 'address', 'managingOrganization', 'partOf']],
  [
    'HealthcareService',
    ['active', 'providedBy', 'category', 'type', 'specialty', 'location', 'name', 'telecom'],
  ],
]);

/** The resource types of a hospital's directory. */
export const directoryTypes: ReadonlySet<string> = new Set(kept.keys());

/**
 * A directory entry in the form that leaves the hospital: id, name, role and contact; no identifiers,
 * birth dates, private addresses, extensions, narratives or contained resources. Undefined for every
 * other type.
 */
export function reduced(resource: Resource): Resource | undefined {
  const members = kept.get(resource.resourceType);
  if (!members) return undefined;
  return {
    resourceType: resource.resourceType,
    ...(resource.id === undefined ? {} : { id: resource.id }),
    ...Object.fromEntries(
      members
        .filter((member) => Object.hasOwn(resource, member))
        .map((member) => [member, bare(resource[member])]),
    ),
  };
}

const left = new Set(['extension', 'modifierExtension', 'identifier', 'id']);

/** A value without what an element may carry beside its content. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !left.has(key) && !key.startsWith('_'))
      .map(([key, each]): [string, unknown] => [key, bare(each)]),
  );
}
