import { positionOf, provesLeaf, type Hex, type Verify } from '@careledger/proof';
import { actCommitment, actMessage, type Act } from './act.ts';
import {
  contributeArgument,
  contributeInput,
  receiveArgument,
  type ContributeInput,
} from './book-input.ts';
import { openBook, rootOf } from './book-state.ts';
import type { Call } from './call.ts';
import { demand } from './contract-error.ts';
import { leafHashOf } from './leaf.ts';
import { SKEW_MS } from './leaf-rules.ts';
import { isSigned } from './signature.ts';
import { isActiveAt, keyAt, type StaffLeaf } from './staff-leaf.ts';

const AUTHORS = new Set(['doctor', 'nurse']);

/** `contribute({v, writer, items})`: anchors acts, each signed by its author, who was active when he acted (I1.2, I4). */
export async function contributeActs(call: Call, member: string, verify: Verify): Promise<void> {
  const { writer, items } = call.argument(contributeArgument);
  const input = call.secret(contributeInput);
  await openBook(call, member, writer);
  const root = await rootOf(call, 'staff');
  demandPaths(input, root);
  demand(input.acts.length === items.length, 'form', 'each item has one act');
  demand(new Set(items.map(({ id }) => id)).size === items.length, 'form', 'each id stands once');
  for (const [index, item] of items.entries()) {
    const opened = input.acts[index];
    const author = input.staff[opened?.staff ?? -1];
    demand(opened !== undefined && author !== undefined, 'form', 'an act names no author');
    const { form, nonce } = opened;
    demand(form.id === item.id && form.root === item.root, 'form', 'an act is of another item');
    demand(
      actCommitment(form, nonce) === item.act,
      'form',
      'the commitment to an act does not open',
    );
    demandAuthor(form, author.leaf, { channel: call.channel, member, now: call.now });
    const spki = keyAt(author.leaf, form.at);
    demand(spki !== undefined, 'authority', 'the author had no key then');
    const signed = { spki, message: actMessage(form), signature: opened.signature };
    demand(await isSigned(signed, verify), 'signature', 'the author did not sign');
    demand((await call.text(`c:${item.id}`)) === undefined, 'exists', `contribution ${item.id}`);
    await call.put(`c:${item.id}`, { v: 1, root: item.root, act: item.act });
  }
}

/** `receive({v, writer, items})`: a receipt of one form for every answer that came, empty ones included (D7). */
export async function receiveAnswers(call: Call, member: string): Promise<void> {
  const { writer, items } = call.argument(receiveArgument);
  await openBook(call, member, writer);
  demand(new Set(items.map(({ id }) => id)).size === items.length, 'form', 'each id stands once');
  for (const { id, receipt } of items) {
    demand((await call.text(`r:${id}`)) === undefined, 'exists', `receipt ${id}`);
    await call.put(`r:${id}`, { v: 1, receipt });
  }
}

function demandPaths({ staff }: ContributeInput, root: Hex): void {
  for (const { leaf, nonce, path } of staff) {
    const holds = provesLeaf(root, positionOf(leaf.handle), leafHashOf(leaf, nonce), path);
    demand(holds, 'stale', 'the path of an author does not hold');
  }
}

function demandAuthor(
  act: Act,
  author: StaffLeaf,
  here: { channel: string; member: string; now: number },
): void {
  demand(act.channel === here.channel, 'rule', 'the act is of another channel');
  demand(act.member === here.member, 'rule', 'the act is of another member');
  demand(act.author === author.handle, 'authority', 'the act is of another author');
  demand(AUTHORS.has(author.role), 'authority', 'only a practitioner contributes');
  demand(isActiveAt(author.status, act.at), 'authority', 'the author was not active then');
  demand(act.at <= here.now + SKEW_MS, 'time', 'the act lies ahead');
}
