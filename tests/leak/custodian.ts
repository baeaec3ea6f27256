import { randomBytes } from 'node:crypto';
import { CareError } from '@careledger/care';
import { requestHash, requestMessage, type Request } from '@careledger/contracts';
import { generateSigner, hpkeKeyPair } from '@careledger/keys';
import { isObject, toBase64url } from '@careledger/proof';
import { openAnswering } from '../../packages/care/src/exchange/answer.ts';
import type { Answered } from '../../packages/care/src/exchange/peers.ts';
import { openReleased, type Released } from '../../packages/care/src/exchange/wire.ts';
import type { Scene } from './persons.ts';

/** What happens between Northgate's first decision and its second. */
export interface Meanwhile {
  /** The ledger decides on another nonce than the node, as if other code had run there. */
  readonly isOther?: true;
  /** How long the transaction takes. */
  readonly lateMs?: number;
}

/** Asks as `answered` does, the same request twice at once; gives how each ended: released, or a code. */
export async function answeredTwice(scene: Scene): Promise<string[]> {
  const { send, open } = await question(scene, {});
  const ended = await Promise.allSettled([send().then(open), send().then(open)]);
  return ended.map((each) => {
    if (each.status === 'fulfilled') return 'released';
    const reason: unknown = each.reason;
    return reason instanceof CareError ? reason.code : String(reason);
  });
}

/** Asks Northgate's own side of the exchange as Riverside's doctor does; gives what it releases. */
export async function answered(
  scene: Scene,
  asked: { purpose?: string; meanwhile?: Meanwhile },
): Promise<Released> {
  const { send, open } = await question(scene, asked);
  return open(await send());
}

async function question(
  { northgate, riverside, card }: Scene,
  { purpose = 'TREAT', meanwhile = {} }: { purpose?: string; meanwhile?: Meanwhile },
) {
  const { isOther = false, lateMs = 0 } = meanwhile;
  const { book, consents, enrolment, exchange } = northgate.node.practice;
  const time = { passedMs: 0 };
  const answering = openAnswering({
    book: {
      ...book,
      hospital: { ...book.hospital, clock: () => book.hospital.clock() + time.passedMs },
      writer: {
        ...book.writer,
        answer: async (call, hurry) => {
          const anchor = await book.writer.answer((incarnation) => {
            const { input, ...rest } = call(incarnation);
            const nonce = randomBytes(32).toString('hex');
            return { ...rest, input: isOther && isObject(input) ? { ...input, nonce } : input };
          }, hurry);
          time.passedMs = lateMs;
          return anchor;
        },
      },
    },
    consents,
    enrolment,
    flood: exchange.flood,
    signer: generateSigner(),
  });
  const { hospital, book: theirs } = riverside.node.practice;
  const doctor = await hospital.people.vouch(riverside.account('doctor'));
  const keys = await hpkeKeyPair();
  const request: Request = {
    v: 1,
    channel: hospital.channel,
    custodian: 'northgate',
    requester: 'riverside',
    practitioner: doctor.handle,
    card,
    categories: ['*'],
    purpose,
    basis: 'grant',
    reasons: [],
    event: randomBytes(32).toString('hex'),
    to: keys.publicKey,
    nonce: randomBytes(32).toString('hex'),
    at: hospital.clock(),
  };
  const signature = toBase64url(doctor.sign(requestMessage(request)));
  const staff = theirs.leaves.staffProof(doctor.handle);
  const body = { request, signature, staff, height: theirs.view.height, text: null };
  const id = requestHash(request, signature);
  return {
    send: () => answering.answer('riverside', JSON.parse(JSON.stringify(body))),
    open: (sent: Answered): Promise<Released> => {
      if (!('sealed' in sent)) throw new Error('an answer with ledger is expected');
      return openReleased(sent.sealed, { privateKey: keys.privateKey, requestHash: id });
    },
  };
}
