import type { Verify } from '@careledger/proof';
import { answerInput, type AnswerInput, type AnswerRoots } from './answer-input.ts';
import { answerArgument } from './book-input.ts';
import { demandHeld, demandRoot, openBook, rootOf } from './book-state.ts';
import type { Call } from './call.ts';
import { demand } from './contract-error.ts';
import { decide, SIGNATURES } from './decide.ts';
import { sealAnswer, type Decision } from './decision.ts';
import type { Form } from './form.ts';
import { bookOf, memberOf, members as membersForm, type Member, type Members } from './member.ts';
import { NO_PAUSE, pause as pauseForm, type Pause } from './pause.ts';
import { requestHash } from './request.ts';
import { constantVerifier } from './signature.ts';
import { demandTaken, takenInput, type TakenInput } from './taken-decision.ts';

const input: Form<AnswerInput | TakenInput> = (value, at): value is AnswerInput | TakenInput =>
  typeof value === 'object' && value !== null && 'decision' in value
    ? takenInput(value, at)
    : answerInput(value, at);

type Ground = {
  decided: { members: Members; pause: Pause; roots: AnswerRoots };
  own: Member;
  asker: Member;
};

/**
 * `answer({v, writer, id})`: decides the request in the transient input, or takes over what was decided in an emergency without a
 * ledger, and writes one commitment under its hash. It reads the same keys in the same order and writes the same form whoever asks
 * about whomever and whatever comes out (C12, D1, D2, I2).
 */
export async function answerOne(call: Call, member: string, verify: Verify): Promise<void> {
  const { writer, id } = call.argument(answerArgument);
  const asked = call.secret(input);
  const { requester } = asked.request;
  await openBook(call, member, writer);
  demand(
    requestHash(asked.request, asked.signature) === id,
    'form',
    'the id is of another request',
  );
  demand(requester !== member, 'form', 'a member does not ask itself');
  demand((await call.text(`a:${id}`)) === undefined, 'exists', 'the request is answered');
  const ground = await readGround(call, member, requester);
  const { channel, now } = call;
  const decided =
    'decision' in asked
      ? await takeOver(
          asked,
          { channel, id, now, own: ground.own, requester: ground.asker },
          verify,
        )
      : await decide({ channel, member, now, ...ground.decided, input: asked }, verify);
  const { commitment } = sealAnswer(decided, asked.nonce);
  await call.put(`a:${id}`, { v: 1, org: requester, decision: commitment });
}

async function readGround(call: Call, member: string, requester: string): Promise<Ground> {
  const pause = (await call.get(pauseForm, 'pause')) ?? NO_PAUSE;
  const staff = await rootOf(call, 'staff');
  const patients = await rootOf(call, 'patients');
  const members = demandHeld(membersForm, await call.readOf('governance', 'members'), 'governance');
  const own = memberOf(members, member);
  const asker = memberOf(members, requester);
  demand(own !== undefined && asker !== undefined, 'member', 'no such member');
  const requesterStaff = demandRoot(await call.readOf(bookOf(requester), 'root:staff'));
  const stop = demandRoot(await call.readOf('stop', `root:${member}`));
  return {
    decided: { members, pause, roots: { requesterStaff, staff, patients, stop } },
    own,
    asker,
  };
}

async function takeOver(
  taken: TakenInput,
  here: Parameters<typeof demandTaken>[1],
  verify: Verify,
): Promise<Decision> {
  const check = constantVerifier(verify, SIGNATURES);
  await demandTaken(taken, here, check.verify);
  await check.fill();
  return taken.decision;
}
