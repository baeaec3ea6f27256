import type { Resource } from './resource.ts';

/** One page of a search. */
export interface SearchsetOptions {
  /** The base address of the FHIR service, without a slash at the end. */
  readonly base: string;
  /** The address of the search as it was understood. */
  readonly self: string;
  readonly next?: string | null;
  /** Left out unless the request asked for it. */
  readonly total?: number | null;
  readonly matches: readonly Resource[];
  readonly included?: readonly Resource[];
}

/** A searchset bundle; one without entries has no `entry`. */
export function searchsetBundle(options: SearchsetOptions): Resource {
  const { base, matches, included = [] } = options;
  const entryOf = (mode: 'match' | 'include') => (resource: Resource) => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id ?? ''}`,
    resource,
    search: { mode },
  });
  return bundle('searchset', options, [
    ...matches.map(entryOf('match')),
    ...included.map(entryOf('include')),
  ]);
}

/** One version in a history. */
export interface HistoryVersion {
  readonly type: string;
  readonly id: string;
  /** From 1. */
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Null where the version is a deletion. */
  readonly resource: Resource | null;
}

/** One page of a history. */
export interface HistoryOptions {
  /** The base address of the FHIR service, without a slash at the end. */
  readonly base: string;
  readonly self?: string;
  readonly next?: string | null;
  readonly total?: number | null;
  /** Newest first. */
  readonly versions: readonly HistoryVersion[];
}

/** A history bundle: version 1 as a create, every later one as an update or deletion. */
export function historyBundle(options: HistoryOptions): Resource {
  const { base, versions } = options;
  const entries = versions.map(({ type, id, version, at, resource }) => {
    const [method, status] =
      resource === null ? ['DELETE', '204'] : version === 1 ? ['POST', '201'] : ['PUT', '200'];
    return {
      fullUrl: `${base}/${type}/${id}`,
      ...(resource === null ? {} : { resource }),
      request: { method, url: method === 'POST' ? type : `${type}/${id}` },
      response: { status, etag: `W/"${version}"`, lastModified: new Date(at).toISOString() },
    };
  });
  return bundle('history', options, entries);
}

/** The answer to one entry of a transaction. */
export interface TransactionAnswer {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly at?: number;
  readonly isNew: boolean;
}

/** A transaction-response bundle; the answers stand in the order of the request. */
export function transactionResponse(answers: readonly TransactionAnswer[]): Resource {
  const entries = answers.map(({ type, id, version, at, isNew }) => ({
    response: {
      status: isNew ? '201' : '200',
      location: `${type}/${id}/_history/${version}`,
      etag: `W/"${version}"`,
      ...(at === undefined ? {} : { lastModified: new Date(at).toISOString() }),
    },
  }));
  return bundle('transaction-response', {}, entries);
}

function bundle(
  type: string,
  { self, next, total }: { self?: string; next?: string | null; total?: number | null },
  entry: readonly unknown[],
): Resource {
  const link = [
    ...(typeof self === 'string' ? [{ relation: 'self', url: self }] : []),
    ...(typeof next === 'string' ? [{ relation: 'next', url: next }] : []),
  ];
  return {
    resourceType: 'Bundle',
    type,
    ...(typeof total === 'number' ? { total } : {}),
    ...(link.length === 0 ? {} : { link }),
    ...(entry.length === 0 ? {} : { entry }),
  };
}
