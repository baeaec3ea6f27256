import * as v from 'valibot';
import { rowsOf, maybeText } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';

const reading = v.object({
  at: v.string(),
  code: v.string(),
  value: maybeText,
  quality: maybeText,
  device: v.string(),
  received: v.string(),
});

/** One value of a device, as the node lists it. */
export type Reading = v.InferOutput<typeof reading>;

const inputs = v.object({
  respiratoryRate: v.nullable(v.number()),
  spo2: v.nullable(v.number()),
  scale: v.picklist([1, 2]),
  oxygen: v.nullable(v.boolean()),
  systolic: v.nullable(v.number()),
  pulse: v.nullable(v.number()),
  consciousness: v.nullable(v.picklist(['A', 'C', 'V', 'P', 'U'])),
  temperature: v.nullable(v.number()),
});

const score = v.object({
  at: v.string(),
  score: v.nullable(v.number()),
  inputs,
  incomplete: v.boolean(),
  band: v.nullable(v.picklist(['low', 'low-medium', 'medium', 'high'])),
  red: v.boolean(),
  because: v.nullable(
    v.picklist(['age-unknown', 'under-16', 'pregnant', 'unsuitable', 'no-values']),
  ),
});

/** A score at a time; null where it is not used, and then `because` tells why. */
export type ScoreRow = v.InferOutput<typeof score>;

const alert = v.object({
  patient: v.string(),
  at: v.string(),
  signal: v.string(),
  level: v.string(),
  score: v.nullable(v.number()),
});

/** One line of an alert's life. */
export type AlertRow = v.InferOutput<typeof alert>;

/** The newest readings of a patient, at most `limit`, oldest first. */
export function useReadings(patient: string, limit: number) {
  return useAnswer('readings', { patient, limit }, rowsOf(reading));
}

/** The scores of an answer of the operation `scores`. */
export const scoresForm = rowsOf(score);

/** The scores of a patient, oldest first. */
export function useScores(patient: string) {
  return useAnswer('scores', { patient }, scoresForm);
}

/** The alert lines of a patient, or of everybody here, newest first. */
export function useAlerts(patient?: string) {
  return useAnswer('alerts', patient === undefined ? {} : { patient }, rowsOf(alert));
}
