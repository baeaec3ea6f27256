import type { Verify } from '@careledger/proof';
import { answerInput } from './answer-input.ts';
import { answerArgument } from './book-input.ts';
import { demandHeld, demandRoot, openBook, rootOf } from './book-state.ts';
import type { Call } from './call.ts';
import { demand } from './contract-error.ts';
import { decide } from './decide.ts';
import { sealAnswer } from './decision.ts';
import { bookOf, memberOf, members as membersForm } from './member.ts';
import { NO_PAUSE, pause as pauseForm } from './pause.ts';
import { requestHash } from './request.ts';

/**
 * `answer({v, writer, id})`: decides the request in the transient input and writes one commitment under its hash. It reads the same
 * keys in the same order and writes the same form whoever asks about whomever and whatever comes out (C12, D1, D2, I2).
 */
export async function answerOne(call: Call, member: string, verify: Verify): Promise<void> {
  const { writer, id } = call.argument(answerArgument);
  const input = call.secret(answerInput);
  await openBook(call, member, writer);
  const { request } = input;
  demand(requestHash(request, input.signature) === id, 'form', 'the id is not that of the request');
  demand(request.requester !== member, 'form', 'a member does not ask itself');
  demand((await call.text(`a:${id}`)) === undefined, 'exists', 'the request is answered');
  const pause = (await call.get(pauseForm, 'pause')) ?? NO_PAUSE;
  const staff = await rootOf(call, 'staff');
  const patients = await rootOf(call, 'patients');
  const members = demandHeld(membersForm, await call.readOf('governance', 'members'), 'governance');
  demand(memberOf(members, request.requester) !== undefined, 'member', 'no such requester');
  const requesterStaff = demandRoot(await call.readOf(bookOf(request.requester), 'root:staff'));
  const stop = demandRoot(await call.readOf('stop', `root:${member}`));

  const { channel, now } = call;
  const roots = { requesterStaff, staff, patients, stop };
  const decided = await decide({ channel, member, now, members, pause, roots, input }, verify);
  const { commitment } = sealAnswer(decided, input.nonce);
  await call.put(`a:${id}`, { v: 1, org: request.requester, decision: commitment });
}
