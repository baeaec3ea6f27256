import {
  hex32,
  list,
  mapPath,
  nullable,
  object,
  oneOf,
  spki,
  time,
  v1,
  type Form,
  type Of,
} from './form.ts';

/** What somebody is at a hospital; a role never changes, another role is another leaf. */
export const role = oneOf(
  'doctor',
  'nurse',
  'administrator',
  'privacy-officer',
  'auditor',
  'researcher',
);
export type Role = Of<typeof role>;

/** A status and the time from which it holds. */
export const statusEntry = object({ status: oneOf('active', 'suspended', 'ended'), at: time });
export type StatusEntry = Of<typeof statusEntry>;

const staffKey = object({ spki, from: time, until: nullable(time) });

/** A member of staff as a leaf of `staff`: `name` is a commitment; keys and statuses in the order in which they came. */
export const staffLeaf = object({
  v: v1,
  handle: hex32,
  name: hex32,
  role,
  keys: list(staffKey, { min: 1, max: 16 }),
  status: list(statusEntry, { min: 1, max: 64 }),
});
export type StaffLeaf = Of<typeof staffLeaf>;

/** A leaf, the nonce that opens its hash, and a path. */
export function proven<L>(leaf: Form<L>): Form<LeafProof<L>> {
  return object({ leaf, nonce: hex32, path: mapPath });
}
export type LeafProof<L> = { readonly leaf: L; readonly nonce: string; readonly path: string };

/** Proof of a member of staff. */
export const staffProof = proven(staffLeaf);
export type StaffProof = LeafProof<StaffLeaf>;

/** Whether the status that holds at a time is `active`; before the first entry nothing is. */
export function isActiveAt(status: readonly StatusEntry[], at: number): boolean {
  return status.findLast((entry) => entry.at <= at)?.status === 'active';
}

/** The one key that holds at a time: from `from` on, and before `until`. */
export function keyAt(leaf: StaffLeaf, at: number): string | undefined {
  return leaf.keys.find((key) => key.from <= at && (key.until === null || at < key.until))?.spki;
}
