import * as v from 'valibot';
import type { Version } from './version.ts';

const maybeWords = v.fallback(v.optional(v.string()), undefined);
const patientForm = v.object({
  name: v.fallback(
    v.array(
      v.object({
        family: maybeWords,
        given: v.fallback(v.array(v.string()), []),
        text: maybeWords,
      }),
    ),
    [],
  ),
  birthDate: maybeWords,
});
const letters = new Intl.Collator('en', { sensitivity: 'base' });

/**
 * Whether two hospitals' parts are about one person: a name that both know, and the same full birth date (R9). Case, accents,
 * hyphens and the order of names do not count; what is missing on either side is no match.
 */
export function isSamePerson(own: readonly Version[], handed: readonly Version[]): boolean {
  const [here, there] = [patientsIn(own), patientsIn(handed)];
  return (
    there.length > 0 &&
    there.every((other) =>
      here.some(
        (one) =>
          /^\d{4}-\d{2}-\d{2}$/.test(one.born) &&
          one.born === other.born &&
          one.names.some((a) => other.names.some((b) => letters.compare(a, b) === 0)),
      ),
    )
  );
}

function patientsIn(versions: readonly Version[]) {
  return versions
    .filter(({ type, enteredInError }) => type === 'Patient' && !enteredInError)
    .map(({ resource }) => {
      const { name, birthDate = '' } = v.parse(patientForm, resource);
      const names = name.map(({ family = '', given, text = '' }) =>
        wordsOf(family === '' && given.length === 0 ? text : [...given, family].join(' ')),
      );
      return { born: birthDate, names: names.filter((each) => each !== '') };
    });
}

/** The single words of a name without accents, in alphabetical order. */
function wordsOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .split(/[\s-]+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]+/gu, ''))
    .filter((word) => word !== '')
    .toSorted((a, b) => letters.compare(a, b))
    .join(' ');
}
