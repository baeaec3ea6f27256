import type { AnswerInput, Decidable } from '../src/answer-input.ts';
import { decide } from '../src/decide.ts';
import type { Decision } from '../src/decision.ts';
import { NO_PAUSE } from '../src/pause.ts';
import { createVerifier } from '../src/signature.ts';
import { answerInputFor, answerStep, ask, type Asked } from './exchange.ts';
import { foundConsortium } from './consortium.ts';
import { createChannel, type Channel } from './engine.ts';
import {
  claimBook,
  createHospital,
  enrolStaff,
  foundOwnBook,
  type Hospital,
  type Person,
  type Step,
} from './hospital.ts';
import { consent, enrolPatient, grantTo, type Patient } from './patient.ts';
import type { Role } from '../src/staff-leaf.ts';
import { GRANTED_KINDS, membersOf, offer, WORLD_NOW } from './world.ts';

/** A founded consortium on a channel in memory, with people; `clock.now` may be moved. */
export type Scene = {
  readonly channel: Channel;
  readonly clock: { now: number };
  readonly north: Hospital;
  readonly river: Hospital;
  readonly nurse: Person;
  readonly doctor: Person;
  readonly administrator: Person;
  readonly asker: Person;
};

/** Enrols somebody by the office. */
export async function enrolOn(channel: Channel, hospital: Hospital, role: Role): Promise<Person> {
  const { step, person } = enrolStaff(hospital, { role });
  await channel.must(step);
  return person;
}

/** Founds Northgate and Riverside, and enrols their people. */
export async function createScene(): Promise<Scene> {
  const clock = { now: WORLD_NOW };
  const name = 'careledger';
  const options = { channel: name, clock: () => clock.now };
  const north = createHospital({ id: 'northgate', ...options });
  const river = createHospital({ id: 'riverside', ...options });
  const channel = createChannel([north, river], options);
  await channel.must(foundConsortium([north, river]));
  for (const hospital of [north, river]) {
    await channel.must(foundOwnBook(hospital));
    await channel.must(claimBook(hospital));
  }
  const nurse = await enrolOn(channel, north, 'nurse');
  const doctor = await enrolOn(channel, north, 'doctor');
  const administrator = await enrolOn(channel, north, 'administrator');
  const asker = await enrolOn(channel, river, 'doctor');
  return { channel, clock, north, river, nurse, doctor, administrator, asker };
}

/** Enrols a patient who grants the asker medications, allergies and problems. */
export async function grantedPatient(scene: Scene): Promise<Patient> {
  const { channel, north, river, nurse, doctor, asker } = scene;
  const { step, patient } = enrolPatient(north, { signers: [nurse, doctor] });
  await channel.must(step);
  const grant = grantTo({ hospital: river, person: asker }, GRANTED_KINDS);
  await channel.must(consent(patient, { grants: [grant] }).step);
  return patient;
}

/** What a scene's custodian offers. */
export const SCENE_OFFERS = [offer('medications'), offer('vitals'), offer('problems', ['PSY'])];
/** What makes a request an emergency. */
export const EMERGENCY = { basis: 'emergency', reasons: ['BTG'] } as const;

/** The custodian's answer about a patient, or an unknown card, to a request. */
export function answerFor(
  scene: Scene,
  patient: Patient | undefined,
  asked = ask(scene.asker, scene.north),
): { input: AnswerInput; asked: Asked; step: Step } {
  const input = answerInputFor(scene.north, asked, { patient, offered: SCENE_OFFERS });
  return { input, asked, step: answerStep(scene.north, input) };
}

/** The same decision outside of the contract. */
export async function decidedBy(scene: Scene, input: AnswerInput, now: number): Promise<Decision> {
  const { north, river } = scene;
  const asked: Decidable = {
    channel: north.channel,
    member: north.id,
    now,
    members: membersOf(scene),
    pause: NO_PAUSE,
    roots: {
      requesterStaff: river.maps.staff.root,
      staff: north.maps.staff.root,
      patients: north.maps.patients.root,
      stop: north.stops.root,
    },
    input,
  };
  return decide(asked, createVerifier());
}
