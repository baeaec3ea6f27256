import { ownerOf, resourceTypes } from './definitions.ts';
import type { Element, Owner } from './definitions.ts';
import type { IssueCode } from './issue.ts';
import { partsOf } from './reference.ts';
import { isRecord, textOf } from './resource.ts';
import type { Resource } from './resource.ts';

/** Where references of one transaction lead. */
export interface Destinations {
  /** `Type/id` of each entry by its full URL. */
  readonly byUrl: ReadonlyMap<string, string>;
  /** The full URL of the entry whose references are rewritten. */
  readonly fullUrl: string | null;
  /** What a conditional reference finds. */
  readonly find: ((type: string, query: string) => string | undefined) | undefined;
  /** Told of each reference that leads nowhere, with the elements that lead to it. */
  readonly unresolved: (path: string, code: IssueCode, message: string) => void;
  /** Told of each relative reference that leads out of the bundle. */
  readonly outside: (reference: string) => void;
}

/**
 * A copy of a resource in which everything that names another entry of the transaction names it as
 * `Type/id`: references, values of type uri, url, oid and uuid, and links and images of narratives
 * (http://hl7.org/fhir/R4/http.html#trules); canonical URLs stay.
 */
export function rewriteReferences(resource: Resource, to: Destinations): Resource {
  const owner = ownerOf(resource.resourceType);
  if (!owner) return resource;
  return { ...resource, ...members(resource, owner, '', to, 0) };
}

function members(
  value: Readonly<Record<string, unknown>>,
  owner: Owner,
  path: string,
  to: Destinations,
  depth: number,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]): [string, unknown] => {
      const element = owner.elements.get(key);
      if (!element || depth > 60) return [key, member];
      const place = path === '' ? key : `${path}.${key}`;
      if (!Array.isArray(member)) return [key, rewritten(member, element, place, to, depth)];
      return [
        key,
        member.map((each, index) => rewritten(each, element, `${place}[${index}]`, to, depth)),
      ];
    }),
  );
}

function rewritten(
  value: unknown,
  { type }: Element,
  path: string,
  to: Destinations,
  depth: number,
): unknown {
  if (typeof value === 'string') {
    if (type.code === 'uri' || type.code === 'url' || type.code === 'oid' || type.code === 'uuid')
      return to.byUrl.get(value) ?? value;
    return type.code === 'xhtml' ? narrative(value, to) : value;
  }
  if (!isRecord(value)) return value;
  if (!type.owner) {
    const inner = ownerOf(textOf(value['resourceType']) ?? '');
    return inner && resourceTypes.has(inner.name)
      ? members(value, inner, path, to, depth + 1)
      : value;
  }
  const copy = members(value, type.owner, path, to, depth + 1);
  const reference = type.code === 'Reference' ? textOf(value['reference']) : undefined;
  if (reference !== undefined)
    copy['reference'] = resolved(reference, `${path}.reference`, to) ?? reference;
  return copy;
}

function resolved(reference: string, path: string, to: Destinations): string | undefined {
  if (reference.startsWith('#')) return undefined;
  const [bare = ''] = reference.split('/_history/');
  const direct = to.byUrl.get(reference) ?? to.byUrl.get(bare);
  if (direct !== undefined) return direct;
  if (/^urn:(uuid|oid):/.test(reference)) {
    to.unresolved(path, 'not-found', 'The reference names no entry of the transaction.');
    return undefined;
  }
  const query = /^([A-Z][A-Za-z]{2,39})\?(.+)$/.exec(reference);
  if (query) return conditional(query[1] ?? '', query[2] ?? '', path, to);
  const parts = partsOf(reference);
  if (!parts || parts.server !== undefined) return undefined;
  const server = to.fullUrl === null ? undefined : partsOf(to.fullUrl)?.server;
  const sibling =
    server === undefined ? undefined : to.byUrl.get(`${server}/${parts.type}/${parts.id}`);
  if (sibling !== undefined) return sibling;
  to.outside(bare);
  return undefined;
}

function conditional(
  type: string,
  query: string,
  path: string,
  { find, unresolved }: Destinations,
): string | undefined {
  const id = resourceTypes.has(type) ? find?.(type, query) : undefined;
  if (id === undefined) {
    unresolved(path, 'not-found', 'The conditional reference finds no single resource.');
    return undefined;
  }
  return `${type}/${id}`;
}

function narrative(text: string, { byUrl }: Destinations): string {
  return text.replace(
    /(\s(?:href|src)\s*=\s*)(["'])([^"'<]*)\2/g,
    (whole: string, before: string, quote: string, url: string) => {
      const target = byUrl.get(url);
      return target === undefined ? whole : `${before}${quote}${target}${quote}`;
    },
  );
}
