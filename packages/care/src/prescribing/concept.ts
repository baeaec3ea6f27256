import { isObject } from '../shape.ts';

/** What a coded thing is: its codes as `system|code`, its words, and the substances that its words name. */
export interface Concept {
  readonly codes: ReadonlySet<string>;
  readonly text: string;
  readonly substances: ReadonlySet<string>;
}

const nothing: Concept = { codes: new Set(), text: '', substances: new Set() };

/** Reads a FHIR CodeableConcept. */
export function conceptOf(value: unknown): Concept {
  if (!isObject(value)) return nothing;
  const codings = (Array.isArray(value['coding']) ? value['coding'] : []).filter(isObject);
  const words = [value['text'], ...codings.map(({ display }) => display)].filter(
    (each) => typeof each === 'string',
  );
  const codes = codings.flatMap(({ system, code }) =>
    typeof code === 'string' ? [`${typeof system === 'string' ? system : ''}|${code}`] : [],
  );
  return {
    codes: new Set(codes),
    text: words[0] ?? codes[0] ?? '',
    substances: new Set(words.flatMap(substancesIn)),
  };
}

/** The concept of a medicine: coded, or through the Medication that it refers to. */
export function medicineOf(
  resource: Readonly<Record<string, unknown>>,
  resolve: (reference: string) => unknown,
): Concept {
  if (isObject(resource['medicationCodeableConcept']))
    return conceptOf(resource['medicationCodeableConcept']);
  const { medicationReference, contained } = resource;
  const reference = isObject(medicationReference) ? medicationReference['reference'] : undefined;
  if (typeof reference !== 'string') return conceptOf(resource['code'] ?? resource);
  const inside = (Array.isArray(contained) ? contained : [])
    .filter(isObject)
    .find(({ id }) => `#${String(id)}` === reference);
  const found = inside ?? resolve(reference);
  if (isObject(found)) return conceptOf(found['code']);
  const display = isObject(medicationReference) ? medicationReference['display'] : undefined;
  return conceptOf({ text: display });
}

const salts =
  /(?<=[a-z] )(?:acetate|anhydrous|besylate|bitartrate|bromide|calcium|chloride|citrate|fumarate|hydrobromide|hydrochloride|magnesium|maleate|mesylate|monohydrate|phosphate|potassium|sodium|succinate|sulfate|tartrate|trihydrate)\b/g;
const ahead = /^(?:\d+(?:\.\d+)?\s*(?:hr|ml|mg|actuat)\s+|allerg(?:y|ic)(?: reaction)? to\s+)+/;
const behind =
  /\s*(?:\(.*|\d.*|\b(?:allergy|capsule|injection|oral|pill|solution|substance|tablet)\b.*)$/;

/** The substances that the name of a medicine or allergy names, without strength, form and salt. */
function substancesIn(words: string): string[] {
  const plain = words
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
  const brand = /\[([^\]]+)\]/.exec(plain)?.[1];
  const parts = plain.replaceAll(/\[[^\]]*\]/g, '').split(/\s*(?:\/|\+|,| and )\s*/);
  return [...parts, ...(brand === undefined ? [] : [brand])]
    .map((part) =>
      part
        .trim()
        .replace(ahead, '')
        .replace(behind, '')
        .replaceAll(salts, '')
        .replaceAll(/[^a-z ]+/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part.length > 2);
}

/** Substances of which one stands for the others in an allergy; by the endings that international names share. */
const families: readonly (readonly [name: RegExp, members: RegExp])[] = [
  [/^penicillins?\b/, /cillin\b/],
  [/^cephalosporins?\b/, /^ce(?:f|ph)/],
  [/^sul(?:f|ph)(?:a|onamides?)\b/, /^sul(?:f|ph)a[a-z]{3,}/],
  [
    /^(?:nsaids?|salicylates?)\b/,
    /^(?:aspirin|ibuprofen|naproxen|diclofenac|ketorolac|celecoxib)\b/,
  ],
  [/^statins?\b/, /statin\b/],
  [/^ace inhibitors?\b/, /pril\b/],
];

/** Why two concepts are the same thing, or one is of the other's family; undefined where they are not. */
export function sameness(
  one: Concept,
  other: Concept,
): 'code' | 'family' | 'substance' | undefined {
  if ([...one.codes].some((code) => other.codes.has(code))) return 'code';
  if ([...one.substances].some((name) => other.substances.has(name))) return 'substance';
  const isOfFamily = ({ substances: named }: Concept, { substances }: Concept) =>
    families.some(
      ([name, members]) =>
        [...named].some((each) => name.test(each)) &&
        [...substances].some((each) => members.test(each)),
    );
  return isOfFamily(one, other) || isOfFamily(other, one) ? 'family' : undefined;
}
