import { resourceTypes } from './definitions.ts';
import { isRefused } from './issue.ts';
import type { Issue, IssueCode } from './issue.ts';
import { partsOf } from './reference.ts';
import { isRecord, isResource, textOf } from './resource.ts';
import type { Resource } from './resource.ts';
import { rewriteReferences } from './rewrite.ts';

/** The most entries that one transaction may have. */
export const mostEntries = 5_000;

/** What a transaction's entry asks for, before it has an id of ours. */
export interface EntryRequest {
  /** The position in the bundle, from 0. */
  readonly index: number;
  readonly fullUrl: string | null;
  readonly type: string;
}

/** One write of a transaction, its references resolved. */
export interface PlannedEntry extends EntryRequest {
  /** `found`: what `ifNoneExist` asks for is there already, and nothing is written. */
  readonly action: 'create' | 'update' | 'found';
  readonly id: string;
  /** With its id, and with every reference to another entry as `Type/id`. */
  readonly resource: Resource;
  /** The query of a conditional create (`identifier=…`). */
  readonly ifNoneExist: string | null;
  /** The version that an update replaces, from a weak ETag. */
  readonly ifMatch: string | null;
}

/** A transaction that can be carried out as it stands, or why not. */
export type TransactionPlan =
  | {
      readonly ok: true;
      /** In the order of processing: creates, then updates, each in the order of the bundle. */
      readonly entries: readonly PlannedEntry[];
      /** References as `Type/id` to what the bundle does not hold; the caller knows whether they exist. */
      readonly outside: readonly string[];
    }
  | {
      readonly ok: false;
      readonly because: 'too-many' | 'invalid' | 'not-supported';
      readonly issues: readonly Issue[];
    };

/** What a plan needs to know from outside. */
export interface PlanDependencies {
  /** A fresh id for a create; called once for each, in the order of the bundle. */
  readonly newId: (entry: EntryRequest) => string;
  /** The id of the one resource that a query finds (`Practitioner`, `identifier=…`), if there is one. */
  readonly find?: (type: string, query: string) => string | undefined;
}

interface Draft extends EntryRequest {
  readonly method: 'POST' | 'PUT';
  readonly resource: Resource;
  readonly id: string | undefined;
  readonly ifNoneExist: string | null;
  readonly ifMatch: string | null;
}

/**
 * Reads a FHIR transaction bundle into writes (http://hl7.org/fhir/R4/http.html#trules): methods, ids,
 * full URLs and limits are checked, and references between entries are rewritten. Validates no content:
 * validate the planned resources, whose references then say their types. Takes anything, never throws.
 */
export function planTransaction(bundle: unknown, deps: PlanDependencies): TransactionPlan {
  if (!isRecord(bundle) || bundle['resourceType'] !== 'Bundle')
    return refused('invalid', 'structure', 'Bundle', 'The body must be a FHIR Bundle.');
  if (bundle['type'] !== 'transaction')
    return refused(
      'not-supported',
      'not-supported',
      'Bundle.type',
      'The bundle must be a transaction.',
    );
  const given = bundle['entry'] ?? [];
  if (!Array.isArray(given))
    return refused('invalid', 'structure', 'Bundle.entry', 'The entries must be an array.');
  if (given.length > mostEntries)
    return refused(
      'too-many',
      'too-costly',
      'Bundle.entry',
      `At most ${mostEntries} entries are accepted at once.`,
    );

  const issues: Issue[] = [];
  const drafts = given.flatMap((entry: unknown, index) => readEntry(entry, index, issues));
  findDuplicates(drafts, issues);
  if (isRefused(issues)) return { ok: false, because: reasonOf(issues), issues };
  return plan(drafts, deps);
}

function plan(drafts: readonly Draft[], { newId, find }: PlanDependencies): TransactionPlan {
  const issues: Issue[] = [];
  const placed = drafts.map((draft) => {
    const existing = draft.ifNoneExist === null ? undefined : find?.(draft.type, draft.ifNoneExist);
    const action: PlannedEntry['action'] =
      draft.method === 'PUT' ? 'update' : existing === undefined ? 'create' : 'found';
    return { ...draft, action, id: draft.id ?? existing ?? newId(draft) };
  });
  const byUrl = new Map<string, string>();
  for (const { fullUrl, type, id } of placed)
    if (fullUrl !== null) byUrl.set(fullUrl, `${type}/${id}`);
  const own = new Set(placed.map(({ type, id }) => `${type}/${id}`));
  const outside = new Set<string>();
  const entries = placed.map(
    ({ index, fullUrl, type, action, id, resource, ifNoneExist, ifMatch }): PlannedEntry => {
      const rewritten = rewriteReferences(resource, {
        byUrl,
        fullUrl,
        find,
        unresolved: (path, code, message) =>
          issues.push({
            severity: 'error',
            code,
            expression: `Bundle.entry[${index}].resource.${path}`,
            message,
          }),
        outside: (reference) => own.has(reference) || outside.add(reference),
      });
      return {
        index,
        fullUrl,
        type,
        action,
        id,
        resource: withId(rewritten, id),
        ifNoneExist,
        ifMatch,
      };
    },
  );
  if (issues.length > 0) return { ok: false, because: 'invalid', issues: issues.slice(0, 100) };
  const isCreate = ({ action }: PlannedEntry): boolean => action !== 'update';
  return {
    ok: true,
    entries: [...entries.filter(isCreate), ...entries.filter((entry) => !isCreate(entry))],
    outside: [...outside],
  };
}

