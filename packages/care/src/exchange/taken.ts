import {
  answerNonces,
  decide,
  takenMessage,
  type Decidable,
  type Decision,
} from '@careledger/contracts';
import { verifySignature, type Signer } from '@careledger/keys';
import { commitment, fromBase64url, isObject, toBase64url, type Hex } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Hospital } from '../hospital.ts';
import type { LedgerView } from '../ledger-view/ledger-view.ts';
import { textIn } from '../shape.ts';
import { OLDEST_COPY_MS, type CopyAge } from './copy-age.ts';
import type { Draft } from './draft.ts';
import type { TakenOffer } from './peers.ts';
import type { Decided } from './record-answer.ts';
import { jsonOf } from './wire.ts';

/** Emergencies that are decided while the ledger is away, until the requester's node has signed as well (D2). */
export interface Taking {
  /** Decides on the own copy as of `at` (ms); throws `unreachable` where the copy is more than 24 h old. */
  offer(draft: Draft, decidable: Decidable, at: number): Promise<TakenOffer>;
  /** Whether a decision on this request waits for the second signature. */
  isOpen(id: Hex): boolean;
  /** Takes the second signature; durable as still to be anchored when it resolves, once only. */
  take(member: string, body: unknown): Promise<{ draft: Draft; decided: Decided }>;
}

const lifeMs = 60_000;
const most = 64;

type Offered = { draft: Draft; decision: Decision; decidable: Decidable; until: number };

/** Opens the custodian's side of emergencies without ledger; `signer` is the key that governance names for its node. */
export function openTaking(deps: {
  book: {
    readonly hospital: Pick<Hospital, 'channel' | 'clock' | 'registry'>;
    readonly view: Pick<LedgerView, 'members'>;
  };
  signer: Pick<Signer, 'sign'>;
  copyAge: CopyAge;
}): Taking {
  const { book, signer, copyAge } = deps;
  const { hospital, view } = book;
  const { clock, channel, registry } = hospital;
  const open = new Map<Hex, Offered>();

  const messageOf = ({ draft, decision }: Pick<Offered, 'draft' | 'decision'>) => {
    const detail = commitment(answerNonces(draft.nonce).detail, decision);
    return { detail, message: takenMessage({ channel, id: draft.id, detail }) };
  };

  async function offer(draft: Draft, decidable: Decidable, at: number): Promise<TakenOffer> {
    demandYoungCopy(copyAge);
    for (const [id, { until }] of open) if (until < clock()) open.delete(id);
    if (open.size >= most)
      throw new CareError('throttled', 'The custodian is busy; ask again in a moment.');
    const asDecided = { ...decidable, now: at };
    const decision = await decide(asDecided, verifySignature);
    const offered = { draft, decision, decidable: asDecided, until: clock() + lifeMs };
    open.set(draft.id, offered);
    const { detail, message } = messageOf(offered);
    return { detail, signature: toBase64url(signer.sign(message)) };
  }

  async function take(member: string, body: unknown) {
    const given = jsonOf(typeof body === 'object' && body !== null ? body : {});
    const id = isObject(given) ? textIn(given, 'id') : '';
    const offered = open.get(id);
    if (!offered || offered.until < clock() || offered.draft.asking.request.requester !== member)
      throw new CareError('replay', 'This decision is no longer open; ask anew.');
    const requester = isObject(given) ? textIn(given, 'signature') : '';
    const { message } = messageOf(offered);
    const key = view.members.get(member)?.signer ?? '';
    if (!verifySignature(fromBase64url(key), message, fromBase64url(requester)))
      throw new CareError('forbidden', 'The node of the asking member did not sign this decision.');
    open.delete(id);
    const { draft, decision, decidable } = offered;
    const custodian = toBase64url(signer.sign(message));
    const { request, signature } = draft.asking;
    await registry.put('taken', id, {
      patient: draft.subject.patient,
      input: jsonOf({
        v: 1,
        request,
        signature,
        decision,
        nonce: draft.nonce,
        custodianSignature: custodian,
        requesterSignature: requester,
      }),
    });
    const decided: Decided = {
      decision,
      decidable,
      anchor: null,
      released: decision.released.flatMap((index) => draft.offered[index] ?? []),
      inTime: true,
      signatures: { custodian, requester },
    };
    return { draft, decided };
  }

  return { offer, take, isOpen: (id) => (open.get(id)?.until ?? 0) > clock() };
}

/** Throws `unreachable` where the own copy is too old to decide on without ledger. */
export function demandYoungCopy(copyAge: CopyAge): void {
  if (copyAge.ms() <= OLDEST_COPY_MS) return;
  throw new CareError(
    'unreachable',
    'The ledger has been away for more than 24 hours, so nothing is decided without it. Phone the other hospital.',
  );
}
