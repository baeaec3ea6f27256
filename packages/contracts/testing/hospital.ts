import {
  canonical,
  createSparseMap,
  positionOf,
  utf8,
  type Hex,
  type Json,
  type SparseMap,
} from '@careledger/proof';
import type { Change, StaffChange } from '../src/change.ts';
import type { DeviceLeaf } from '../src/device-leaf.ts';
import { leafHashOf, leafMessage, type MapName } from '../src/leaf.ts';
import { bookOf, mspIdOf, type Member } from '../src/member.ts';
import type { PatientLeaf } from '../src/patient-leaf.ts';
import type { LeafProof, Role, StaffLeaf, StatusEntry } from '../src/staff-leaf.ts';
import { newSigner, random32, type Signer } from './signer.ts';

/** A transaction ready to be sent, and what its sender notes once it is VALID. */
export type Step = {
  readonly book: string;
  readonly fn: string;
  /** MSP id of the organisation that sends it. */
  readonly by: string;
  readonly arg: string;
  /** The transient value `in`. */
  readonly secret: Uint8Array | undefined;
  readonly endorsedBy: readonly string[];
  readonly commit: () => void;
};

/** A leaf with the nonce that opens its hash. */
export type Held<L> = { leaf: L; nonce: Hex };

/** One hospital as an actor: its keys, and its maps as the ledger has them. */
export type Hospital = {
  readonly id: string;
  readonly mspId: string;
  readonly channel: string;
  readonly rpId: string;
  readonly origin: string;
  readonly office: Signer;
  readonly node: Signer;
  readonly incarnation: Hex;
  readonly clock: () => number;
  readonly maps: Record<MapName, SparseMap>;
  /** Raised stops under this hospital's name. */
  readonly stops: SparseMap;
};

/** A member of staff with their key. */
export type Person = { readonly hospital: Hospital; signer: Signer; held: Held<StaffLeaf> };

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nbm90IHJlYWQgYnkgdGhlIGNvbnRyYWN0cw==\n';

/** A hospital with new keys and empty maps. */
export function createHospital(options: {
  id: string;
  channel: string;
  clock: () => number;
}): Hospital {
  const { id, channel, clock } = options;
  return {
    id,
    mspId: mspIdOf(id),
    channel,
    rpId: `${id}.localhost`,
    origin: `http://${id}.localhost:8101`,
    office: newSigner(),
    node: newSigner(),
    incarnation: random32(),
    clock,
    maps: { staff: createSparseMap(), patients: createSparseMap(), devices: createSparseMap() },
    stops: createSparseMap(),
  };
}

/** How a hospital stands in `members`; certificates are put in where an engine reads them. */
export function memberForm(
  hospital: Hospital,
  certificates: { roots?: readonly string[]; tlsRoots?: readonly string[] } = {},
): Member {
  return {
    id: hospital.id,
    mspId: hospital.mspId,
    name: hospital.id,
    kind: 'hospital',
    status: 'active',
    roots: certificates.roots ?? [CERTIFICATE],
    tlsRoots: certificates.tlsRoots ?? [CERTIFICATE],
    rpId: hospital.rpId,
    origins: [hospital.origin],
    exchange: `https://127.0.0.1:9443/${hospital.id}`,
    admins: [hospital.office.spki],
    signer: hospital.node.spki,
  };
}

/** A call of a hospital's own book. */
export function ownStep(
  hospital: Hospital,
  fn: string,
  form: { arg: Json; secret?: Json; commit?: () => void },
): Step {
  return {
    book: bookOf(hospital.id),
    fn,
    by: hospital.mspId,
    arg: canonical(form.arg),
    secret: form.secret === undefined ? undefined : utf8(canonical(form.secret)),
    endorsedBy: [hospital.mspId],
    commit: form.commit ?? (() => {}),
  };
}

/** Founds the own book. */
export function foundOwnBook(hospital: Hospital): Step {
  return ownStep(hospital, 'found', { arg: { v: 1, member: hospital.id } });
}

/** Claims the own book for this incarnation. */
export function claimBook(hospital: Hospital, previous: Hex | null = null): Step {
  return ownStep(hospital, 'claim', {
    arg: { v: 1, incarnation: hospital.incarnation, previous },
  });
}

/** Sends changes as one transaction. */
export function changeStep(
  hospital: Hospital,
  changes: readonly Change[],
  commit: () => void = () => {},
): Step {
  return ownStep(hospital, 'change', {
    arg: { v: 1, writer: hospital.incarnation },
    secret: { v: 1, changes },
    commit: () => {
      for (const { map, leaf, nonce } of changes)
        hospital.maps[map].set(positionOf(leaf.handle), leafHashOf(leaf, nonce));
      commit();
    },
  });
}

/** Proof of a leaf under the root that the hospital holds now. */
export function prove<L extends StaffLeaf | PatientLeaf | DeviceLeaf>(
  hospital: Hospital,
  map: MapName,
  { leaf, nonce }: Held<L>,
): LeafProof<L> {
  return { leaf, nonce, path: hospital.maps[map].prove(positionOf(leaf.handle)) };
}

/** The bytes that staff or an office sign for a change of a leaf. */
export function messageFor<L extends StaffLeaf | PatientLeaf | DeviceLeaf>(
  hospital: Hospital,
  map: MapName,
  { old, now }: { old: Held<L> | null; now: Held<L> },
): Uint8Array {
  return leafMessage({
    channel: hospital.channel,
    member: hospital.id,
    map,
    handle: now.leaf.handle,
    old: old === null ? null : leafHashOf(old.leaf, old.nonce),
    leaf: leafHashOf(now.leaf, now.nonce),
  });
}

/** A change of a member of staff, signed by the office or an administrator. */
export function staffChange(
  hospital: Hospital,
  { old, now }: { old: Held<StaffLeaf> | null; now: Held<StaffLeaf> },
  by: 'office' | Person = 'office',
): StaffChange {
  const message = messageFor(hospital, 'staff', { old, now });
  return {
    map: 'staff',
    old,
    path: hospital.maps.staff.prove(positionOf(now.leaf.handle)),
    leaf: now.leaf,
    nonce: now.nonce,
    by:
      by === 'office'
        ? { kind: 'office', key: hospital.office.spki, signature: hospital.office.sign(message) }
        : {
            kind: 'administrator',
            staff: prove(hospital, 'staff', by.held),
            signature: by.signer.sign(message),
          },
  };
}

/** A person with a new key, not enrolled yet. */
export function newPerson(hospital: Hospital, role: Role): Person {
  const signer = newSigner();
  const at = hospital.clock();
  const leaf: StaffLeaf = {
    v: 1,
    handle: random32(),
    name: random32(),
    role,
    keys: [{ spki: signer.spki, from: at, until: null }],
    status: [{ status: 'active', at }],
  };
  return { hospital, signer, held: { leaf, nonce: random32() } };
}

/** Enrols a new person. */
export function enrolStaff(
  hospital: Hospital,
  { role, by = 'office' }: { role: Role; by?: 'office' | Person },
): { step: Step; person: Person } {
  const person = newPerson(hospital, role);
  const change = staffChange(hospital, { old: null, now: person.held }, by);
  return { person, step: changeStep(hospital, [change]) };
}

/** Adds a status to a person. */
export function setStatus(
  person: Person,
  entry: StatusEntry,
  by: 'office' | Person = 'office',
): Step {
  const { hospital, held } = person;
  const now = {
    leaf: { ...held.leaf, status: [...held.leaf.status, entry] },
    nonce: random32(),
  };
  return changeStep(hospital, [staffChange(hospital, { old: held, now }, by)], () => {
    person.held = now;
  });
}
