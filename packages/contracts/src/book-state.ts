import type { Hex } from '@careledger/proof';
import type { Call } from './call.ts';
import { demandDirect } from './call.ts';
import { demand } from './contract-error.ts';
import {
  hex32,
  integer,
  memberId,
  object,
  pattern,
  trust,
  v1,
  type Form,
  type Of,
} from './form.ts';
import { EMPTY_ROOT, type MapName } from './leaf.ts';
import { bookOf, mspIdOf } from './member.ts';

/** Whose book this is, written once. */
export const self = object({ v: v1, member: memberId, mspId: pattern(/^[A-Za-z0-9-]{1,64}$/) });
export type Self = Of<typeof self>;

/** The incarnation of the one node that writes. */
export const writer = object({ v: v1, incarnation: hex32 });
export type Writer = Of<typeof writer>;

/** How far the member's journal is proven. */
export const checkpoint = object({ v: v1, size: integer({ min: 1, max: 2 ** 48 }), root: hex32 });
export type Checkpoint = Of<typeof checkpoint>;

/** Demands a direct call by the member that this process serves, and by its own organisation. */
export function demandOwn(call: Call, member: string): void {
  demandDirect(call, bookOf(member));
  demand(call.organisation === mspIdOf(member), 'creator', 'only the own organisation writes here');
}

/** The founded book of this member, with the incarnation that writes in force; the first reads of every write. */
export async function openBook(call: Call, member: string, incarnation: Hex): Promise<Self> {
  demandOwn(call, member);
  const own = await call.get(self, 'self');
  const inForce = await call.get(writer, 'writer');
  demand(own !== undefined, 'absent', 'the book is not founded');
  demand(own.member === member, 'creator', 'the book is of another member');
  demand(inForce?.incarnation === incarnation, 'writer', 'another incarnation is in force');
  return own;
}

/** The committed root of a map. */
export async function rootOf(call: Call, map: MapName): Promise<Hex> {
  return demandRoot(await call.text(`root:${map}`));
}

/** A root read as text: 32 bytes, or that of an empty map. */
export function demandRoot(value: string | undefined): Hex {
  return trust(hex32, value ?? EMPTY_ROOT);
}

/** A form out of what another chaincode holds. */
export function demandHeld<T>(form: Form<T>, value: string | undefined, what: string): T {
  demand(value !== undefined, 'absent', `${what} is not founded`);
  return trust(form, JSON.parse(value));
}
