/** A code of a code system with its display. */
export interface Code {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

const of =
  (system: string) =>
  (code: string, display: string): Code => ({ system, code, display });
const sct = of('http://snomed.info/sct');
const rx = of('http://www.nlm.nih.gov/research/umls/rxnorm');
const cvx = of('http://hl7.org/fhir/sid/cvx');
const icd = of('http://hl7.org/fhir/sid/icd-10');
const loinc = of('http://loinc.org');

/** Problems that the synthetic patients have. */
export const problems = {
  hypertension: [sct('38341003', 'Hypertensive disorder'), icd('I10', 'Essential hypertension')],
  diabetes: [sct('44054006', 'Diabetes mellitus type 2'), icd('E11.9', 'Type 2 diabetes mellitus')],
  lipids: [sct('55822004', 'Hyperlipidemia'), icd('E78.5', 'Hyperlipidaemia')],
  ptsd: [
    sct('47505003', 'Posttraumatic stress disorder'),
    icd('F43.1', 'Post-traumatic stress disorder'),
  ],
  copd: [sct('13645005', 'Chronic obstructive lung disease'), icd('J44.9', 'COPD')],
  fibrillation: [sct('49436004', 'Atrial fibrillation'), icd('I48.9', 'Atrial fibrillation')],
  alcohol: [sct('7200002', 'Alcoholism'), icd('F10.2', 'Alcohol dependence syndrome')],
  asthma: [sct('195967001', 'Asthma'), icd('J45.9', 'Asthma')],
  opioids: [sct('75544000', 'Opioid dependence'), icd('F11.2', 'Opioid dependence syndrome')],
  backPain: [sct('161891005', 'Backache'), icd('M54.5', 'Low back pain')],
  hiv: [sct('86406008', 'Human immunodeficiency virus infection'), icd('B24', 'HIV disease')],
  otitis: [sct('65363002', 'Otitis media'), icd('H66.9', 'Otitis media')],
  heartFailure: [sct('42343007', 'Congestive heart failure'), icd('I50.0', 'Heart failure')],
  kidney: [sct('433144002', 'Chronic kidney disease stage 3'), icd('N18.3', 'CKD stage 3')],
  depression: [
    sct('36923009', 'Major depression, single episode'),
    icd('F32.1', 'Depressive episode'),
  ],
  arthrosis: [sct('239873007', 'Osteoarthritis of knee'), icd('M17.9', 'Gonarthrosis')],
  thyroid: [sct('40930008', 'Hypothyroidism'), icd('E03.9', 'Hypothyroidism')],
  pregnancy: [sct('72892002', 'Normal pregnancy'), icd('Z34.9', 'Supervision of normal pregnancy')],
  partnerAbuse: [sct('706893006', 'Victim of intimate partner abuse')],
} as const satisfies Readonly<Record<string, readonly Code[]>>;

/** A medicine as it is prescribed. */
export interface Medicine {
  readonly code: Code;
  readonly dose: string;
  readonly timesADay: number;
}

const medicine = (code: Code, dose: string, timesADay = 1): Medicine => ({ code, dose, timesADay });

/** Medicines that the synthetic patients take. */
export const medicines = {
  lisinopril: medicine(rx('314076', 'lisinopril 10 MG Oral Tablet'), '1 tablet'),
  amlodipine: medicine(rx('197361', 'amlodipine 5 MG Oral Tablet'), '1 tablet'),
  metformin: medicine(rx('861007', 'metformin hydrochloride 500 MG Oral Tablet'), '1 tablet', 2),
  atorvastatin: medicine(rx('617310', 'atorvastatin 20 MG Oral Tablet'), '1 tablet'),
  sertraline: medicine(rx('312941', 'sertraline 50 MG Oral Tablet'), '1 tablet'),
  warfarin: medicine(rx('855332', 'warfarin sodium 5 MG Oral Tablet'), '1 tablet'),
  inhaler: medicine(
    rx('745679', '200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler'),
    '2 puffs',
    4,
  ),
  steroid: medicine(
    rx('895994', '120 ACTUAT fluticasone propionate 0.044 MG/ACTUAT Metered Dose Inhaler'),
    '2 puffs',
    2,
  ),
  combined: medicine(
    rx(
      '896209',
      '60 ACTUAT fluticasone propionate 0.25 MG/ACTUAT / salmeterol 0.05 MG/ACTUAT Dry Powder Inhaler',
    ),
    '1 puff',
    2,
  ),
  acamprosate: medicine(rx('82819', 'acamprosate'), '2 tablets', 3),
  buprenorphine: medicine(rx('352364', 'buprenorphine / naloxone'), '1 film'),
  naltrexone: medicine(rx('7243', 'naltrexone'), '1 tablet'),
  naproxen: medicine(rx('849574', 'naproxen sodium 220 MG Oral Tablet'), '1 tablet', 2),
  dolutegravir: medicine(rx('1433868', 'dolutegravir'), '1 tablet'),
  emtricitabine: medicine(
    rx('1747692', 'emtricitabine 200 MG / tenofovir alafenamide 25 MG Oral Tablet'),
    '1 tablet',
  ),
  implant: medicine(rx('389221', 'etonogestrel 68 MG Drug Implant'), '1 implant'),
  amoxicillin: medicine(rx('308192', 'amoxicillin 500 MG Oral Tablet'), '1 tablet', 3),
  furosemide: medicine(rx('313988', 'furosemide 40 MG Oral Tablet'), '1 tablet'),
  levothyroxine: medicine(rx('10582', 'levothyroxine'), '1 tablet'),
} as const;

/** Allergies and their usual reaction. */
export const allergies = {
  penicillin: {
    code: sct('91936005', 'Allergy to penicillin'),
    category: 'medication',
    reaction: sct('271807003', 'Eruption of skin'),
  },
  peanut: {
    code: sct('91935009', 'Allergy to peanuts'),
    category: 'food',
    reaction: sct('39579001', 'Anaphylaxis'),
  },
  latex: {
    code: sct('300916003', 'Latex allergy'),
    category: 'environment',
    reaction: sct('126485001', 'Urticaria'),
  },
  grass: {
    code: sct('418689008', 'Allergy to grass pollen'),
    category: 'environment',
    reaction: sct('70076002', 'Rhinitis'),
  },
  sulfonamide: {
    code: sct('91939003', 'Allergy to sulfonamide'),
    category: 'medication',
    reaction: sct('271807003', 'Eruption of skin'),
  },
} as const;

/** Vaccines. */
export const vaccines = {
  influenza: cvx('140', 'Influenza, seasonal, injectable, preservative free'),
  tetanus: cvx('115', 'Tdap'),
  pneumococcus: cvx('133', 'Pneumococcal conjugate PCV 13'),
  measles: cvx('03', 'MMR'),
  polio: cvx('10', 'IPV'),
  diphtheria: cvx('20', 'DTaP'),
  varicella: cvx('21', 'varicella'),
} as const;

/** Procedures. */
export const procedures = {
  ecg: sct('29303009', 'Electrocardiographic procedure'),
  spirometry: sct('127783003', 'Spirometry'),
  retina: sct('252779009', 'Fundus photography'),
  implant: sct('169553002', 'Insertion of subcutaneous contraceptive'),
  echo: sct('433236007', 'Transthoracic echocardiography'),
  colonoscopy: sct('73761001', 'Colonoscopy'),
  counselling: sct('60112009', 'Drug addiction counseling'),
  psychotherapy: sct('304891004', 'Cognitive behavioral therapy'),
  abuseScreening: sct('866148006', 'Screening for domestic abuse'),
  ultrasound: sct('169230002', 'Ultrasound scan for fetal viability'),
} as const;

/** Kinds of visit. */
export const visits = {
  checkUp: sct('185349003', 'Encounter for check up'),
  followUp: sct('390906007', 'Follow-up encounter'),
  symptom: sct('185345009', 'Encounter for symptom'),
  emergency: sct('50849002', 'Emergency room admission'),
  antenatal: sct('424619006', 'Prenatal visit'),
} as const;

/** Documents. */
export const documents = {
  note: loinc('34133-9', 'Summary of episode note'),
  psychiatry: loinc('34788-0', 'Psychiatry Consult note'),
} as const;
