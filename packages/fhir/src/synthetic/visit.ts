import { addResource, concept, quantity, term, timeOn } from './record.ts';
import type { RecordDraft, Reference } from './record.ts';
import type { Panel, Test } from './laboratory.ts';
import type { Code } from './vocabulary.ts';

/** One visit: the encounter, its day and who was seen. */
export interface Visit {
  readonly record: RecordDraft;
  readonly encounter: Reference;
  readonly day: string;
  readonly hour: number;
}

/** How the vital signs of a person lie on this visit. */
export interface Bearing {
  readonly systolic: number;
  readonly diastolic: number;
  readonly pulse: number;
  readonly respiration: number;
  readonly saturation: number;
  readonly heightCm: number;
  readonly weightKg: number;
}

/** Adds an encounter of some twenty minutes. */
export function addVisit(
  record: RecordDraft,
  {
    day,
    type,
    reasons,
    emergency = false,
  }: {
    readonly day: string;
    readonly type: Code;
    readonly reasons: readonly Reference[];
    readonly emergency?: boolean;
  },
): Visit {
  const hour = record.chance.whole(8, 16);
  const encounter = addResource(record, {
    resourceType: 'Encounter',
    status: 'finished',
    class: {
      system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      code: emergency ? 'EMER' : 'AMB',
      display: emergency ? 'emergency' : 'ambulatory',
    },
    type: [concept(type)],
    subject: record.patient,
    participant: [{ individual: record.doctor }],
    period: { start: timeOn(day, hour, 0), end: timeOn(day, hour, 25) },
    ...(reasons.length === 0 ? {} : { reasonReference: reasons }),
    serviceProvider: record.hospital,
  });
  return { record, encounter, day, hour };
}

/** Adds the vital signs of a visit by FHIR's vital-signs profiles. */
export function addVitalSigns(visit: Visit, bearing: Bearing): void {
  const { chance } = visit.record;
  const vary = (mean: number, deviation: number): number =>
    Math.round(chance.around(mean, deviation));
  const systolic = vary(bearing.systolic, 6);
  const bmi = Math.round((bearing.weightKg / (bearing.heightCm / 100) ** 2) * 10) / 10;
  addVital(visit, '85354-9', 'Blood pressure panel with all children optional', {
    component: [
      {
        code: vitalCode('8480-6', 'Systolic blood pressure'),
        valueQuantity: quantity(systolic, 'mmHg', 'mm[Hg]'),
      },
      {
        code: vitalCode('8462-4', 'Diastolic blood pressure'),
        valueQuantity: quantity(
          Math.min(vary(bearing.diastolic, 4), systolic - 20),
          'mmHg',
          'mm[Hg]',
        ),
      },
    ],
  });
  const saturation = Math.min(100, vary(bearing.saturation, 0.8));
  const temperature = Math.round(chance.around(36.7, 0.2) * 10) / 10;
  const one = (code: string, display: string, value: number, unit: string, ucum = unit): void =>
    addVital(visit, code, display, { valueQuantity: quantity(value, unit, ucum) });
  one('8867-4', 'Heart rate', vary(bearing.pulse, 5), 'beats/minute', '/min');
  one('9279-1', 'Respiratory rate', vary(bearing.respiration, 1), 'breaths/minute', '/min');
  one('2708-6', 'Oxygen saturation in Arterial blood', saturation, '%');
  one('8310-5', 'Body temperature', temperature, 'Cel');
  one('8302-2', 'Body height', bearing.heightCm, 'cm');
  one('29463-7', 'Body weight', Math.round(bearing.weightKg * 10) / 10, 'kg');
  one('39156-5', 'Body mass index (BMI) [Ratio]', bmi, 'kg/m2');
}

function vitalCode(code: string, display: string): unknown {
  return { coding: [{ system: 'http://loinc.org', code, display }], text: display };
}

function addVital(
  visit: Visit,
  code: string,
  display: string,
  value: Readonly<Record<string, unknown>>,
): void {
  addResource(visit.record, {
    resourceType: 'Observation',
    status: 'final',
    category: [term('observation-category', 'vital-signs', 'Vital Signs')],
    code: vitalCode(code, display),
    subject: visit.record.patient,
    encounter: visit.encounter,
    effectiveDateTime: timeOn(visit.day, visit.hour, 5),
    ...value,
  });
}

/** Adds one laboratory result; `shift` moves it by so many of its deviations away from the normal. */
export function addResult(visit: Visit, test: Test, shift = 0): Reference {
  const { chance } = visit.record;
  const scale = 10 ** test.decimals;
  const drawn = chance.around(test.mean + shift * test.deviation, test.deviation * 0.6);
  const value = Math.max(0, Math.round(drawn * scale) / scale);
  const flag =
    test.high !== undefined && value > test.high
      ? 'H'
      : test.low !== undefined && value < test.low
        ? 'L'
        : 'N';
  const flagName = { H: 'High', L: 'Low', N: 'Normal' }[flag];
  const limit = (amount: number): unknown => quantity(amount, test.unit, test.ucum);
  return addResource(visit.record, {
    resourceType: 'Observation',
    status: 'final',
    category: [term('observation-category', 'laboratory', 'Laboratory')],
    code: vitalCode(test.code, test.display),
    subject: visit.record.patient,
    encounter: visit.encounter,
    effectiveDateTime: timeOn(visit.day, visit.hour, 10),
    issued: timeOn(visit.day, visit.hour + 3, 0),
    performer: [visit.record.hospital],
    valueQuantity: quantity(value, test.unit, test.ucum),
    interpretation: [term('v3-ObservationInterpretation', flag, flagName)],
    referenceRange: [
      {
        ...(test.low === undefined ? {} : { low: limit(test.low) }),
        ...(test.high === undefined ? {} : { high: limit(test.high) }),
      },
    ],
  });
}

/** Adds a panel: its results and the report on them. */
export function addPanel(
  visit: Visit,
  panel: Panel,
  shifts: Readonly<Record<string, number>> = {},
): void {
  const result = panel.members.map((each) => addResult(visit, each, shifts[each.code] ?? 0));
  addResource(visit.record, {
    resourceType: 'DiagnosticReport',
    status: 'final',
    category: [term('v2-0074', 'LAB', 'Laboratory')],
    code: vitalCode(panel.code, panel.display),
    subject: visit.record.patient,
    encounter: visit.encounter,
    effectiveDateTime: timeOn(visit.day, visit.hour, 10),
    issued: timeOn(visit.day, visit.hour + 3, 5),
    performer: [visit.record.hospital],
    result,
  });
}
