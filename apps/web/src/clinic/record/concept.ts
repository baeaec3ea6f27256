import { at, listOf, textOf } from './json.ts';

/** What a CodeableConcept says in words: its text, else the first display, else the first code. */
export function wordsOf(concept: unknown): string {
  const codings = listOf(at(concept, 'coding'));
  const words =
    textOf(at(concept, 'text')) ??
    codings.map((coding) => textOf(at(coding, 'display'))).find((each) => each !== undefined) ??
    textOf(at(codings[0], 'code')) ??
    '';
  // SNOMED CT's semantic tags are for coders.
  return words.replace(/ \((?:disorder|finding|situation|procedure|substance|event)\)$/, '');
}

/** The codes of a CodeableConcept as `system|code`. */
export function codesOf(concept: unknown): readonly string[] {
  return listOf(at(concept, 'coding')).flatMap((coding) => {
    const code = textOf(at(coding, 'code'));
    return code === undefined ? [] : [`${textOf(at(coding, 'system')) ?? ''}|${code}`];
  });
}

/** Whether two lists of codes share one. */
export function shareCode(left: readonly string[], right: readonly string[]): boolean {
  return left.some((code) => right.includes(code));
}

/** The plain codes of a CodeableConcept or a list of them, without their systems. */
export function plainCodesOf(concepts: unknown): readonly string[] {
  return listOf(concepts)
    .flatMap(codesOf)
    .map((each) => each.slice(each.lastIndexOf('|') + 1));
}
