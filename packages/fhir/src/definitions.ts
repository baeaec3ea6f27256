import { elements as table } from './elements.generated.ts';
import { isRecord, textOf } from './resource.ts';

/** The codes of a required binding. */
interface Binding {
  readonly codes: ReadonlySet<string>;
  /** The code system, where all the codes are of one. */
  readonly system: string | undefined;
  /** `system|code` of each. */
  readonly concepts: ReadonlySet<string>;
}

/** One type that an element may have. */
export interface ElementType {
  /** A FHIR type; `Resource` for an embedded resource, empty for a component, which has only an owner. */
  readonly code: string;
  /** What the value's own elements are; undefined for a primitive and for an embedded resource. */
  readonly owner: Owner | undefined;
  readonly targets: ReadonlySet<string> | undefined;
  readonly binding: Binding | undefined;
  readonly primitive: boolean;
}

/** One JSON member that an owner may have; a choice has one for each of its types. */
export interface Element {
  readonly key: string;
  /** The name in the definitions without `[x]`. */
  readonly name: string;
  readonly least: number;
  /** Infinity where any number is allowed. */
  readonly most: number;
  readonly choice: boolean;
  readonly type: ElementType;
}

/** A resource type, data type or component, with its elements by JSON key. */
export interface Owner {
  readonly name: string;
  readonly resource: boolean;
  readonly elements: ReadonlyMap<string, Element>;
  /** The keys of which one must be there, for each mandatory element. */
  readonly mandatory: readonly { readonly name: string; readonly keys: readonly string[] }[];
}

interface Draft {
  name: string;
  resource: boolean;
  kin: string;
  elements: Map<string, Element>;
  mandatory: { name: string; keys: string[] }[];
}

const kinNames: Readonly<Record<string, string>> = {
  R: 'Resource',
  D: 'DomainResource',
  E: 'Element',
  B: 'BackboneElement',
};

const rows = table
  .trim()
  .split('\n')
  .map((line): unknown => JSON.parse(line))
  .filter(Array.isArray);

const bindings = readBindings();
const owners = readOwners();

/** What R4 defines under a name such as `Patient`, `Period` or `Patient.contact`. */
export function ownerOf(name: string): Owner | undefined {
  return owners.get(name);
}

/** The names of all resource types of R4 that can be stored. */
export const resourceTypes: ReadonlySet<string> = new Set(
  [...owners.values()]
    .filter(({ name, resource }) => resource && name !== 'Resource' && name !== 'DomainResource')
    .map(({ name }) => name),
);

/** Every element name that R4 uses anywhere: what an answer may repeat without repeating a person's data. */
export const elementNames: ReadonlySet<string> = new Set(
  [...owners.values()].flatMap(({ elements }) => [...elements.keys()]),
);

function readBindings(): ReadonlyMap<string, Binding> {
  const found = new Map<string, { codes: Set<string>; systems: string[]; concepts: Set<string> }>();
  for (const [mark, name, system, list] of rows) {
    if (mark !== '=') continue;
    const draft = found.get(String(name)) ?? { codes: new Set(), systems: [], concepts: new Set() };
    draft.systems.push(String(system));
    for (const code of String(list).split(' ')) {
      draft.codes.add(code);
      draft.concepts.add(`${String(system)}|${code}`);
    }
    found.set(String(name), draft);
  }
  return new Map(
    [...found].map(([name, { codes, systems, concepts }]) => [
      name,
      { codes, concepts, system: systems.length === 1 ? systems[0] : undefined },
    ]),
  );
}

function readOwners(): ReadonlyMap<string, Owner> {
  const drafts = new Map<string, Draft>();
  const ownerRows = rows.filter(([mark]) => mark !== '=');
  for (const [name, kin] of ownerRows) {
    const resource = kin === 'R' || kin === 'D' || name === 'Resource' || name === 'DomainResource';
    drafts.set(String(name), {
      name: String(name),
      resource,
      kin: String(kin),
      elements: new Map(),
      mandatory: [],
    });
  }
  const types = new Map<string, ElementType>();
  for (const [name, , members] of ownerRows) {
    const draft = drafts.get(String(name));
    if (!draft || !isRecord(members)) continue;
    for (const [element, spec] of Object.entries(members))
      if (Array.isArray(spec))
        addElement(draft, element, spec, (text) => typeOf(text, drafts, types));
  }
  for (const draft of drafts.values()) inherit(draft, drafts);
  return drafts;
}

function addElement(
  draft: Draft,
  named: string,
  [least, most, ...specs]: readonly unknown[],
  type: (text: string) => ElementType,
): void {
  const choice = named.endsWith('[x]');
  const name = choice ? named.slice(0, -3) : named;
  const keys: string[] = [];
  for (const spec of specs) {
    const of = type(textOf(spec) ?? '');
    const key = choice ? name + of.code.charAt(0).toUpperCase() + of.code.slice(1) : name;
    keys.push(key);
    draft.elements.set(key, {
      key,
      name,
      least: Number(least),
      most: most === 0 ? Infinity : Number(most),
      choice,
      type: of,
    });
  }
  if (Number(least) > 0) draft.mandatory.push({ name, keys });
}

/** Reads `Reference:Patient,Group`, `code=observation-status`, `@Observation.component` or a plain type. */
function typeOf(
  text: string,
  drafts: ReadonlyMap<string, Draft>,
  known: Map<string, ElementType>,
): ElementType {
  const same = known.get(text);
  if (same) return same;
  const component = text.startsWith('@');
  const [code = '', binding] = component ? [''] : text.split('=');
  const [bare = '', targets] = code.split(':');
  const owner = component ? drafts.get(text.slice(1)) : drafts.get(bare);
  const type: ElementType = {
    code: bare === 'SimpleQuantity' || bare === 'MoneyQuantity' ? 'Quantity' : bare,
    owner: owner?.resource ? undefined : owner,
    targets: targets === undefined ? undefined : new Set(targets.split(',')),
    binding: binding === undefined ? undefined : bindings.get(binding),
    primitive: owner === undefined,
  };
  known.set(text, type);
  return type;
}

function inherit(draft: Draft, drafts: ReadonlyMap<string, Draft>): void {
  const parent = drafts.get(kinNames[draft.kin] ?? '');
  if (!parent) return;
  for (const [key, element] of parent.elements)
    if (!draft.elements.has(key)) draft.elements.set(key, element);
}
