import { ownerOf, resourceTypes } from './definitions.ts';
import type { Owner } from './definitions.ts';
import { recordsOf, textOf } from './resource.ts';
import type { Resource } from './resource.ts';

/** One reference of a resource and where it stands. */
export interface Pointer {
  /** Element names without indexes, after the resource's own type: `diagnosis.condition`. */
  readonly path: string;
  readonly reference: string;
}

/** `Type/id`, perhaps after a server's address and perhaps with a version: its parts. */
const literal =
  /^(?:(https?:\/\/[^\s?#]+)\/)?([A-Z][A-Za-z]{2,39})\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/;

/**
 * The parts of a literal reference (`Patient/1`, `https://x/fhir/Patient/1/_history/2`); undefined for
 * `urn:`, `#` and other forms.
 */
export function partsOf(
  reference: string,
):
  | { server: string | undefined; type: string; id: string; version: string | undefined }
  | undefined {
  const found = literal.exec(reference);
  if (!found) return undefined;
  const [, server, type = '', id = '', version] = found;
  return resourceTypes.has(type) ? { server, type, id, version } : undefined;
}

/** The resource type that a reference names in its text, conditional references included. */
export function targetTypeOf(reference: string): string | undefined {
  const parts = partsOf(reference);
  if (parts) return parts.type;
  const conditional = /^([A-Z][A-Za-z]{2,39})\?/.exec(reference)?.[1];
  return conditional !== undefined && resourceTypes.has(conditional) ? conditional : undefined;
}

/** Every reference in a resource, contained resources included, in document order. */
export function referencesOf(resource: Resource): Pointer[] {
  const found: Pointer[] = [];
  const owner = ownerOf(resource.resourceType);
  if (owner) collect(resource, owner, '', 0, found);
  return found;
}

function collect(
  value: Readonly<Record<string, unknown>>,
  owner: Owner,
  path: string,
  depth: number,
  found: Pointer[],
): void {
  if (depth > 60) return;
  for (const [key, member] of Object.entries(value)) {
    const type = typeof member === 'object' ? owner.elements.get(key)?.type : undefined;
    if (!type || type.primitive) continue;
    const place = path === '' ? key : `${path}.${key}`;
    for (const each of recordsOf(member)) {
      const reference = type.code === 'Reference' ? textOf(each['reference']) : undefined;
      if (reference !== undefined) found.push({ path: place, reference });
      const inner = type.owner ?? ownerOf(textOf(each['resourceType']) ?? '');
      if (inner) collect(each, inner, place, depth + 1, found);
    }
  }
}
