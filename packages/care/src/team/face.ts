import type { Hospital } from '../hospital.ts';
import { displayName } from './display-name.ts';

/** The limited fields by which a patient is recognised in a list. */
export interface Face {
  readonly name: string;
  readonly born: string | null;
  readonly sex: string | null;
}

/** Gives the function that reads a patient's face from the chart. */
export function createFace({ chart }: Pick<Hospital, 'chart'>): (patient: string) => Promise<Face> {
  return async (patient) => {
    const { name, birthDate, sex } = await chart.compare(patient);
    return { name: displayName(name), born: birthDate, sex };
  };
}
