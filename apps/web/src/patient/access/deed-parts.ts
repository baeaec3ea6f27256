import type { DeedPart } from '../../parts/deed.tsx';
import type { Draft } from './grants.ts';

/** The lines of a consent beside what is new in it: what holds already, and what it always says. */
export interface DeedText {
  readonly kept: readonly string[];
  readonly always: readonly string[];
}

/** Sorts the lines of a drawn-up text around what is new in it. Every line is there: what is shown is what is signed. */
export function deedText({ text, sentence }: Pick<Draft, 'sentence' | 'text'>): DeedText {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isPermission = (line: string) => line.startsWith('- ');
  const said = lines.filter(isPermission).map((line) => line.slice(2));
  return {
    kept: said.filter((line) => line !== sentence),
    always: lines.filter((line) => !isPermission(line) && line !== sentence),
  };
}

// What the signed sentences call kinds and purposes: these words change with the answers.
const answerWords = [
  'results',
  'medicines',
  'allergies',
  'conditions',
  'letters and notes',
  'X-rays and scans',
  'readings',
  'visits',
  'treatments',
  'care plans',
  'vaccinations',
  'to treat me',
  'to plan my care',
  'at once',
  'Befunde',
  'Medikamente',
  'Allergien',
  'Erkrankungen',
  'Briefe und Notizen',
  'Röntgenbilder und Aufnahmen',
  'Messwerte',
  'Besuche',
  'Behandlungen',
  'Behandlungspläne',
  'Impfungen',
  'um mich zu behandeln',
  'um meine Versorgung zu planen',
  'sofort',
] as const;

/** Marks the words that came from answers: names, kinds and dates. */
export function markedParts(text: string, names: readonly string[]): DeedPart[] {
  const dates = String.raw`\d{1,2}\.? [A-Z][a-zä]+ \d{4}`;
  const words = [...names, ...answerWords]
    .filter((word) => word.length > 2)
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const pattern = new RegExp(`(\\b(?:${[...words, dates].join('|')})\\b)`);
  return text
    .split(pattern)
    .filter((part) => part !== '')
    .map((part) => (pattern.test(part) ? { mark: part } : part));
}
