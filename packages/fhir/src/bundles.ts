import type { Resource } from './resource.ts';

/** One page of a search. */
export interface SearchsetOptions {
  /** The address of the search as it was understood. */
  readonly self: string;
  readonly next?: string;
  /** Left out unless the request asked for it. */
  readonly total?: number;
  readonly entries: readonly {
    readonly fullUrl: string;
    readonly resource: Resource;
    readonly mode?: 'match' | 'include' | 'outcome';
  }[];
}

/** A searchset bundle; one without entries has no `entry`. */
export function searchset({ self, next, total, entries }: SearchsetOptions): Resource {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(total === undefined ? {} : { total }),
    link: links(self, next),
    ...(entries.length === 0
      ? {}
      : {
          entry: entries.map(({ fullUrl, resource, mode }) => ({
            fullUrl,
            resource,
            search: { mode: mode ?? 'match' },
          })),
        }),
  };
}

/** One page of a history, newest first. */
export interface HistoryOptions {
  readonly self: string;
  readonly next?: string;
  readonly total?: number;
  readonly entries: readonly {
    readonly fullUrl: string;
    /** `Patient` for a create, `Patient/1` otherwise. */
    readonly url: string;
    readonly method: 'POST' | 'PUT' | 'DELETE';
    /** Null where the version is a deletion. */
    readonly resource: Resource | null;
    readonly versionId: string;
    /** An instant. */
    readonly lastModified: string;
  }[];
}

/** A history bundle. */
export function historyBundle({ self, next, total, entries }: HistoryOptions): Resource {
  return {
    resourceType: 'Bundle',
    type: 'history',
    ...(total === undefined ? {} : { total }),
    link: links(self, next),
    ...(entries.length === 0
      ? {}
      : {
          entry: entries.map((each) => ({
            fullUrl: each.fullUrl,
            ...(each.resource === null ? {} : { resource: each.resource }),
            request: { method: each.method, url: each.url },
            response: {
              status: each.method === 'POST' ? '201' : each.method === 'DELETE' ? '204' : '200',
              etag: `W/"${each.versionId}"`,
              lastModified: each.lastModified,
            },
          })),
        }),
  };
}

/** The answer to one entry of a transaction, in the order of the request. */
export interface TransactionAnswer {
  readonly status: '200' | '201';
  /** `Patient/1/_history/1`. */
  readonly location: string;
  readonly versionId: string;
  readonly lastModified: string;
}

/** A transaction-response bundle. */
export function transactionResponse(answers: readonly TransactionAnswer[]): Resource {
  return {
    resourceType: 'Bundle',
    type: 'transaction-response',
    ...(answers.length === 0
      ? {}
      : {
          entry: answers.map(({ status, location, versionId, lastModified }) => ({
            response: { status, location, etag: `W/"${versionId}"`, lastModified },
          })),
        }),
  };
}

function links(self: string, next: string | undefined): { relation: string; url: string }[] {
  return [
    { relation: 'self', url: self },
    ...(next === undefined ? [] : [{ relation: 'next', url: next }]),
  ];
}
