import type { Language } from '../../words/words.ts';
import type { Concept } from './fhir.ts';

type Plain = Readonly<Record<Language, string>>;

// Everyday words for what these pages meet most, by code of SNOMED CT, LOINC or CVX.
const byCode: Readonly<Record<string, Plain>> = {
  '38341003': { en: 'High blood pressure', de: 'Bluthochdruck' },
  '59621000': { en: 'High blood pressure', de: 'Bluthochdruck' },
  '44054006': { en: 'Type 2 diabetes', de: 'Diabetes Typ 2' },
  '13645005': {
    en: 'COPD, a long-term lung condition',
    de: 'COPD, eine dauerhafte Lungenkrankheit',
  },
  '195967001': { en: 'Asthma', de: 'Asthma' },
  '233604007': { en: 'Pneumonia', de: 'Lungenentzündung' },
  '55822004': { en: 'High blood fats', de: 'Erhöhte Blutfette' },
  '47505003': {
    en: 'Stress after a bad experience (PTSD)',
    de: 'Belastung nach einem Erlebnis (PTBS)',
  },
  '35489007': { en: 'Depression', de: 'Depression' },
  '91936005': { en: 'Penicillin', de: 'Penicillin' },
  '91935009': { en: 'Peanuts', de: 'Erdnüsse' },
  '300916003': { en: 'Latex', de: 'Latex' },
  '271807003': { en: 'skin rash', de: 'Hautausschlag' },
  '390906007': { en: 'Follow-up visit', de: 'Kontrollbesuch' },
  '185349003': { en: 'Check-up', de: 'Untersuchung' },
  '304891004': { en: 'Talking therapy', de: 'Gesprächstherapie' },
  '252779009': { en: 'Photograph of the back of the eye', de: 'Foto des Augenhintergrunds' },
  '85354-9': { en: 'Blood pressure', de: 'Blutdruck' },
  '55284-4': { en: 'Blood pressure', de: 'Blutdruck' },
  '8480-6': { en: 'Blood pressure, upper value', de: 'Blutdruck, oberer Wert' },
  '8462-4': { en: 'Blood pressure, lower value', de: 'Blutdruck, unterer Wert' },
  '8867-4': { en: 'Pulse', de: 'Puls' },
  '8310-5': { en: 'Temperature', de: 'Temperatur' },
  '9279-1': { en: 'Breaths a minute', de: 'Atemzüge je Minute' },
  '59408-5': { en: 'Oxygen in the blood', de: 'Sauerstoff im Blut' },
  '2708-6': { en: 'Oxygen in the blood', de: 'Sauerstoff im Blut' },
  '29463-7': { en: 'Weight', de: 'Gewicht' },
  '8302-2': { en: 'Height', de: 'Größe' },
  '39156-5': { en: 'Body mass index', de: 'Body-Mass-Index' },
  '4548-4': { en: 'Long-term blood sugar (HbA1c)', de: 'Langzeitzucker (HbA1c)' },
  '2339-0': { en: 'Blood sugar', de: 'Blutzucker' },
  '2345-7': { en: 'Blood sugar', de: 'Blutzucker' },
  '2160-0': { en: 'Kidney value (creatinine)', de: 'Nierenwert (Kreatinin)' },
  '38483-4': { en: 'Kidney value (creatinine)', de: 'Nierenwert (Kreatinin)' },
  '33914-3': { en: 'Kidney function (eGFR)', de: 'Nierenfunktion (eGFR)' },
  '2951-2': { en: 'Sodium', de: 'Natrium' },
  '2947-0': { en: 'Sodium', de: 'Natrium' },
  '2823-3': { en: 'Potassium', de: 'Kalium' },
  '6298-4': { en: 'Potassium', de: 'Kalium' },
  '2075-0': { en: 'Chloride', de: 'Chlorid' },
  '2028-9': { en: 'Carbon dioxide in the blood', de: 'Kohlendioxid im Blut' },
  '3094-0': { en: 'Urea', de: 'Harnstoff' },
  '6299-2': { en: 'Urea', de: 'Harnstoff' },
  '17861-6': { en: 'Calcium', de: 'Kalzium' },
  '2093-3': { en: 'Cholesterol', de: 'Cholesterin' },
  '2085-9': { en: '“Good” cholesterol (HDL)', de: '„Gutes“ Cholesterin (HDL)' },
  '18262-6': { en: '“Bad” cholesterol (LDL)', de: '„Schlechtes“ Cholesterin (LDL)' },
  '2571-8': { en: 'Blood fats', de: 'Blutfette' },
  '718-7': { en: 'Red blood colour (haemoglobin)', de: 'Blutfarbstoff (Hämoglobin)' },
  '6690-2': { en: 'White blood cells', de: 'Weiße Blutkörperchen' },
  '789-8': { en: 'Red blood cells', de: 'Rote Blutkörperchen' },
  '777-3': { en: 'Platelets', de: 'Blutplättchen' },
  '1988-5': { en: 'Sign of inflammation (CRP)', de: 'Entzündungswert (CRP)' },
  '51990-0': { en: 'Blood test: salts and kidneys', de: 'Blutuntersuchung: Salze und Nieren' },
  '58410-2': { en: 'Blood count', de: 'Blutbild' },
  '57698-3': { en: 'Blood test: fats', de: 'Blutuntersuchung: Fette' },
  '34133-9': { en: 'Letter about your visit', de: 'Brief über Ihren Besuch' },
  '34788-0': { en: 'Letter from mental health', de: 'Brief der Psychiatrie' },
  '18842-5': { en: 'Discharge letter', de: 'Entlassungsbrief' },
  '11506-3': { en: 'Note', de: 'Notiz' },
  '140': { en: 'Flu vaccination', de: 'Grippeimpfung' },
  '141': { en: 'Flu vaccination', de: 'Grippeimpfung' },
  '113': { en: 'Tetanus vaccination', de: 'Tetanusimpfung' },
};

/** A concept in everyday words, or as its author wrote it. */
export function plainName(concept: Concept | undefined, language: Language): string | undefined {
  for (const { code } of concept?.coding ?? []) {
    const plain = code === undefined ? undefined : byCode[code];
    if (plain !== undefined) return plain[language];
  }
  return authorsName(concept);
}

/** A concept as its author wrote it. */
export function authorsName(concept: Concept | undefined): string | undefined {
  return concept?.text ?? concept?.coding.find(({ display }) => display !== undefined)?.display;
}
