import { fromHex, verifyConsistency, type Verify } from '@careledger/proof';
import { demandStaffAuthority } from './apply-change.ts';
import {
  authorityInput,
  checkpointArgument,
  pauseArgument,
  restartArgument,
} from './book-input.ts';
import { checkpoint, demandHeld, openBook, rootOf } from './book-state.ts';
import type { Call } from './call.ts';
import type { StaffAuthority } from './change.ts';
import { demand } from './contract-error.ts';
import { memberOf, members as membersForm } from './member.ts';
import { pauseMessage, restartMessage } from './staff-order.ts';

/** `checkpoint({v, writer, size, root, path})`: the first, or one that provably extends the last (J2). */
export async function advanceCheckpoint(call: Call, member: string): Promise<void> {
  const { writer, size, root, path } = call.argument(checkpointArgument);
  await openBook(call, member, writer);
  const last = await call.get(checkpoint, 'checkpoint');
  if (last === undefined) {
    demand(path.length === 0, 'form', 'a first checkpoint extends none');
  } else {
    demand(size > last.size, 'fork', 'a checkpoint grows');
    const extended = verifyConsistency({
      first: last.size,
      firstRoot: fromHex(last.root),
      second: size,
      secondRoot: fromHex(root),
      path: path.map((step) => fromHex(step)),
    });
    demand(extended, 'fork', 'it does not extend the last checkpoint');
  }
  await call.put('checkpoint', { v: 1, size, root });
}

/** `restart({v, writer, size, root, lost})`: declares that what the last checkpoint proved beyond `size` is lost, signed (J2). */
export async function restartLog(call: Call, member: string, verify: Verify): Promise<void> {
  const { writer, size, root, lost } = call.argument(restartArgument);
  const { by } = call.secret(authorityInput);
  await openBook(call, member, writer);
  const last = await call.get(checkpoint, 'checkpoint');
  demand(last !== undefined, 'absent', 'there is no checkpoint to give up');
  demand(
    lost.size === last.size && lost.root === last.root,
    'fork',
    'that is not the last checkpoint',
  );
  demand(root !== last.root, 'rule', 'nothing is lost');
  const { channel } = call;
  const message = restartMessage({ channel, member, size, root, lost });
  await demandOrder(call, { member, by, message }, verify);
  await call.put('checkpoint', { v: 1, size, root });
  await call.put(`restart:${call.txId}`, { v: 1, size, root, lost });
}

/** `pause({v, writer, everybody, members})`: to whom nothing is released for now, by the member's own word (M4.3). */
export async function pauseReleases(call: Call, member: string, verify: Verify): Promise<void> {
  const { writer, everybody, members } = call.argument(pauseArgument);
  const { by } = call.secret(authorityInput);
  await openBook(call, member, writer);
  const { channel } = call;
  const message = pauseMessage({ channel, member, writer, everybody, members });
  await demandOrder(call, { member, by, message }, verify);
  await call.put('pause', { v: 1, everybody, members });
}

async function demandOrder(
  call: Call,
  order: { member: string; by: StaffAuthority; message: Uint8Array },
  verify: Verify,
): Promise<void> {
  const { channel, now } = call;
  const staff = await rootOf(call, 'staff');
  const members = demandHeld(membersForm, await call.readOf('governance', 'members'), 'governance');
  const own = memberOf(members, order.member);
  demand(own !== undefined, 'member', 'no such member');
  const ground = { channel, own, now, staff };
  await demandStaffAuthority(order.by, { ground, message: order.message, about: null }, verify);
}
