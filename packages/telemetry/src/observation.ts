import { decimal, decimalText, roundHalfUp } from './decimal.ts';
import type { Quality } from './message.ts';
import type { Reading, ReadingValue } from './reading.ts';
import { vitalOf } from './vitals.ts';

/** A FHIR R4 coding. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

/** A FHIR R4 value with a UCUM unit, or why there is none. */
export interface Valued {
  readonly valueQuantity?: {
    readonly value: number;
    readonly unit: string;
    readonly system: string;
    readonly code: string;
  };
  readonly dataAbsentReason?: { readonly coding: readonly Coding[] };
}

/** A FHIR R4 Observation of one vital sign, by the base vital-signs profile. */
export interface VitalSignObservation extends Valued {
  readonly resourceType: 'Observation';
  readonly meta: { readonly tag?: readonly Coding[]; readonly security?: readonly Coding[] };
  readonly identifier: readonly { readonly system: string; readonly value: string }[];
  readonly status: 'final' | 'preliminary';
  readonly category: readonly { readonly coding: readonly Coding[] }[];
  readonly code: { readonly coding: readonly Coding[]; readonly text: string };
  readonly subject: { readonly reference: string };
  readonly device?: { readonly reference: string };
  readonly effectiveDateTime: string;
  readonly issued: string;
  readonly component?: readonly (Valued & {
    readonly code: { readonly coding: readonly Coding[] };
  })[];
}

const LOINC = 'http://loinc.org';
const UCUM = 'http://unitsofmeasure.org';
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
const FLAG = 'urn:careledger:reading-flag';
const TEST_DATA = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' };
const PRESSURES = ['8480-6', '8462-4', '8478-0'];
const PANEL: Coding = { system: LOINC, code: '85354-9', display: 'Blood pressure panel' };
const PLACES_CONVERTED = 1;

/**
 * The vital signs of a reading as FHIR R4 Observations: one for each quantity, blood pressures as components of
 * one panel, saturation under both of its codes; times are the reading's shown and received times, in UTC. What
 * a clinician must know about a value (clock at fault, extreme, its quality) stands in `meta.tag`.
 */
export function toObservations(
  reading: Reading,
  context: { readonly subject: string; readonly device?: string },
): VitalSignObservation[] {
  const pressures = reading.values.filter(({ code }) => PRESSURES.includes(code));
  const others = reading.values.filter(({ code }) => !PRESSURES.includes(code));
  const observations = others.map((value) => ({
    ...frame(reading, [value], context),
    code: concept(codingsOf(value.code)),
    ...valued(value),
  }));
  return pressures.length === 0
    ? observations
    : [...observations, panel(reading, pressures, context)];
}

type Context = Parameters<typeof toObservations>[1];

function panel(
  reading: Reading,
  pressures: readonly ReadingValue[],
  context: Context,
): VitalSignObservation {
  return {
    ...frame(reading, pressures, context),
    code: concept([PANEL]),
    component: pressures.map((value) => ({
      code: { coding: codingsOf(value.code) },
      ...valued(value),
    })),
  };
}

/** What every observation of a reading has, but code and value. */
function frame(
  reading: Reading,
  values: readonly ReadingValue[],
  { subject, device }: Context,
): Omit<VitalSignObservation, 'code'> {
  const { boot, counter, clock } = reading;
  const flags = [
    ...(clock ? [`clock-${clock}`] : []),
    ...values.flatMap(({ extreme, quality }) => [
      ...(extreme ? ['extreme'] : []),
      ...(quality ? [quality] : []),
    ]),
  ];
  const tag = [...new Set(flags)].map((code) => ({ system: FLAG, code }));
  const isTest = values.some(({ quality }) => quality === 'test');
  const codes = values.map(({ code }) => code).join('+');
  return {
    resourceType: 'Observation',
    meta: { ...(tag.length > 0 && { tag }), ...(isTest && { security: [TEST_DATA] }) },
    identifier: [
      { system: 'urn:careledger:reading', value: `${reading.device}-${boot}-${counter}-${codes}` },
    ],
    status: values.every(({ quality }) => quality === null) ? 'final' : 'preliminary',
    category: [{ coding: [{ system: CATEGORY, code: 'vital-signs', display: 'Vital Signs' }] }],
    subject: { reference: subject },
    ...(device !== undefined && { device: { reference: device } }),
    effectiveDateTime: new Date(reading.shownAt).toISOString(),
    issued: new Date(reading.receivedAt).toISOString(),
  };
}

function codingsOf(code: string): Coding[] {
  const codes = code === '2708-6' || code === '59408-5' ? ['2708-6', '59408-5'] : [code];
  return codes.map((each) => coded(each));
}

function coded(code: string): Coding {
  const display = vitalOf(code)?.display;
  return { system: LOINC, code, ...(display !== undefined && { display }) };
}

function concept(coding: readonly Coding[]): VitalSignObservation['code'] {
  return { coding, text: coding[0]?.display ?? '' };
}

/** A value given in the kept unit keeps its digits; a converted one is shown to one place. */
function valued({ value, unit, given, quality }: ReadingValue): Valued {
  if (value === null)
    return { dataAbsentReason: { coding: [{ system: ABSENT, code: absentBecause(quality) }] } };
  const shown =
    unit === given.unit ? value : decimalText(roundHalfUp(decimal(value), PLACES_CONVERTED));
  return { valueQuantity: { value: Number(shown), unit, system: UCUM, code: unit } };
}

function absentBecause(quality: Quality | null): string {
  return quality === 'sensor-off' ? 'not-performed' : 'error';
}
