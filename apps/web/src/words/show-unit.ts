import type { Language } from './words.ts';

const shown: Readonly<Record<string, string>> = {
  Cel: '°C',
  'mm[Hg]': 'mmHg',
  '/min': '/min',
  '{beats}/min': '/min',
  '{breaths}/min': '/min',
  '10*9/L': '×10⁹/L',
  '10*3/uL': '×10³/µL',
  '10*6/uL': '×10⁶/µL',
  ug: 'micrograms',
  '[IU]': 'units',
  '[iU]': 'units',
  U: 'units',
  'kg/m2': 'kg/m²',
  'ml/min/{1.73_m2}': 'mL/min/1.73 m²',
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
  '{score}': '',
  '1': '',
};

/** A UCUM unit as clinicians write it (PAGES, 5). */
export function showUnit(ucum: string): string {
  return shown[ucum] ?? ucum.replaceAll(/\{[^}]*\}/g, '');
}

// Units that are words; what is an abbreviation is the same in both languages.
const german: Readonly<Record<string, string>> = {
  microgram: 'Mikrogramm',
  micrograms: 'Mikrogramm',
  'micrograms/L': 'Mikrogramm/L',
  unit: 'Einheit',
  units: 'Einheiten',
  'units/L': 'Einheiten/L',
  tablet: 'Tablette',
  tablets: 'Tabletten',
  capsule: 'Kapsel',
  capsules: 'Kapseln',
  puff: 'Hub',
  puffs: 'Hübe',
  drop: 'Tropfen',
  drops: 'Tropfen',
  film: 'Film',
  films: 'Filme',
  implant: 'Implantat',
  implants: 'Implantate',
  patch: 'Pflaster',
  patches: 'Pflaster',
};

/** A unit that is shown, in a language: `units` are `Einheiten`. */
export function unitIn(language: Language, unit: string): string {
  return language === 'de' ? (german[unit] ?? unit) : unit;
}
