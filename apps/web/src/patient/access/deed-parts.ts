import type { DeedPart } from '../../parts/deed.tsx';

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
