import { answer as answerForm, parse, takenMessage } from '@careledger/contracts';
import { verifySignature, type Signer } from '@careledger/keys';
import { commitment, fromBase64url, isObject, toBase64url, type Hex } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { textIn } from '../shape.ts';
import { decisionIn } from './anchor-taken.ts';
import type { PeerExchange, TakenOffer } from './peers.ts';
import type { CameBack } from './show.ts';

/** The requester's side of an emergency without ledger (D2). */
export interface SigningTaken {
  /** Checks the custodian's signature, signs, journals, and fetches what was decided. */
  fetch(asked: { id: Hex; custodian: string; offer: TakenOffer }): Promise<Uint8Array>;
  /** Keeps what was opened until the ledger says the same. */
  await(came: CameBack): Promise<void>;
}

const kind = 'taken-awaited';

/** Opens the requester's side; each block is looked at for decisions that were taken without it. */
export function openSigningTaken(deps: {
  book: Book;
  peers: PeerExchange;
  signer: Signer;
}): SigningTaken {
  const { book, peers, signer } = deps;
  const { hospital, view } = book;
  const { channel, journal, clock, registry, log } = hospital;

  async function compare(): Promise<void> {
    for (const [id, row] of Array.from(registry.all(kind))) {
      if (!isObject(row)) continue;
      const custodian = textIn(row, 'custodian');
      const written = view.valueOf(`book-${custodian}`, `a:${id}`);
      if (!written) continue;
      await registry.put(kind, id, null);
      const at = clock();
      const { tx, block } = written;
      if (decisionIn(written.value) === textIn(row, 'commitment'))
        await journal.append({ t: 'received-anchored', at, id, custodian, tx, block });
      else
        await journal.append({
          t: 'incident',
          at,
          what: 'taken-decision-differs',
          custodian,
          request: id,
        });
    }
  }

  let run = Promise.resolve();
  view.onBlock(() => {
    run = run.then(compare).catch((error: unknown) => {
      log({ event: 'taken-not-compared', error: error instanceof Error ? error.name : '' });
    });
  });

  return {
    async fetch({ id, custodian, offer }) {
      const message = takenMessage({ channel, id, detail: offer.detail });
      const key = fromBase64url(view.members.get(custodian)?.signer ?? '');
      if (!verifySignature(key, message, fromBase64url(offer.signature)))
        throw new CareError('invalid', 'The custodian’s node did not sign its decision.');
      const signature = toBase64url(signer.sign(message));
      await journal.append({
        t: 'taken',
        at: clock(),
        id,
        custodian,
        detail: offer.detail,
        signatures: { custodian: offer.signature, requester: signature },
      });
      return peers.take(custodian, { id, signature });
    },
    async await({ id, request, released }) {
      const answer = parse(answerForm, released.answer);
      await registry.put(kind, id, {
        custodian: request.custodian,
        commitment: commitment(released.openNonce, answer),
      });
    },
  };
}
