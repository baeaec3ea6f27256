import type { Resource } from './resource.ts';
import { parametersOf } from './search-parameters.ts';

/** What a server can do with one resource type. */
export interface TypeCapability {
  readonly type: string;
  readonly interactions: readonly (
    | 'read'
    | 'vread'
    | 'update'
    | 'patch'
    | 'delete'
    | 'history-instance'
    | 'history-type'
    | 'create'
    | 'search-type'
  )[];
  /** The search parameters on offer; all that are indexed where it is left out. */
  readonly searchParameters?: readonly string[];
}

/** What a server says of itself. */
export interface CapabilityOptions {
  /** The base address of the FHIR service. */
  readonly url: string;
  readonly software: { readonly name: string; readonly version: string };
  /** When this statement last changed: a FHIR dateTime. */
  readonly date: string;
  readonly types: readonly TypeCapability[];
  readonly description?: string;
  /** Interactions of the whole system. */
  readonly system?: readonly ('transaction' | 'batch' | 'search-system' | 'history-system')[];
}

/** A CapabilityStatement of FHIR R4 that is true to what is handed in. */
export function capabilityStatement(options: CapabilityOptions): Resource {
  const { url, software, date, types, system = [] } = options;
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software,
    implementation: { description: options.description ?? software.name, url },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        resource: types.map(typeCapability),
        ...(system.length === 0 ? {} : { interaction: system.map((code) => ({ code })) }),
      },
    ],
  };
}

function typeCapability({ type, interactions, searchParameters }: TypeCapability): unknown {
  const known = parametersOf(type);
  const offered = searchParameters ?? [...known.keys()];
  const searchParam = interactions.includes('search-type')
    ? offered.flatMap((name) => {
        const kind = known.get(name)?.kind;
        return kind === undefined ? [] : [{ name, type: kind }];
      })
    : [];
  return {
    type,
    interaction: interactions.map((code) => ({ code })),
    versioning: interactions.includes('update') ? 'versioned-update' : 'versioned',
    readHistory: interactions.includes('vread'),
    updateCreate: false,
    ...(searchParam.length === 0 ? {} : { searchParam }),
  };
}
