import { stopHash } from '@careledger/contracts';
import { canonical, positionOf, utf8 } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { readStopCode } from '../enrol/card.ts';
import type { StaffActor } from '../people/actor.ts';
import { careErrorOf } from '../writer/writer.ts';

const attempts = 5;

/** Stops all release under the consent head of whoever shows the stop code, at any member, from the ledger alone (C11). */
export async function raiseStop(
  book: Book,
  actor: StaffActor,
  options: { member: string; code: string },
): Promise<{ member: string; tx: string }> {
  const { view, ledger, hospital, mspId } = book;
  const code = readStopCode(options.code);
  const custodian = options.member;
  if (!view.members.get(custodian))
    throw new CareError('mistyped', 'No hospital of this name is a member. Nothing was stopped.');
  const hash = stopHash(code);
  for (let attempt = 1; ; attempt += 1) {
    const known = view.valueOf('stop', `code:${custodian}:${hash}`);
    if (known) return { member: custodian, tx: known.tx };
    const path = view.stops(custodian).prove(positionOf(hash));
    try {
      const { txId, block } = await ledger.transact({
        book: 'stop',
        fn: 'raise',
        arg: canonical({ v: 1, custodian, hash, path }),
        transient: utf8(canonical({ v: 1, code })),
        endorsedBy: [mspId],
      });
      await view.reached(block, AbortSignal.timeout(5000));
      await hospital.journal.append({
        t: 'stop-raised',
        at: hospital.clock(),
        custodian,
        by: actor.handle,
        tx: txId,
      });
      return { member: custodian, tx: txId };
    } catch (error) {
      if (attempt === attempts) throw careErrorOf(error);
      await view.reached(view.height, AbortSignal.timeout(200)).catch(() => {});
    }
  }
}
