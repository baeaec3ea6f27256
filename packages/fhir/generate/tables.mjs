// Writes src/elements.generated.ts and src/searches.generated.ts from the R4 definitions (see README.md).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const source = process.argv[2];
if (!source) throw new Error('usage: node tables.mjs FOLDER-OF-DEFINITIONS');
const read = (name) => JSON.parse(readFileSync(join(source, name), 'utf8'));
const resources = (name) => read(name).entry.map((entry) => entry.resource);
const last = (url) => url.slice(url.lastIndexOf('/') + 1);
const byName = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const structures = [
  ...resources('profiles-types.json'),
  ...resources('profiles-resources.json'),
].filter((each) => each.resourceType === 'StructureDefinition' && each.kind !== 'logical');
const profiled = new Set(['SimpleQuantity', 'MoneyQuantity']);
const base = structures.filter((each) => each.derivation !== 'constraint' || profiled.has(each.id));

// Required bindings -------------------------------------------------------------------------------
const sets = new Map();
const systems = new Map();
for (const file of ['valuesets.json', 'v3-codesystems.json', 'v2-tables.json'])
  for (const each of resources(file)) {
    if (each.resourceType === 'ValueSet') sets.set(each.url, each);
    if (each.resourceType === 'CodeSystem') systems.set(each.url, each);
  }
const conceptsOf = (concepts = []) =>
  concepts.flatMap((each) => [each.code, ...conceptsOf(each.concept)]);
const used = new Map();

function codesOf(url, seen = new Set()) {
  const set = sets.get(url.split('|')[0]);
  if (!set?.compose || seen.has(url)) return undefined;
  const found = new Map();
  const add = (system, codes) =>
    found.set(system, [...new Set([...(found.get(system) ?? []), ...codes])]);
  for (const include of set.compose.include) {
    if (include.filter) return undefined;
    if (include.concept)
      add(
        include.system,
        include.concept.map((each) => each.code),
      );
    else if (include.system) {
      const system = systems.get(include.system);
      if (!system?.concept || !['complete', undefined].includes(system.content)) return undefined;
      add(include.system, conceptsOf(system.concept));
    }
    for (const other of include.valueSet ?? []) {
      const inner = codesOf(other, new Set([...seen, url]));
      if (!inner) return undefined;
      for (const [system, codes] of inner) add(system, codes);
    }
  }
  for (const exclude of set.compose.exclude ?? [])
    found.set(
      exclude.system,
      (found.get(exclude.system) ?? []).filter(
        (code) => !exclude.concept?.some((each) => each.code === code),
      ),
    );
  return found;
}

function bound(type, binding) {
  if (binding?.strength !== 'required' || !['code', 'CodeableConcept', 'Coding'].includes(type))
    return type;
  const url = binding.valueSet?.split('|')[0];
  const codes = url && codesOf(url);
  if (!codes || [...codes.values()].flat().some((code) => /\s/.test(code))) return type;
  const name = url.startsWith('http://hl7.org/fhir/ValueSet/') ? last(url) : `v-${last(url)}`;
  used.set(name, codes);
  return `${type}=${name}`;
}

// Elements ------------------------------------------------------------------------------------------
const inherited = {
  R: ['id', 'meta', 'implicitRules', 'language'],
  D: [
    'id',
    'meta',
    'implicitRules',
    'language',
    'text',
    'contained',
    'extension',
    'modifierExtension',
  ],
  E: ['id', 'extension'],
  B: ['id', 'extension', 'modifierExtension'],
};
const baseOf = { Resource: 'R', DomainResource: 'D', Element: 'E', BackboneElement: 'B' };

