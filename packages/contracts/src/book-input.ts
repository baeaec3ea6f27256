import { act } from './act.ts';
import { staffAuthority } from './change.ts';
import {
  hex32,
  integer,
  list,
  memberId,
  nullable,
  object,
  signature,
  truth,
  v1,
  type Of,
} from './form.ts';
import { staffProof } from './staff-leaf.ts';

const MAX_BATCH = 200;

/** Argument of `found` of a book. */
export const foundBook = object({ v: v1, member: memberId });
/** Argument of `claim`. */
export const claim = object({ v: v1, incarnation: hex32, previous: nullable(hex32) });
/** Argument of `change`. */
export const changeArgument = object({ v: v1, writer: hex32 });
/** Argument of `answer`; `id` is the hash of the signed request. */
export const answerArgument = object({ v: v1, writer: hex32, id: hex32 });
/** Argument of `contribute`. */
export const contributeArgument = object({
  v: v1,
  writer: hex32,
  items: list(object({ id: hex32, root: hex32, act: hex32 }), { min: 1, max: MAX_BATCH }),
});
/** Private part of `contribute`: one act for each item, in the same order, with an index into `staff`. */
export const contributeInput = object({
  v: v1,
  staff: list(staffProof, { min: 1, max: MAX_BATCH }),
  acts: list(
    object({ form: act, nonce: hex32, signature, staff: integer({ min: 0, max: MAX_BATCH - 1 }) }),
    { min: 1, max: MAX_BATCH },
  ),
});
export type ContributeInput = Of<typeof contributeInput>;
/** Argument of `receive`. */
export const receiveArgument = object({
  v: v1,
  writer: hex32,
  items: list(object({ id: hex32, receipt: hex32 }), { min: 1, max: MAX_BATCH }),
});
const size = integer({ min: 1, max: 2 ** 48 });
const treeHead = object({ size, root: hex32 });
/** Argument of `checkpoint`; `path` is the consistency proof from the last one, empty for the first. */
export const checkpointArgument = object({
  v: v1,
  writer: hex32,
  size,
  root: hex32,
  path: list(hex32, { min: 0, max: 96 }),
});
/** Argument of `restart`: `lost` is the last checkpoint, whose tail is gone. */
export const restartArgument = object({ v: v1, writer: hex32, size, root: hex32, lost: treeHead });
/** Argument of `pause`. */
export const pauseArgument = object({
  v: v1,
  writer: hex32,
  everybody: truth,
  members: list(memberId, { min: 0, max: 500 }),
});
/** Private part of `restart` and `pause`. */
export const authorityInput = object({ v: v1, by: staffAuthority });
