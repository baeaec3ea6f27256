import * as v from 'valibot';

const seen = v.looseObject({ type: v.string(), id: v.string() });

/** One access or refusal, as nodes answer it to an officer. */
const disclosureForm = v.object({
  id: v.string(),
  at: v.string(),
  since: v.string(),
  count: v.number(),
  kind: v.string(),
  outcome: v.string(),
  because: v.string(),
  who: v.string(),
  practitioner: v.string(),
  organisation: v.string(),
  role: v.nullable(v.string()),
  interaction: v.nullable(v.string()),
  purpose: v.string(),
  basis: v.string(),
  text: v.nullable(v.string()),
  resources: v.array(seen),
  request: v.nullable(v.string()),
  receipt: v.nullable(v.string()),
  review: v.nullable(v.string()),
  delayed: v.nullable(v.string()),
  patient: v.nullable(v.string()),
  patientName: v.nullable(v.string()),
});

const foundForm = v.object({
  ...disclosureForm.entries,
  matched: v.boolean(),
  what: v.array(v.string()),
});

/** A row of a search. */
export type Found = v.InferOutput<typeof foundForm>;

/** What a search found, newest first. */
export const searchForm = v.object({
  rows: v.array(foundForm),
  accesses: v.number(),
  refusals: v.number(),
  more: v.boolean(),
});

/** One access with its place in the log and its proof, which is null while it is not anchored. */
export const oneForm = v.object({
  row: disclosureForm,
  journal: v.object({ index: v.number(), size: v.number() }),
  tx: v.nullable(v.string()),
  block: v.nullable(v.number()),
  signer: v.string(),
  copies: v.array(v.string()),
  proof: v.nullable(v.string()),
});

/** One access with its evidence. */
export type One = v.InferOutput<typeof oneForm>;

/** Whether the other hospital threw the answer away, because it may be about another person (R9). */
export const isThrownAway = ({ receipt }: { receipt: string | null }): boolean =>
  receipt === 'another-person';

/** Whether an access was one under break-glass. */
export function isEmergency({ basis }: { basis: string }): boolean {
  return basis.startsWith('emergency');
}
