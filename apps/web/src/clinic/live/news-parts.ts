import { news2, type Part } from '@careledger/telemetry';
import type { ScoreRow } from './monitor.ts';

/** The parts of NEWS2 in the order of its chart. */
export const parts: readonly Part[] = [
  'respiratoryRate',
  'spo2',
  'oxygen',
  'systolic',
  'pulse',
  'consciousness',
  'temperature',
];

/** The points of each part of a score, by the table of the Royal College of Physicians; null where a value is missing. */
export function pointsOfParts({ inputs }: ScoreRow): Readonly<Record<Part, number | null>> {
  const text = (value: number | null) => (value === null ? null : String(value));
  return news2({
    respiratoryRate: text(inputs.respiratoryRate),
    spo2: text(inputs.spo2),
    scale: inputs.scale,
    oxygen: inputs.oxygen,
    systolic: text(inputs.systolic),
    pulse: text(inputs.pulse),
    consciousness: inputs.consciousness,
    temperature: text(inputs.temperature),
  }).parts;
}

/** Points as the mark takes them. */
export function pointsMark(points: number): 0 | 1 | 2 | 3 {
  if (points === 1 || points === 2 || points === 3) return points;
  return 0;
}
