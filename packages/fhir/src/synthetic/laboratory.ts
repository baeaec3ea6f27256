/** A measurement: LOINC, unit, what is normal, and how it spreads. */
export interface Test {
  readonly code: string;
  readonly display: string;
  readonly unit: string;
  readonly ucum: string;
  readonly low?: number;
  readonly high?: number;
  readonly mean: number;
  readonly deviation: number;
  readonly decimals: number;
}

const test = (
  code: string,
  display: string,
  [unit, ucum = unit]: readonly [string, string?],
  [mean, deviation, decimals]: readonly [number, number, number],
  [low, high]: readonly [number?, number?] = [],
): Test => ({
  code,
  display,
  unit,
  ucum,
  mean,
  deviation,
  decimals,
  ...(low === undefined ? {} : { low }),
  ...(high === undefined ? {} : { high }),
});

/** Single laboratory tests. */
export const tests = {
  hba1c: test('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', ['%'], [5.3, 0.3, 1], [4, 5.6]),
  tsh: test(
    '3016-3',
    'Thyrotropin [Units/volume] in Serum or Plasma',
    ['mIU/L', 'm[IU]/L'],
    [2, 0.8, 2],
    [0.4, 4],
  ),
  inr: test(
    '6301-6',
    'INR in Platelet poor plasma by Coagulation assay',
    ['INR', '{INR}'],
    [1, 0.1, 1],
    [0.9, 1.1],
  ),
  bnp: test(
    '33762-6',
    'Natriuretic peptide.B prohormone N-Terminal [Mass/volume] in Serum or Plasma',
    ['pg/mL'],
    [90, 30, 0],
    [0, 125],
  ),
  viralLoad: test(
    '20447-9',
    'HIV 1 RNA [#/volume] (viral load) in Serum or Plasma by NAA with probe detection',
    ['copies/mL', '{copies}/mL'],
    [25, 10, 0],
    [0, 50],
  ),
  cd4: test(
    '24467-3',
    'CD3+CD4+ (T4 helper) cells [#/volume] in Blood',
    ['cells/uL', '/uL'],
    [640, 90, 0],
    [500, 1500],
  ),
} as const;

/** Panels of laboratory tests. */
export const panels = {
  metabolic: {
    code: '51990-0',
    display: 'Basic metabolic panel - Blood',
    members: [
      test('2345-7', 'Glucose [Mass/volume] in Serum or Plasma', ['mg/dL'], [88, 8, 0], [70, 99]),
      test(
        '3094-0',
        'Urea nitrogen [Mass/volume] in Serum or Plasma',
        ['mg/dL'],
        [13, 3, 0],
        [7, 20],
      ),
      test(
        '2160-0',
        'Creatinine [Mass/volume] in Serum or Plasma',
        ['mg/dL'],
        [0.9, 0.15, 2],
        [0.6, 1.2],
      ),
      test(
        '2951-2',
        'Sodium [Moles/volume] in Serum or Plasma',
        ['mmol/L'],
        [140, 2, 0],
        [136, 145],
      ),
      test(
        '2823-3',
        'Potassium [Moles/volume] in Serum or Plasma',
        ['mmol/L'],
        [4.2, 0.3, 1],
        [3.5, 5.1],
      ),
      test(
        '2075-0',
        'Chloride [Moles/volume] in Serum or Plasma',
        ['mmol/L'],
        [102, 2, 0],
        [98, 107],
      ),
    ],
  },
  lipids: {
    code: '57698-3',
    display: 'Lipid panel with direct LDL - Serum or Plasma',
    members: [
      test(
        '2093-3',
        'Cholesterol [Mass/volume] in Serum or Plasma',
        ['mg/dL'],
        [182, 18, 0],
        [0, 200],
      ),
      test(
        '2571-8',
        'Triglyceride [Mass/volume] in Serum or Plasma',
        ['mg/dL'],
        [115, 25, 0],
        [0, 150],
      ),
      test(
        '18262-6',
        'Cholesterol in LDL [Mass/volume] in Serum or Plasma by Direct assay',
        ['mg/dL'],
        [105, 15, 0],
        [0, 130],
      ),
      test(
        '2085-9',
        'Cholesterol in HDL [Mass/volume] in Serum or Plasma',
        ['mg/dL'],
        [52, 6, 0],
        [40, 90],
      ),
    ],
  },
  bloodCount: {
    code: '58410-2',
    display: 'CBC panel - Blood by Automated count',
    members: [
      test('718-7', 'Hemoglobin [Mass/volume] in Blood', ['g/dL'], [14, 0.8, 1], [12, 17]),
      test(
        '4544-3',
        'Hematocrit [Volume Fraction] of Blood by Automated count',
        ['%'],
        [42, 2, 1],
        [36, 50],
      ),
      test(
        '6690-2',
        'Leukocytes [#/volume] in Blood by Automated count',
        ['10*3/uL'],
        [6.8, 1.2, 1],
        [4, 11],
      ),
      test(
        '777-3',
        'Platelets [#/volume] in Blood by Automated count',
        ['10*3/uL'],
        [250, 40, 0],
        [150, 400],
      ),
    ],
  },
} as const;

/** A panel of tests that one report gives. */
export interface Panel {
  readonly code: string;
  readonly display: string;
  readonly members: readonly Test[];
}
