import { usePrefs } from '../../prefs/prefs.tsx';

// What German wards call the tests of `test-name.ts` and the commonest of LOINC's short names.
const german: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'LDL cholesterol': 'LDL-Cholesterin',
    'HDL cholesterol': 'HDL-Cholesterin',
    Cholesterol: 'Cholesterin',
    Triglyceride: 'Triglyzeride',
    Triglycerides: 'Triglyzeride',
    'Urea nitrogen': 'Harnstoff-N',
    'CO₂ total': 'CO₂ gesamt',
    'White cells': 'Leukozyten',
    'Red cells': 'Erythrozyten',
    Platelets: 'Thrombozyten',
    Haemoglobin: 'Hämoglobin',
    Hemoglobin: 'Hämoglobin',
    Haematocrit: 'Hämatokrit',
    'Alkaline phosphatase': 'Alkalische Phosphatase',
    Glucose: 'Glukose',
    Sodium: 'Natrium',
    Potassium: 'Kalium',
    Chloride: 'Chlorid',
    Calcium: 'Kalzium',
    Creatinine: 'Kreatinin',
    'Body mass index': 'Body-Mass-Index',
    'Systolic pressure': 'Systolischer Druck',
    'Diastolic pressure': 'Diastolischer Druck',
    Pulse: 'Puls',
    'Respiratory rate': 'Atemfrequenz',
    Temperature: 'Temperatur',
    Height: 'Größe',
    Weight: 'Gewicht',
    'Pain, 0 to 10': 'Schmerz, 0 bis 10',
    'HIV viral load': 'HIV-Viruslast',
  }),
);

/** Gives a test's name in the language of the page; one that is not known stays as its author wrote it. */
export function useTestWords(): (name: string) => string {
  const { language } = usePrefs();
  return (name) => (language === 'de' ? (german.get(name) ?? name) : name);
}
