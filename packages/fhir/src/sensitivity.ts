/** The sensitive labels that the table recognises by itself. */
export const sensitiveLabels = ['PSY', 'ETH', 'HIV', 'SEX', 'GDIS', 'SDV'] as const;

/** A label that the table recognises by itself (HL7 v3 ActCode, InformationSensitivityPolicy). */
export type SensitiveLabel = (typeof sensitiveLabels)[number];

/** Labels that a resource may carry as given, each with the label of the table that covers it, if any. */
const given: ReadonlyMap<string, SensitiveLabel | undefined> = new Map<
  string,
  SensitiveLabel | undefined
>([
  ['R', undefined],
  ['V', undefined],
  ['PSY', 'PSY'],
  ['MH', 'PSY'],
  ['BH', 'PSY'],
  ['COGN', 'PSY'],
  ['EMOTDIS', 'PSY'],
  ['PSYTHPN', 'PSY'],
  ['ETH', 'ETH'],
  ['ETHUD', 'ETH'],
  ['OPIOIDUD', 'ETH'],
  ['SUD', 'ETH'],
  ['HIV', 'HIV'],
  ['SEX', 'SEX'],
  ['STD', 'SEX'],
  ['GDIS', 'GDIS'],
  ['SCA', 'GDIS'],
  ['SICKLE', 'GDIS'],
  ['SDV', 'SDV'],
  ['VIO', 'SDV'],
  ['MST', 'SDV'],
  ...(
    'ADOL B CEL COMPT DEMO DIA DIS DOB DRGIS DVD EMP EMPL GENDER LIVARG LOCIS MARST PATLOC PDS PHY PRS RACE REL ' +
    'SPI SSP TBOO VIP 42CFRPart2'
  )
    .split(' ')
    .map((code): [string, undefined] => [code, undefined]),
]);

/** Whether a grant can name this label. */
export function isLabel(name: string): boolean {
  return given.has(name);
}

/**
 * The labels that one coding of `meta.security` stands for: the code itself and the label of the table
 * that covers it. Confidentiality counts from R on; every code of ActCode counts; a code of no known
 * system counts where it is spelled like a label.
 */
export function labelsGiven(system: string | undefined, code: string): readonly string[] {
  const act = system !== undefined && /v3-ActCode$|2\.16\.840\.1\.113883\.5\.4$/.test(system);
  if (!act && !given.has(code)) return [];
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(code)) return [];
  const wider = given.get(code);
  return wider === undefined || wider === code ? [code] : [code, wider];
}
