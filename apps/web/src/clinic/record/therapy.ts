/** Groups of medicines that must not be doubled, or to which one allergy extends; by the stems and names of their substances. */
const groups = {
  penicillins: [/cillin\b/, /\bpenicillin/],
  cephalosporins: [/^cef/, /^ceph/],
  sulfonamides: [/^sulfa(?!te)/, /^sulfon/, /co-trimoxazole/],
  macrolides: [/thromycin\b/],
  quinolones: [/floxacin\b/],
  tetracyclines: [/cycline\b/],
  salicylates: [/aspirin/, /acetylsalicyl/, /salsalate/],
  nsaids: [
    /ibuprofen/,
    /naproxen/,
    /diclofenac/,
    /indomet/,
    /ketorolac/,
    /coxib\b/,
    /meloxicam/,
    /piroxicam/,
  ],
  opioids: [
    /morphine/,
    /codone\b/,
    /codeine/,
    /fentanyl/,
    /tramadol/,
    /methadone/,
    /meperidine/,
    /buprenorphine/,
  ],
  'ace-inhibitors': [/pril\b/],
  sartans: [/sartan\b/],
  'beta-blockers': [/olol\b/, /carvedilol/, /labetalol/],
  'calcium-antagonists': [/dipine\b/, /verapamil/, /diltiazem/],
  statins: [/statin\b(?<!nystatin)/],
  anticoagulants: [/warfarin/, /xaban\b/, /dabigatran/, /heparin/, /parin\b/, /phenprocoumon/],
  antiplatelets: [/clopidogrel/, /ticagrelor/, /prasugrel/],
  'serotonin-reuptake-inhibitors': [/oxetine\b/, /sertraline/, /citalopram/, /venlafaxine/],
  benzodiazepines: [/azepam\b/, /azolam\b/],
  'proton-pump-inhibitors': [/prazole\b(?<!aripiprazole)/],
  antimuscarinics: [/tropium\b/, /atropine/, /oxybutynin/],
  'beta-agonists': [/terol\b/, /terenol\b/],
  steroids: [/olone\b/, /asone\b/, /cortisone/, /onide\b/],
  'loop-diuretics': [/furosemide/, /torasemide/, /bumetanide/],
  thiazides: [/thiazide\b/, /chlortalidone/, /indapamide/],
} as const satisfies Readonly<Record<string, readonly RegExp[]>>;

/** The name of a group, a key of the messages. */
export type TherapyGroup = keyof typeof groups;

/** An allergy to the first also speaks against the second. */
const reachesTo: Readonly<Partial<Record<TherapyGroup, readonly TherapyGroup[]>>> = {
  penicillins: ['cephalosporins'],
  cephalosporins: ['penicillins'],
  salicylates: ['nsaids'],
  nsaids: ['salicylates'],
};

/** The groups of a substance, from its name in English. */
export function groupsOf(substance: string): readonly TherapyGroup[] {
  const name = substance.toLowerCase();
  return namesOfGroups.filter((group) => groups[group].some((pattern) => pattern.test(name)));
}

/** The groups that an allergy to a substance speaks against: its own, then those that cross-react. */
export function groupsAgainst(substance: string): {
  readonly own: readonly TherapyGroup[];
  readonly crossing: readonly TherapyGroup[];
} {
  const own = groupsOf(substance.replace(/s$/i, ''));
  return { own, crossing: own.flatMap((group) => reachesTo[group] ?? []) };
}

/** The substance without its salt: `warfarin sodium` and `warfarin` are one. */
export function baseOf(substance: string): string {
  return substance
    .toLowerCase()
    .replaceAll(
      /\b(?:hydrochloride|hcl|sodium|potassium|calcium|sulfate|tartrate|succinate|maleate|besylate|besilate|propionate|fumarate|mesylate|citrate|acetate|phosphate|alafenamide|disoproxil|monohydrate)\b/g,
      '',
    )
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function isGroup(name: string): name is TherapyGroup {
  return Object.hasOwn(groups, name);
}

const namesOfGroups: readonly TherapyGroup[] = Object.keys(groups).filter(isGroup);
