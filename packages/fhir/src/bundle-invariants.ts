import { rule } from './invariant.ts';
import type { Invariants, Members } from './invariant.ts';
import { isRecord, recordsOf, textOf } from './resource.ts';

const isOneOf = (value: unknown, ...types: string[]): boolean =>
  types.some((type) => type === value);
const everyEntry = (bundle: Members, holds: (entry: Members) => boolean): boolean =>
  recordsOf(bundle['entry']).every(holds);
const firstType = (bundle: Members): unknown => {
  const resource = recordsOf(bundle['entry'])[0]?.['resource'];
  return isRecord(resource) ? resource['resourceType'] : undefined;
};

/** The rules of bundles, bdl-1 to bdl-12. */
export const bundleInvariants: Invariants = [
  [
    'Bundle',
    [
      rule(
        'bdl-1',
        'only a search or history has a total.',
        ({ total, type }) => total === undefined || isOneOf(type, 'searchset', 'history'),
      ),
      rule(
        'bdl-2',
        'only an entry of a search has search.',
        (bundle) =>
          bundle['type'] === 'searchset' ||
          everyEntry(bundle, ({ search }) => search === undefined),
      ),
      rule(
        'bdl-3',
        'an entry has a request exactly in a batch, transaction or history.',
        (bundle) =>
          everyEntry(
            bundle,
            ({ request }) =>
              (request !== undefined) ===
              isOneOf(bundle['type'], 'batch', 'transaction', 'history'),
          ),
      ),
      rule('bdl-4', 'an entry has a response exactly in a response or history.', (bundle) =>
        everyEntry(
          bundle,
          ({ response }) =>
            (response !== undefined) ===
            isOneOf(bundle['type'], 'batch-response', 'transaction-response', 'history'),
        ),
      ),
      rule('bdl-7', 'a full URL stands once for each version.', isUnique),
      rule(
        'bdl-9',
        'a document has an identifier with system and value.',
        ({ type, identifier }) =>
          type !== 'document' ||
          (isRecord(identifier) &&
            textOf(identifier['system']) !== undefined &&
            textOf(identifier['value']) !== undefined),
      ),
      rule(
        'bdl-10',
        'a document has a date.',
        ({ type, timestamp }) => type !== 'document' || timestamp !== undefined,
      ),
      rule(
        'bdl-11',
        'a document begins with a Composition.',
        (bundle) => bundle['type'] !== 'document' || firstType(bundle) === 'Composition',
      ),
      rule(
        'bdl-12',
        'a message begins with a MessageHeader.',
        (bundle) => bundle['type'] !== 'message' || firstType(bundle) === 'MessageHeader',
      ),
    ],
  ],
  [
    'Bundle.entry',
    [
      rule(
        'bdl-5',
        'an entry has a resource, a request or a response.',
        ({ resource, request, response }) =>
          resource !== undefined || request !== undefined || response !== undefined,
      ),
      rule(
        'bdl-8',
        'a full URL names no version.',
        ({ fullUrl }) => !textOf(fullUrl)?.includes('/_history/'),
      ),
    ],
  ],
];

/** bdl-7; a history has the same address once for each of its versions. */
function isUnique(bundle: Members): boolean {
  if (bundle['type'] === 'history') return true;
  const seen = new Set<string>();
  return everyEntry(bundle, ({ fullUrl, resource }) => {
    const url = textOf(fullUrl);
    if (url === undefined) return true;
    const meta = isRecord(resource) && isRecord(resource['meta']) ? resource['meta'] : {};
    const key = `${url} ${textOf(meta['versionId']) ?? ''}`;
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
}
