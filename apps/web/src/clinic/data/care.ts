import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';

const mine = v.object({
  patient: v.string(),
  name: v.string(),
  born: maybeText,
  sex: maybeText,
  ward: maybeText,
  wardName: maybeText,
  since: v.string(),
  because: v.picklist(['author', 'enrolled', 'ward', 'take-over', 'referral', 'hand-over']),
});

const found = v.object({
  patient: v.string(),
  name: v.string(),
  born: maybeText,
  sex: maybeText,
  number: maybeText,
  enrolled: v.boolean(),
  inCare: v.boolean(),
});

/** A patient found by words: limited fields. */
export type Found = v.InferOutput<typeof found>;

const careForm = v.object({
  inCare: v.boolean(),
  policy: v.picklist(['hospital', 'team']),
  mayBeIncomplete: v.boolean(),
  openUntil: maybeText,
  team: v.array(v.object({ user: v.string(), name: v.string(), role: v.string() })),
});

/** Who is in my care. */
export function useInMyCare() {
  return useAnswer('in-my-care', {}, rowsOf(mine));
}

/** Patients found by words of at least two characters; nothing is asked before. */
export function useFound(text: string) {
  return useAnswer('find', { text, limit: 50 }, rowsOf(found), { when: text.length >= 2 });
}

/** Whether a patient is in my care, and in whose. */
export function useCareOf(patient: string) {
  return useAnswer('care-of', { patient }, careForm);
}

/** The genders that FHIR knows. */
export function genderOf(sex: string | null): 'female' | 'male' | 'other' | 'unknown' {
  return sex === 'female' || sex === 'male' || sex === 'other' ? sex : 'unknown';
}
