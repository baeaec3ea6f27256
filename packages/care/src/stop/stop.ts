import { stopHash } from '@careledger/contracts';
import { canonical, positionOf, utf8, type Hex } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { readStopCode } from '../enrol/card.ts';
import type { StaffActor } from '../people/actor.ts';
import { careErrorOf } from '../writer/writer.ts';

const attempts = 5;

/**
 * Stops all release under the consent head of whoever shows the stop code, at any member, from the ledger alone (C11). At the own
 * hospital a code that no head here carries is refused: it is another hospital's, or an older one. Throws `mistyped`, `not-found`.
 */
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
  if (custodian === hospital.member && !isOfAHead(book, hash))
    throw new CareError(
      'not-found',
      'No patient of this hospital has this stop code now. Look which hospital stands on the card, compare each character, and ask for a newer card. Nothing was stopped.',
    );
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

/** Whether a patient here has a consent head that this code stops. */
function isOfAHead({ hospital, leaves }: Book, hash: Hex): boolean {
  for (const [handle] of hospital.registry.all('leaf-patients'))
    if (leaves.patient(handle)?.leaf.head.stop === hash) return true;
  return false;
}
