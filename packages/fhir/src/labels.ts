import { ownerOf, resourceTypes } from './definitions.ts';
import type { ElementType, Owner } from './definitions.ts';
import { kindOf } from './kind.ts';
import { labelsOfCode, labelsOfWords } from './recognise.ts';
import { referencesOf } from './reference.ts';
import { isRecord, listOf, recordsOf, textOf } from './resource.ts';
import type { Resource } from './resource.ts';
import { labelsGiven } from './sensitivity.ts';

type Members = Readonly<Record<string, unknown>>;

/**
 * All labels of a resource in alphabetical order: its own, those of what it contains, and those of each
 * entry that it names as reason, indication, focus, condition, result or content, transitively.
 * `resolve` finds the resource that a reference names, or nothing where it is not at hand.
 */
export function labelsOf(
  resource: Resource,
  resolve: (reference: string) => Resource | undefined = () => undefined,
): string[] {
  const found = new Set<string>();
  const seen = new Set<Resource>([resource]);
  for (const each of seen) {
    for (const label of ownLabels(each)) found.add(label);
    for (const reference of labelSources(each)) {
      const target = resolve(reference);
      if (target) seen.add(target);
    }
  }
  return [...found].toSorted();
}

/**
 * The labels that a resource and what it contains tell by themselves; a directory entry only has those
 * given. `wordsOf` may remember what it was asked before.
 */
export function ownLabels(
  resource: Resource,
  wordsOf: (text: string) => readonly string[] = labelsOfWords,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const each of [resource, ...recordsOf(resource['contained'])]) {
    const meta = isRecord(each['meta']) ? each['meta'] : {};
    for (const coding of recordsOf(meta['security']))
      for (const label of labelsGiven(textOf(coding['system']), textOf(coding['code']) ?? ''))
        found.add(label);
  }
  if (kindOf(resource) !== 'directory') scanResource(resource, { found, wordsOf }, 0);
  return found;
}

/** The references of a resource whose labels it takes over, without those to what it contains. */
export function labelSources(resource: Resource): string[] {
  const billing = kindOf(resource) === 'billing';
  return referencesOf(resource)
    .filter(({ path, reference }) => {
      if (reference.startsWith('#')) return false;
      const name = path.slice(path.lastIndexOf('.') + 1);
      return carrying.has(name) || (billing && name === 'encounter');
    })
    .map(({ reference }) => reference);
}

/** The elements that name a reason, indication, focus, condition, result or content, by their last name. */
const carrying: ReadonlySet<string> = new Set(
  (
    'about addresses assessment authorizingPrescription basedOn basis chargeItemReference ' +
    'claim complicationDetail condition content contentReference derivedFrom detail ' +
    'diagnosisReference entry finding focus goal hasMember imagingStudy immunizationEvent ' +
    'implicated indication instance investigation item itemReference link manipulated ' +
    'medicationReference originalPrescription outcomeReference partOf prescription ' +
    'priorPrescription problem procedureReference reasonReference ref reference ' +
    'referenceDocument related report request result resultingCondition securityContext ' +
    'service sourceReference statusReasonReference subjectMedicalHistory supportingInfo ' +
    'supportingInformation target usedReference valueReference what'
  ).split(' '),
);

/** Texts beside codes that name what an entry is about. */
const naming: ReadonlySet<string> = new Set(['title', 'description', 'text']);

/** What a scan has found, and how it reads words. */
interface Scan {
  readonly found: Set<string>;
  readonly wordsOf: (text: string) => readonly string[];
}

function scanResource(value: Members, scan: Scan, depth: number): void {
  const type = textOf(value['resourceType']) ?? '';
  if (type === 'MolecularSequence') scan.found.add('GDIS');
  const owner = resourceTypes.has(type) ? ownerOf(type) : undefined;
  if (owner) scanMembers(value, owner, scan, depth);
}

function scanMembers(value: Members, owner: Owner, scan: Scan, depth: number): void {
  if (depth > 60) return;
  for (const [key, member] of Object.entries(value)) {
    const element = owner.elements.get(key);
    if (!element || (depth === 0 && key === 'meta')) continue;
    for (const each of listOf(member))
      if (isRecord(each)) scanValue(each, element.type, scan, depth);
      else if (typeof each === 'string' && tells(owner.name, key)) add(scan.wordsOf(each), scan);
  }
}

/** Whether a text member names what the entry is about: no narrative, note or name of a person. */
function tells(owner: string, key: string): boolean {
  if (owner === 'Coding' || owner === 'Reference') return key === 'display';
  if (owner === 'CodeableConcept') return key === 'text';
  if (owner === 'Attachment') return key === 'title';
  return naming.has(key) && (ownerOf(owner)?.resource === true || owner.includes('.'));
}

function scanValue(value: Members, type: ElementType, scan: Scan, depth: number): void {
  if (type.code === 'Coding') {
    const code = textOf(value['code']);
    if (code !== undefined) add(labelsOfCode(textOf(value['system']) ?? '', code), scan);
  }
  if (type.owner) scanMembers(value, type.owner, scan, depth + 1);
  else scanResource(value, scan, depth + 1);
}

function add(labels: readonly string[], { found }: Scan): void {
  for (const label of labels) found.add(label);
}
