import { disorders } from './sensitive-disorders.ts';
import { icd10, icd9 } from './sensitive-diagnoses.ts';
import { findings } from './sensitive-findings.ts';
import { atc, rxnorm } from './sensitive-medicines.ts';
import { loinc } from './sensitive-observables.ts';
import { words } from './sensitive-words.ts';
import { sensitiveLabels } from './sensitivity.ts';
import type { SensitiveLabel } from './sensitivity.ts';

type Codes = ReadonlyMap<string, readonly SensitiveLabel[]>;
type Lists = Readonly<Partial<Record<SensitiveLabel, string>>>;
type Range = readonly [from: string, to: string];

const none: readonly SensitiveLabel[] = [];

/** The labels that a code of a code system tells by the lists of this package. */
export function labelsOfCode(system: string, code: string): readonly SensitiveLabel[] {
  const codes = systems.get(system);
  if (codes) return codes.get(code) ?? none;
  const ranges = rangesOf(system);
  if (!ranges) return none;
  const bare = code.replaceAll('.', '').toUpperCase();
  return sensitiveLabels.filter((label) =>
    ranges
      .get(label)
      ?.some(([from, to]) => bare.slice(0, from.length) >= from && bare.slice(0, to.length) <= to),
  );
}

/** The labels that the words tell which a code, a concept or a reference displays. */
export function labelsOfWords(text: string): readonly SensitiveLabel[] {
  if (text.length > 1000) return labelsOfWords(text.slice(0, 1000));
  return sensitiveLabels.filter((label) => words[label].test(text));
}

const sct = codesIn(disorders, findings);
const rx = codesIn(rxnorm);
const systems: ReadonlyMap<string, Codes> = new Map<string, Codes>([
  ['http://snomed.info/sct', sct],
  ['urn:oid:2.16.840.1.113883.6.96', sct],
  ['http://loinc.org', codesIn(loinc)],
  ['http://www.nlm.nih.gov/research/umls/rxnorm', rx],
  ['urn:oid:2.16.840.1.113883.6.88', rx],
  [
    'http://terminology.hl7.org/CodeSystem/v2-0074',
    new Map([
      ['GE', ['GDIS']],
      ['CG', ['GDIS']],
    ]),
  ],
]);

const byIcd10 = rangesIn(icd10);
const byIcd9 = rangesIn(icd9);
const byAtc = rangesIn(atc);

function rangesOf(system: string): ReadonlyMap<SensitiveLabel, readonly Range[]> | undefined {
  if (/icd-?10|2\.16\.840\.1\.113883\.6\.(3|90)$/i.test(system)) return byIcd10;
  if (/icd-?9|2\.16\.840\.1\.113883\.6\.103$/i.test(system)) return byIcd9;
  if (/whocc\.no\/atc|\/atc$|2\.16\.840\.1\.113883\.6\.73$/i.test(system)) return byAtc;
  return undefined;
}

/** The first word of each line, or every word where the lines hold codes alone. */
function codesIn(...lists: readonly Lists[]): Codes {
  const found = new Map<string, SensitiveLabel[]>();
  for (const list of lists)
    for (const label of sensitiveLabels)
      for (const line of (list[label] ?? '').trim().split('\n')) {
        const codes = /[A-Za-z]/.test(line) ? [line.split(' ')[0] ?? ''] : line.split(' ');
        for (const code of codes) found.set(code, [...(found.get(code) ?? []), label]);
      }
  return found;
}

function rangesIn(list: Lists): ReadonlyMap<SensitiveLabel, readonly Range[]> {
  return new Map(
    sensitiveLabels.map((label) => [
      label,
      (list[label] ?? '')
        .split(' ')
        .filter((each) => each !== '')
        .map((each): Range => {
          const [from = '', to = from] = each.split('..');
          return [from, to];
        }),
    ]),
  );
}
