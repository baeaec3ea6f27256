import type { Formats } from '../../words/format.ts';
import type { Language, Say } from '../../words/words.ts';
import type { patientEn } from '../words.ts';
import type { Shown } from './fhir.ts';

const units: Readonly<Record<string, Readonly<Record<Language, readonly [string, string]>>>> = {
  tablet: { en: ['tablet', 'tablets'], de: ['Tablette', 'Tabletten'] },
  capsule: { en: ['capsule', 'capsules'], de: ['Kapsel', 'Kapseln'] },
};

/** How a medicine is taken: in the prescriber's words, or from amount and times a day where no words stand there. */
export function doseSentence(
  { dosageInstruction }: Shown,
  { say, formats, language }: { say: Say<typeof patientEn>; formats: Formats; language: Language },
): string {
  const [dosage] = dosageInstruction ?? [];
  if (dosage?.text !== undefined) return dosage.text;
  const { value, unit = '' } = dosage?.doseAndRate?.[0]?.doseQuantity ?? {};
  const { frequency: times, period, periodUnit } = dosage?.timing?.repeat ?? {};
  const words = units[unit]?.[language][value === 1 ? 0 : 1] ?? unit;
  return [
    value === undefined ? '' : `${formats.number(value)} ${words}`.trim(),
    times === undefined || period !== 1 || periodUnit !== 'd'
      ? ''
      : times === 1
        ? say('dose.once')
        : say('dose.times', { n: times }),
    dosage?.asNeededBoolean === true ? say('dose.needed') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
