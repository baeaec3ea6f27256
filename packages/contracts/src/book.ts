import type { Context } from 'fabric-contract-api';
import type { Verify } from '@careledger/proof';
import { answerOne } from './book-answer.ts';
import { changeLeaves } from './book-change.ts';
import { contributeActs, receiveAnswers } from './book-contribute.ts';
import { advanceCheckpoint, pauseReleases, restartLog } from './book-order.ts';
import { foundBook, claim } from './book-input.ts';
import { demandOwn, self, writer } from './book-state.ts';
import { guarded, openCall, readKey } from './call.ts';
import { demand, ContractError } from './contract-error.ts';
import type { Fabric } from './fabric.ts';
import { EMPTY_ROOT } from './leaf.ts';
import { readLeaves } from './leaves-page.ts';
import { mspIdOf } from './member.ts';

/** The contract of a member's own book; that member alone endorses it. Each method is a transaction of one argument. */
export function bookContract(
  { Contract }: Fabric,
  { member, verify }: { member: string; verify: Verify },
): new () => InstanceType<Fabric['Contract']> {
  return class Book extends Contract {
    constructor() {
      super('book');
    }

    override async aroundTransaction(ctx: Context, fn: Function, parameters: unknown) {
      return guarded(() => super.aroundTransaction(ctx, fn, parameters));
    }

    override async unknownTransaction() {
      throw new ContractError('form', 'no such function');
    }

    async found(ctx: Context) {
      const call = openCall(ctx);
      const asked = call.argument(foundBook);
      demandOwn(call, member);
      demand(asked.member === member, 'creator', 'this process serves another member');
      demand((await call.text('self')) === undefined, 'exists', 'the book is founded');
      await call.put('self', { v: 1, member, mspId: mspIdOf(member) });
      for (const map of ['staff', 'patients', 'devices'])
        await call.putText(`root:${map}`, EMPTY_ROOT);
    }

    async claim(ctx: Context) {
      const call = openCall(ctx);
      const { incarnation, previous } = call.argument(claim);
      demandOwn(call, member);
      demand(
        (await call.get(self, 'self'))?.member === member,
        'absent',
        'the book is not founded',
      );
      const last = await call.get(writer, 'writer');
      demand((last?.incarnation ?? null) === previous, 'writer', 'another incarnation is in force');
      demand(incarnation !== previous, 'writer', 'an incarnation is new');
      await call.put('writer', { v: 1, incarnation });
    }

    async change(ctx: Context) {
      await changeLeaves(openCall(ctx), member, verify);
    }

    async contribute(ctx: Context) {
      await contributeActs(openCall(ctx), member, verify);
    }

    async answer(ctx: Context) {
      await answerOne(openCall(ctx), member, verify);
    }

    async receive(ctx: Context) {
      await receiveAnswers(openCall(ctx), member);
    }

    async checkpoint(ctx: Context) {
      await advanceCheckpoint(openCall(ctx), member);
    }

    async restart(ctx: Context) {
      await restartLog(openCall(ctx), member, verify);
    }

    async pause(ctx: Context) {
      await pauseReleases(openCall(ctx), member, verify);
    }

    async read(ctx: Context) {
      return readKey(ctx);
    }

    async leaves(ctx: Context) {
      return readLeaves(openCall(ctx));
    }
  };
}
