import { codesOf, wordsOf } from './concept.ts';

/** A test's name as clinicians say it, and what stands behind it in grey. */
export interface TestName {
  readonly name: string;
  readonly detail: string;
}

/** LOINC codes whose long name nobody says. */
const short: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '4548-4': 'HbA1c',
    '17856-6': 'HbA1c',
    '18262-6': 'LDL cholesterol',
    '13457-7': 'LDL cholesterol',
    '2085-9': 'HDL cholesterol',
    '3094-0': 'Urea nitrogen',
    '2028-9': 'CO₂ total',
    '6690-2': 'White cells',
    '789-8': 'Red cells',
    '777-3': 'Platelets',
    '718-7': 'Haemoglobin',
    '4544-3': 'Haematocrit',
    '1988-5': 'CRP',
    '33914-3': 'eGFR',
    '62238-1': 'eGFR',
    '1742-6': 'ALT',
    '1920-8': 'AST',
    '6768-6': 'Alkaline phosphatase',
    '3016-3': 'TSH',
    '39156-5': 'Body mass index',
    '8480-6': 'Systolic pressure',
    '8462-4': 'Diastolic pressure',
    '8867-4': 'Pulse',
    '9279-1': 'Respiratory rate',
    '8310-5': 'Temperature',
    '2708-6': 'SpO₂',
    '59408-5': 'SpO₂',
    '8302-2': 'Height',
    '29463-7': 'Weight',
    '72514-3': 'Pain, 0 to 10',
    '25836-8': 'HIV viral load',
  }),
);

/** The short name of a concept; otherwise LOINC's long name without its brackets, the specimen apart. */
export function testName(concept: unknown): TestName {
  const known = codesOf(concept)
    .filter((each) => each.startsWith('http://loinc.org|'))
    .map((each) => short.get(each.slice('http://loinc.org|'.length)))
    .find((each) => each !== undefined);
  if (known !== undefined) return { name: known, detail: '' };
  const [name = '', detail = ''] = wordsOf(concept)
    .replaceAll(/\s*\[[^\]]*\]/g, '')
    .split(/ in (?=Serum|Plasma|Blood|Urine|Arterial|Capillary|Stool|Specimen)/);
  return { name, detail: specimenOf(detail) };
}

function specimenOf(detail: string): string {
  const words = detail.replace(/ by .*$/, '').toLowerCase();
  // Serum or plasma is the ordinary case and carries no mark.
  return words === 'serum or plasma' || words === 'blood' ? '' : words;
}
