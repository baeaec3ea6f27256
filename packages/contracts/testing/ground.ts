import type { ChangeGround } from '../src/apply-change.ts';
import { applyChange } from '../src/apply-change.ts';
import type { Change } from '../src/change.ts';
import type { Member } from '../src/member.ts';
import { createVerifier } from '../src/signature.ts';
import type { Credential, PatientLeaf } from '../src/patient-leaf.ts';
import { leafHashOf } from '../src/leaf.ts';
import { positionOf } from '@careledger/proof';
import { memberForm, newPerson, staffChange, type Hospital, type Person } from './hospital.ts';
import type { StaffLeaf } from '../src/staff-leaf.ts';
import { newPasskey } from './passkey.ts';
import { credentialFor, type Patient } from './patient.ts';
import { random32 } from './signer.ts';
import { forceStaff, type World } from './world.ts';
import type { PatientChange } from '../src/change.ts';

/** What a change at a hospital is judged by. */
export function groundOf(
  hospital: Hospital,
  change: Change,
  differently: Partial<ChangeGround> & { member?: Partial<Member> } = {},
): ChangeGround {
  const { member, ...rest } = differently;
  return {
    channel: hospital.channel,
    own: { ...memberForm(hospital), ...member },
    now: hospital.clock(),
    staff: hospital.maps.staff.root,
    stop: hospital.stops.root,
    root: hospital.maps[change.map].root,
    ...rest,
  };
}

/** `ok`, or the code of why a change may not be. */
export async function judge(
  hospital: Hospital,
  change: Change,
  differently: Parameters<typeof groundOf>[2] = {},
): Promise<string> {
  return applyChange(change, groundOf(hospital, change, differently), createVerifier()).then(
    () => 'ok',
    (error: { code?: string; message?: string }) => error.code ?? error.message ?? '',
  );
}

/** One thing that differs about a change, and what must come of it: `ok` or a code. */
export type ChangeCase = readonly [
  name: string,
  expected: string,
  change: (world: World) => Change,
];

/** Puts a person's leaf under the hospital's root as it is. */
export function placed(hospital: Hospital, person: Person): Person {
  const { leaf, nonce } = person.held;
  hospital.maps.staff.set(positionOf(leaf.handle), leafHashOf(leaf, nonce));
  return person;
}

/** The world's doctor, suspended. */
export function suspended(world: World): Person {
  const status = [
    { status: 'active', at: 1 },
    { status: 'suspended', at: 2 },
  ] as const;
  return placed(world.north, forceStaff(world.doctor, { status }));
}

/** Every credential, differently. */
export function eachCredential(differently: Partial<Credential>) {
  return (held: readonly Credential[]): Credential[] =>
    held.map((credential) => ({ ...credential, ...differently }));
}

/** A credential that no leaf holds yet. */
export function spareCredential(): Credential {
  return credentialFor(newPasskey('northgate.localhost'), 1);
}

/** Raises the patient's stop code. */
export function raised({ north, patient }: { north: Hospital; patient: Patient }): void {
  const { stop } = patient.held.leaf.head;
  north.stops.set(positionOf(stop), stop);
}

/** Raises some stop codes of others. */
export function raiseOthers(hospital: Hospital): void {
  for (const stop of [random32(), random32(), random32()])
    hospital.stops.set(positionOf(stop), stop);
}

/** A change with another head. */
export function withHead(change: PatientChange, head: Partial<PatientLeaf['head']>): PatientChange {
  return { ...change, leaf: { ...change.leaf, head: { ...change.leaf.head, ...head } } };
}

/** The world's doctor, otherwise, by the office. */
export const doctorOtherwise =
  (differently: Partial<StaffLeaf>, before: Partial<StaffLeaf> = {}) =>
  (world: World): Change => {
    const person = placed(world.north, forceStaff(world.doctor, before));
    const now = { leaf: { ...person.held.leaf, ...differently }, nonce: random32() };
    return staffChange(world.north, { old: person.held, now });
  };

/** A new nurse, otherwise, by the office. */
export const newNurse =
  (differently: Partial<StaffLeaf>) =>
  ({ north }: World): Change => {
    const { held } = newPerson(north, 'nurse');
    const now = { ...held, leaf: { ...held.leaf, ...differently } };
    return staffChange(north, { old: null, now });
  };
