import type { Hex, Verify } from '@careledger/proof';
import { applyChange } from './apply-change.ts';
import { changeArgument } from './book-input.ts';
import { demandHeld, demandRoot, openBook, rootOf } from './book-state.ts';
import type { Call } from './call.ts';
import { changeInput } from './change.ts';
import { demand } from './contract-error.ts';
import { memberOf, members as membersForm } from './member.ts';

/** `change({v, writer})`: applies the changes of the transient input in order, all or none; a member of any status may (M4.2). */
export async function changeLeaves(call: Call, member: string, verify: Verify): Promise<void> {
  const { writer } = call.argument(changeArgument);
  const { changes } = call.secret(changeInput);
  await openBook(call, member, writer);
  const staff = await rootOf(call, 'staff');
  const roots = {
    staff,
    patients: await rootOf(call, 'patients'),
    devices: await rootOf(call, 'devices'),
  };
  const members = demandHeld(membersForm, await call.readOf('governance', 'members'), 'governance');
  const own = memberOf(members, member);
  demand(own !== undefined, 'member', 'no such member');
  const stop = demandRoot(await call.readOf('stop', `root:${member}`));

  const { channel, now } = call;
  const leaves = new Map<string, Hex>();
  for (const change of changes) {
    const root = roots[change.map];
    const changed = await applyChange(change, { channel, own, now, staff, stop, root }, verify);
    roots[change.map] = changed.root;
    leaves.set(`leaf:${change.map}:${changed.position}`, changed.leaf);
  }
  for (const [key, leaf] of leaves) await call.putText(key, leaf);
  for (const map of new Set(changes.map((change) => change.map)))
    await call.putText(`root:${map}`, roots[map]);
}
