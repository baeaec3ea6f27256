import type { Hospital, Patient, Person, Step } from '@careledger/contracts/testing';

import type { Engine } from './engine.ts';
import type { Recorder } from './recorder.ts';

/** The two hospitals of the transcript and what every chapter needs. */
export interface World {
  readonly engine: Engine;
  readonly recorder: Recorder;
  readonly north: Hospital;
  readonly river: Hospital;
}

/** Those who act, once the hospitals are founded. */
export interface Cast {
  readonly doctor: Person;
  readonly nurse: Person;
  readonly administrator: Person;
  /** Riverside's doctor, to whom the patient grants. */
  readonly asker: Person;
  /** Riverside's other doctor, to whom nobody grants anything. */
  readonly colleague: Person;
  readonly patient: Patient;
  readonly neighbour: Patient;
}

/** Words that stand in private parts and must never be found in a block. */
export const CANARIES = {
  card: 'CANARY-CARD-4711',
  reason: 'CANARY-REASON-UNCONSCIOUS',
} as const;

/** A step that others than planned are asked to endorse. */
export function endorsedBy(step: Step, ...hospitals: readonly Hospital[]): Step {
  return { ...step, endorsedBy: hospitals.map(({ mspId }) => mspId) };
}
