import { kindOf } from './kind.ts';
import type { Kind } from './kind.ts';
import { labelSources, ownLabels } from './labels.ts';
import { labelsOfWords } from './recognise.ts';
import { partsOf } from './reference.ts';
import { isRecord, isResource, recordsOf, textOf } from './resource.ts';
import type { Resource } from './resource.ts';

/** One entry of a bundle with its kind and all its labels. */
export interface LabelledEntry {
  readonly fullUrl: string | null;
  readonly type: string;
  readonly kind: Kind;
  readonly labels: readonly string[];
}

/**
 * Kind and labels of every entry that has a resource, in the order of the bundle; references are
 * followed within it. The same labels as `labelsOf` gives, and a Binary takes those of the document
 * that attaches it as well.
 */
export function labelBundle(bundle: unknown): LabelledEntry[] {
  const entries = isRecord(bundle) ? recordsOf(bundle['entry']) : [];
  const nodes = entries.flatMap((entry) => {
    const { resource } = entry;
    return isResource(resource) ? [{ fullUrl: textOf(entry['fullUrl']) ?? null, resource }] : [];
  });
  const indexes = new Map<string, number>();
  for (const [index, { fullUrl, resource }] of nodes.entries())
    for (const name of namesOf(fullUrl, resource)) if (!indexes.has(name)) indexes.set(name, index);

  const takers = nodes.map((): number[] => []);
  for (const [index, { resource }] of nodes.entries()) {
    for (const reference of labelSources(resource)) {
      const source = indexes.get(unversioned(reference));
      if (source !== undefined) takers[source]?.push(index);
    }
    for (const url of attachmentsOf(resource)) {
      const binary = indexes.get(unversioned(url));
      if (binary !== undefined) takers[index]?.push(binary);
    }
  }
  const known = new Map<string, readonly string[]>();
  const wordsOf = (text: string): readonly string[] => {
    const labels = known.get(text) ?? labelsOfWords(text);
    known.set(text, labels);
    return labels;
  };
  const labels = nodes.map(({ resource }) => new Set(ownLabels(resource, wordsOf)));
  spread(labels, takers);
  return nodes.map(({ fullUrl, resource }, index) => ({
    fullUrl,
    type: resource.resourceType,
    kind: kindOf(resource),
    labels: [...(labels[index] ?? [])].toSorted(),
  }));
}

/** Hands each label on to whoever takes it, until nothing changes; cycles of references are harmless. */
function spread(labels: readonly Set<string>[], takers: readonly (readonly number[])[]): void {
  const waiting = [...labels.keys()].filter((index) => (labels[index]?.size ?? 0) > 0);
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const given = labels[at] ?? new Set<string>();
    for (const taker of takers[at] ?? []) {
      const taken = labels[taker];
      if (!taken) continue;
      const before = taken.size;
      for (const label of given) taken.add(label);
      if (taken.size > before) waiting.push(taker);
    }
  }
}

function namesOf(fullUrl: string | null, resource: Resource): string[] {
  const parts = fullUrl === null ? undefined : partsOf(fullUrl);
  return [
    ...(fullUrl === null ? [] : [fullUrl]),
    ...(parts ? [`${parts.type}/${parts.id}`] : []),
    ...(resource.id === undefined ? [] : [`${resource.resourceType}/${resource.id}`]),
  ];
}

function unversioned(reference: string): string {
  const at = reference.indexOf('/_history/');
  return at < 0 ? reference : reference.slice(0, at);
}

function attachmentsOf(value: unknown, depth = 0): string[] {
  if (depth > 60 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => attachmentsOf(each, depth + 1));
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'attachment' && isRecord(each)
      ? [textOf(each['url']) ?? '']
      : attachmentsOf(each, depth + 1),
  );
}