function readEntry(entry: unknown, index: number, issues: Issue[]): Draft[] {
  const place = `Bundle.entry[${index}]`;
  const say = (code: IssueCode, expression: string, message: string): Draft[] => {
    if (issues.length < 100) issues.push({ severity: 'error', code, expression, message });
    return [];
  };
  if (!isRecord(entry) || !isRecord(entry['request']))
    return say('required', `${place}.request`, 'Each entry of a transaction must have a request.');
  const { request, resource } = entry;
  const fullUrl = entry['fullUrl'] ?? null;
  if (fullUrl !== null && typeof fullUrl !== 'string')
    return say('value', `${place}.fullUrl`, 'The full URL must be a text.');
  const method = textOf(request['method']);
  if (method !== 'POST' && method !== 'PUT')
    return say(
      'not-supported',
      `${place}.request.method`,
      'A transaction here creates (POST) and updates (PUT) only.',
    );
  if (!isResource(resource))
    return say(
      'required',
      `${place}.resource`,
      'The entry must have a resource that names its type.',
    );
  const type = resource.resourceType;
  if (!resourceTypes.has(type))
    return say('not-supported', `${place}.resource`, 'This is not a resource type of FHIR R4.');
  const url = textOf(request['url']);
  if (url === undefined)
    return say('required', `${place}.request.url`, 'The request must have a URL.');
  const ifMatch = textOf(request['ifMatch']);
  const version = ifMatch === undefined ? null : /^(?:W\/)?"([^"]+)"$/.exec(ifMatch)?.[1];
  if (version === undefined)
    return say('value', `${place}.request.ifMatch`, 'ifMatch must be a weak ETag such as W/"1".');
  const ifNoneExist = textOf(request['ifNoneExist'])?.replace(/^\?/, '') ?? null;
  const common = { index, fullUrl, type, method, resource, ifMatch: version, ifNoneExist } as const;
  if (method === 'POST') {
    if (url !== type)
      return say(
        'value',
        `${place}.request.url`,
        'A create must be sent to the type of its resource.',
      );
    return [{ ...common, id: undefined }];
  }
  if (url.includes('?'))
    return say('not-supported', `${place}.request.url`, 'An update must name its resource by id.');
  const parts = partsOf(url);
  if (parts?.type !== type || parts.server !== undefined || parts.version !== undefined)
    return say(
      'value',
      `${place}.request.url`,
      'An update must be sent to the type and id of its resource.',
    );
  if (resource.id !== parts.id)
    return say('value', `${place}.resource.id`, 'An update must carry the id that it is sent to.');
  return [{ ...common, id: parts.id }];
}

function findDuplicates(drafts: readonly Draft[], issues: Issue[]): void {
  const seen = new Set<string>();
  for (const { index, fullUrl, type, id } of drafts)
    for (const [name, what] of [
      [fullUrl, 'fullUrl'],
      [id === undefined ? null : `${type}/${id}`, 'request.url'],
    ] as const) {
      if (name === null) continue;
      const key = `${what} ${name}`;
      if (seen.has(key) && issues.length < 100)
        issues.push({
          severity: 'error',
          code: 'duplicate',
          expression: `Bundle.entry[${index}].${what}`,
          message: 'The same resource stands twice in the transaction.',
        });
      seen.add(key);
    }
}

function reasonOf(issues: readonly Issue[]): 'invalid' | 'not-supported' {
  return issues.every(({ code }) => code === 'not-supported') ? 'not-supported' : 'invalid';
}

function refused(
  because: 'too-many' | 'invalid' | 'not-supported',
  code: IssueCode,
  expression: string,
  message: string,
): TransactionPlan {
  return { ok: false, because, issues: [{ severity: 'error', code, expression, message }] };
}

/** The resource with this id right behind its type. */
function withId(resource: Resource, id: string): Resource {
  const { resourceType, id: _old, ...rest } = resource;
  return { resourceType, id, ...rest };
}
