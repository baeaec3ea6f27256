import { kindOf, labelBundle } from '@careledger/fhir';
import { isObject, json } from '../shape.ts';
import type { Resource } from './resource.ts';
import type { Target } from './incoming.ts';

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';

/** What a clinician decided about labels of a resource: it stands above what is recognised. */
export interface Override {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Kind and labels of resources whose references are resolved; `known` are targets already in the chart. */
export function labelled(
  resources: readonly { resource: Resource; override?: Override | undefined }[],
  known: readonly Target[],
): { kind: string; labels: string[] }[] {
  const entry = [
    ...resources.map(({ resource, override }) => ({
      fullUrl: `${resource.resourceType}/${resource.id ?? ''}`,
      resource: withLabels(resource, override?.added ?? []),
    })),
    ...known
      .filter(({ labels }) => labels.length > 0)
      .map(({ type, id, labels }) => ({
        fullUrl: `${type}/${id}`,
        resource: withLabels({ resourceType: type, id }, labels),
      })),
  ];
  const found = labelBundle({ resourceType: 'Bundle', type: 'collection', entry });
  return resources.map(({ resource, override }, n) => {
    const removed = new Set(override?.removed);
    return {
      kind: found[n]?.kind ?? kindOf(resource),
      labels: (found[n]?.labels ?? []).filter((label) => !removed.has(label)),
    };
  });
}

function withLabels(resource: Resource, labels: readonly string[]): Resource {
  if (labels.length === 0) return resource;
  const { meta } = resource;
  const given = isObject(meta) ? meta : {};
  const { security } = given;
  const added = labels.map((code) => ({
    system: ['R', 'V'].includes(code) ? CONFIDENTIALITY : ACT_CODE,
    code,
  }));
  return {
    ...resource,
    meta: json(
      { ...given, security: [...(Array.isArray(security) ? security : []), ...added] },
      'meta',
    ),
  };
}
