import { expect, test } from 'vitest';
import { formatsOf } from '../../words/format.ts';
import { sayer, type Language } from '../../words/words.ts';
import { patientWords } from '../words.ts';
import { doseSentence } from './dose-sentence.ts';
import { shownOf } from './fhir.ts';
import { medicineName } from './medicine-name.ts';

const told = (dosage: object, language: Language) =>
  doseSentence(shownOf({ dosageInstruction: [dosage] }), {
    say: sayer(patientWords, language),
    formats: formatsOf(language, 'patient', () => 0),
    language,
  });

const daily = (frequency: number, value: number, unit: string) => ({
  timing: { repeat: { frequency, period: 1, periodUnit: 'd' } },
  doseAndRate: [{ doseQuantity: { value, unit } }],
});

test('the words of the prescriber come first', () => {
  expect(told({ text: 'two at night', ...daily(1, 1, 'tablet') }, 'en')).toBe('two at night');
});

test('without words a patient reads amount and times a day in her language', () => {
  expect(told(daily(3, 1, 'capsule'), 'en')).toBe('1 capsule, 3 times a day');
  expect(told({ ...daily(1, 2, 'tablet'), asNeededBoolean: true }, 'de')).toBe(
    '2 Tabletten, einmal am Tag, nur bei Bedarf',
  );
});

test('a rhythm that is not daily, or no dose, is not made up', () => {
  expect(told({ timing: { repeat: { frequency: 1, period: 8, periodUnit: 'h' } } }, 'en')).toBe('');
  expect(told({}, 'en')).toBe('');
});

test('a name with its unit in small letters has the same plain form', () => {
  expect(medicineName('Amoxicillin 500 mg oral capsule', 'de')).toBe(
    'Amoxicillin 500\u00a0mg, Kapsel',
  );
});