function typesOf(element, root) {
  if (element.contentReference) return [`@${element.contentReference.slice(1)}`];
  return (element.type ?? []).flatMap((type) => {
    if (type.code.startsWith('http://hl7.org/fhirpath/')) {
      if (
        element.path === 'Resource.id' ||
        (root.kind === 'resource' && element.path === `${root.type}.id`)
      )
        return ['id'];
      return ['string'];
    }
    if (type.code === 'BackboneElement' || type.code === 'Element') return [`@${element.path}`];
    if (type.code === 'Reference') {
      const targets = (type.targetProfile ?? []).map(last).filter((each) => each !== 'Resource');
      return [targets.length ? `Reference:${targets.join(',')}` : 'Reference'];
    }
    const profile = type.profile && last(type.profile[0]);
    if (profile && profiled.has(profile)) return [profile];
    return [bound(type.code, element.binding)];
  });
}

const owners = new Map();
for (const root of base) {
  if (root.kind === 'primitive-type') continue;
  const rename = (path) => (profiled.has(root.id) ? path.replace(/^Quantity/, root.id) : path);
  for (const element of root.snapshot.element) {
    const path = rename(element.path);
    if (element.max === '0') continue;
    const dot = path.lastIndexOf('.');
    if (dot < 0) {
      owners.set(path, {});
      continue;
    }
    const owner = path.slice(0, dot);
    if (!owners.has(owner)) owners.set(owner, {});
    owners.get(owner)[path.slice(dot + 1)] = [
      element.min,
      element.max === '*' ? 0 : Number(element.max),
      ...typesOf(element, root),
    ];
  }
}

const heirs = new Map(base.map((each) => [each.id, baseOf[last(each.baseDefinition ?? '')] ?? '']));
const lines = [];
for (const [owner, elements] of [...owners].toSorted(([a], [b]) => byName(a, b))) {
  let kin =
    heirs.get(owner) ?? (owner.includes('.') ? ('modifierExtension' in elements ? 'B' : 'E') : '');
  if (owner in baseOf) kin = '';
  if (profiled.has(owner)) kin = 'E';
  for (const name of kin ? inherited[kin] : []) {
    if (!(name in elements)) throw new Error(`${owner} lacks ${name}`);
    delete elements[name];
  }
  lines.push([owner, kin, elements]);
}
for (const [name, codes] of [...used].toSorted(([a], [b]) => byName(a, b)))
  for (const [system, list] of codes) lines.push(['=', name, system, list.join(' ')]);

// Search parameters -----------------------------------------------------------------------------------
const searches = new Map();
for (const each of resources('search-parameters.json')) {
  if (!each.expression && each.type !== 'composite') continue;
  for (const type of each.base) {
    const parts = (each.expression ?? '')
      .split('|')
      .map((part) => part.trim())
      .filter((part) => each.base.length === 1 || new RegExp(`^\\(?${type}\\b`).test(part));
    if (!searches.has(type)) searches.set(type, []);
    searches.get(type).push([each.code, each.type, parts.filter(Boolean).join(' | ')]);
  }
}
const compartment = read('compartmentdefinition-patient.json').resource.filter(
  (each) => each.param,
);
const searchLines = [...searches]
  .toSorted(([a], [b]) => byName(a, b))
  .map(([type, list]) => [type, ...list.toSorted(([a], [b]) => byName(a, b))]);
for (const each of compartment) searchLines.push(['=patient', each.code, ...each.param]);

// Files ---------------------------------------------------------------------------------------------------
function write(name, says, rows) {
  const text = rows.map((row) => JSON.stringify(row)).join('\n');
  if (/`|\$\{/.test(text)) throw new Error('the text does not fit a raw template');
  const file = `// Generated from the FHIR R4 (4.0.1) definitions by generate/tables.mjs; not edited by hand.\n/** ${says} */\nexport const ${name}: string = String.raw\`\n${text}\n\`;\n`;
  writeFileSync(new URL(`../src/${name}.generated.ts`, import.meta.url), file);
  process.stderr.write(`${name}: ${rows.length} lines, ${file.length} bytes\n`);
}
write('elements', 'Every element of the R4 base definitions, one JSON line an owner.', lines);
write('searches', 'Every R4 search parameter, one JSON line a resource type.', searchLines);
