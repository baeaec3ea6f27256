import * as v from 'valibot';

const coding = v.object({
  system: v.optional(v.string()),
  code: v.optional(v.string()),
  display: v.optional(v.string()),
});
const concept = v.object({
  text: v.optional(v.string()),
  coding: v.optional(v.array(coding), []),
});
const quantity = v.object({
  value: v.optional(v.number()),
  unit: v.optional(v.string()),
  code: v.optional(v.string()),
  comparator: v.optional(v.string()),
});
const repeat = v.object({
  frequency: v.optional(v.number()),
  period: v.optional(v.number()),
  periodUnit: v.optional(v.string()),
});
const period = v.object({ start: v.optional(v.string()), end: v.optional(v.string()) });
const value = {
  valueQuantity: v.optional(quantity),
  valueString: v.optional(v.string()),
  valueCodeableConcept: v.optional(concept),
};
const dosage = v.object({
  text: v.optional(v.string()),
  asNeededBoolean: v.fallback(v.optional(v.boolean()), undefined),
  timing: v.fallback(v.optional(v.object({ repeat: v.optional(repeat) })), undefined),
  doseAndRate: v.fallback(
    v.optional(v.array(v.object({ doseQuantity: v.optional(quantity) }))),
    undefined,
  ),
});
const attachment = v.object({
  contentType: v.optional(v.string()),
  title: v.optional(v.string()),
  data: v.optional(v.string()),
});

/** What these pages read of a FHIR R4 resource; members of another form count as absent. */
const shownForm = v.object({
  code: v.fallback(v.optional(concept), undefined),
  type: v.fallback(v.optional(v.union([v.array(concept), concept])), undefined),
  title: v.fallback(v.optional(v.string()), undefined),
  class: v.fallback(v.optional(coding), undefined),
  medicationCodeableConcept: v.fallback(v.optional(concept), undefined),
  vaccineCode: v.fallback(v.optional(concept), undefined),
  clinicalStatus: v.fallback(v.optional(concept), undefined),
  verificationStatus: v.fallback(v.optional(concept), undefined),
  status: v.fallback(v.optional(v.string()), undefined),
  reaction: v.fallback(
    v.optional(v.array(v.object({ manifestation: v.optional(v.array(concept), []) }))),
    undefined,
  ),
  dosageInstruction: v.fallback(v.optional(v.array(dosage)), undefined),
  ...value,
  valueQuantity: v.fallback(v.optional(quantity), undefined),
  component: v.fallback(v.optional(v.array(v.object({ code: concept, ...value }))), undefined),
  interpretation: v.fallback(v.optional(v.array(concept)), undefined),
  referenceRange: v.fallback(
    v.optional(v.array(v.object({ low: v.optional(quantity), high: v.optional(quantity) }))),
    undefined,
  ),
  note: v.fallback(v.optional(v.array(v.object({ text: v.optional(v.string()) }))), undefined),
  content: v.fallback(v.optional(v.array(v.object({ attachment }))), undefined),
  result: v.fallback(
    v.optional(v.array(v.object({ reference: v.optional(v.string()) }))),
    undefined,
  ),
  conclusion: v.fallback(v.optional(v.string()), undefined),
  onsetDateTime: v.fallback(v.optional(v.string()), undefined),
  recordedDate: v.fallback(v.optional(v.string()), undefined),
  effectiveDateTime: v.fallback(v.optional(v.string()), undefined),
  effectivePeriod: v.fallback(v.optional(period), undefined),
  occurrenceDateTime: v.fallback(v.optional(v.string()), undefined),
  performedDateTime: v.fallback(v.optional(v.string()), undefined),
  performedPeriod: v.fallback(v.optional(period), undefined),
  period: v.fallback(v.optional(period), undefined),
  authoredOn: v.fallback(v.optional(v.string()), undefined),
  date: v.fallback(v.optional(v.string()), undefined),
  started: v.fallback(v.optional(v.string()), undefined),
  issued: v.fallback(v.optional(v.string()), undefined),
});

/** What these pages read of a resource. */
export type Shown = v.InferOutput<typeof shownForm>;

/** A concept with its codings. */
export type Concept = v.InferOutput<typeof concept>;

/** An amount with its unit. */
export type Quantity = v.InferOutput<typeof quantity>;

/** Reads a resource; what has another form than R4 says is left out. */
export function shownOf(resource: unknown): Shown {
  return v.parse(shownForm, resource);
}

/** When it happened, as far as the resource says; undefined where it does not. */
export function happenedAt(shown: Shown): string | undefined {
  return (
    shown.effectiveDateTime ??
    shown.effectivePeriod?.start ??
    shown.occurrenceDateTime ??
    shown.performedDateTime ??
    shown.performedPeriod?.start ??
    shown.period?.start ??
    shown.authoredOn ??
    shown.onsetDateTime ??
    shown.recordedDate ??
    shown.date ??
    shown.started ??
    shown.issued
  );
}

/** What the resource is about. */
export function conceptOf(shown: Shown): Concept | undefined {
  const type = Array.isArray(shown.type) ? shown.type[0] : shown.type;
  return shown.medicationCodeableConcept ?? shown.vaccineCode ?? shown.code ?? type;
}

/** Whether the code of a status is among those given. */
export function hasCode(given: Concept | undefined, ...codes: string[]): boolean {
  return (given?.coding ?? []).some(({ code }) => code !== undefined && codes.includes(code));
}
