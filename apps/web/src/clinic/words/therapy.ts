import type { Bundle } from '../../words/words.ts';
import type { TherapyGroup } from '../record/therapy.ts';

const en = {
  penicillins: 'penicillins',
  cephalosporins: 'cephalosporins',
  sulfonamides: 'sulfonamides',
  macrolides: 'macrolides',
  quinolones: 'quinolones',
  tetracyclines: 'tetracyclines',
  salicylates: 'salicylates',
  nsaids: 'anti-inflammatory pain killers (NSAIDs)',
  opioids: 'opioids',
  'ace-inhibitors': 'ACE inhibitors',
  sartans: 'sartans',
  'beta-blockers': 'beta blockers',
  'calcium-antagonists': 'calcium antagonists',
  statins: 'statins',
  anticoagulants: 'anticoagulants',
  antiplatelets: 'antiplatelet agents',
  'serotonin-reuptake-inhibitors': 'serotonin reuptake inhibitors',
  benzodiazepines: 'benzodiazepines',
  'proton-pump-inhibitors': 'proton pump inhibitors',
  antimuscarinics: 'antimuscarinics',
  'beta-agonists': 'beta agonists',
  steroids: 'steroids',
  'loop-diuretics': 'loop diuretics',
  thiazides: 'thiazides',
} as const satisfies Readonly<Record<TherapyGroup, string>>;

const de: Readonly<Record<TherapyGroup, string>> = {
  penicillins: 'Penicilline',
  cephalosporins: 'Cephalosporine',
  sulfonamides: 'Sulfonamide',
  macrolides: 'Makrolide',
  quinolones: 'Chinolone',
  tetracyclines: 'Tetracycline',
  salicylates: 'Salicylate',
  nsaids: 'entzündungshemmende Schmerzmittel (NSAR)',
  opioids: 'Opioide',
  'ace-inhibitors': 'ACE-Hemmer',
  sartans: 'Sartane',
  'beta-blockers': 'Betablocker',
  'calcium-antagonists': 'Calciumantagonisten',
  statins: 'Statine',
  anticoagulants: 'Gerinnungshemmer',
  antiplatelets: 'Plättchenhemmer',
  'serotonin-reuptake-inhibitors': 'Serotonin-Wiederaufnahmehemmer',
  benzodiazepines: 'Benzodiazepine',
  'proton-pump-inhibitors': 'Protonenpumpenhemmer',
  antimuscarinics: 'Anticholinergika',
  'beta-agonists': 'Beta-Sympathomimetika',
  steroids: 'Steroide',
  'loop-diuretics': 'Schleifendiuretika',
  thiazides: 'Thiazide',
};

/** Groups of medicines in words. */
export const therapyWords: Bundle<typeof en> = { en, de };
