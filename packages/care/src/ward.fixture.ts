import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openHospital,
  type Hospital,
  type HospitalDeps,
  type HospitalOptions,
} from './hospital.ts';
import type { Role, StaffActor } from './people/actor.ts';

const PASSWORD = 'correct horse battery';

/** A hospital in a folder of its own with one member of staff of each role, for tests. */
export interface Ward extends AsyncDisposable {
  readonly folder: string;
  hospital: Hospital;
  /** The clock of the hospital, to be moved. */
  readonly time: { now: number };
  as(role: Role): StaffActor;
  /** Signs everybody in again: what `as` gives lasts a minute of the clock. */
  refresh(): Promise<void>;
  /** Closes the hospital and opens it again. */
  restart(): Promise<void>;
}

/** Opens a ward; disposing it closes the hospital and deletes the folder. */
export async function openWard(
  deps: Partial<HospitalDeps> = {},
  options: Pick<HospitalOptions, 'carePolicy'> = {},
): Promise<Ward> {
  const folder = await mkdtemp(join(tmpdir(), 'careledger-ward-'));
  const staff = new Map<Role, StaffActor>();
  const clock = (): number => time.now;
  const time = { now: Date.UTC(2026, 0, 5, 8) };
  const open = (create: boolean) =>
    openHospital(
      { folder, member: 'northgate', channel: 'careledger', create, ...options },
      { clock, log: () => undefined, projections: [], ...deps },
    );
  const ward: Ward = {
    folder,
    time,
    hospital: await open(true),
    as: (role) => {
      const actor = staff.get(role);
      if (actor === undefined) throw new Error(`nobody is ${role}`);
      return actor;
    },
    restart: async () => {
      await ward.hospital.close();
      ward.hospital = await open(false);
      await ward.refresh();
    },
    refresh: async () => {
      for (const role of staff.keys()) await signIn(role);
    },
    [Symbol.asyncDispose]: async () => {
      await ward.hospital.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const signIn = async (role: Role): Promise<StaffActor> => {
    const actor = await ward.hospital.people.vouch({ user: role, password: PASSWORD });
    staff.set(role, actor);
    return actor;
  };
  const roles: Role[] = ['administrator', 'doctor', 'nurse', 'privacy-officer', 'researcher'];
  let by: StaffActor | undefined;
  for (const role of roles) {
    const person = { user: role, name: `Some ${role}`, role, password: PASSWORD };
    await ward.hospital.people.addPractitioner(by === undefined ? person : { ...person, by });
    by ??= await signIn(role);
    if (role !== 'administrator') await signIn(role);
  }
  return ward;
}
