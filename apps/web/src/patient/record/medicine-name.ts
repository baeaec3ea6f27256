import type { Language } from '../../words/words.ts';

const forms: readonly (readonly [RegExp, Readonly<Record<Language, string>>])[] = [
  [/oral tablet|tablet/i, { en: 'tablet', de: 'Tablette' }],
  [/oral capsule|capsule/i, { en: 'capsule', de: 'Kapsel' }],
  [/inhal/i, { en: 'to inhale', de: 'zum Inhalieren' }],
  [/inject/i, { en: 'injection', de: 'Spritze' }],
  [/solution|suspension|syrup/i, { en: 'liquid', de: 'flüssig' }],
  [/cream|ointment|gel/i, { en: 'for the skin', de: 'für die Haut' }],
];

/** The name of a medicine with its dose, as a patient reads it: *Lisinopril 10 mg, tablet* for RxNorm's *lisinopril 10 MG Oral Tablet*. */
export function medicineName(authors: string, language: Language): string {
  const parts = /^(.+?) ([\d.,]+) ?(MG|MCG|G|ML|UNT)\b(.*)$/i.exec(authors);
  if (parts === null) return capital(authors);
  const [, name = '', amount = '', unit = '', rest = ''] = parts;
  const form = forms.find(([pattern]) => pattern.test(rest))?.[1][language];
  const dose = `${amount}\u00a0${unitOf(unit.toUpperCase(), language)}`;
  return [`${capital(name)} ${dose}`, form].filter((part) => part !== undefined).join(', ');
}

function unitOf(unit: string, language: Language): string {
  if (unit === 'MCG') return language === 'en' ? 'micrograms' : 'Mikrogramm';
  if (unit === 'UNT') return language === 'en' ? 'units' : 'Einheiten';
  return unit === 'ML' ? 'mL' : unit.toLowerCase();
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
