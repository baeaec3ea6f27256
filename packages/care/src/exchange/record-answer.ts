import type { Decidable, Decision } from '@careledger/contracts';
import type { Hospital } from '../hospital.ts';
import { breakGlassEntry } from '../emergency/break-glass-entry.ts';
import type { Draft } from './draft.ts';
import type { Flood } from './flood.ts';
import { jsonOf } from './wire.ts';

/** What was decided on a draft, and where it stands; `anchor` is null while the ledger is away (D2). */
export interface Decided {
  readonly decision: Decision;
  readonly decidable: Decidable;
  readonly anchor: { readonly tx: string; readonly block: number } | null;
  readonly released: readonly { type: string; id: string; version: number }[];
  readonly inTime: boolean;
  /** Signatures of both nodes under a decision taken without ledger. */
  readonly signatures?: { readonly custodian: string; readonly requester: string };
}

/** Journals an answer before it leaves (D1); a refusal in a flood is counted instead (D1.2). */
export async function recordAnswer(
  draft: Draft,
  decided: Decided,
  deps: { hospital: Hospital; flood: Flood },
): Promise<void> {
  const { hospital, flood } = deps;
  const { asking, id, nonce, subject } = draft;
  const { request, text, delay } = asking;
  const { decision, decidable, anchor, released, inTime, signatures } = decided;
  const isEmergency = request.basis !== 'grant';
  const at = hospital.clock();
  const entry = {
    t: 'answer',
    at,
    id,
    patient: subject.patient,
    request: jsonOf({ ...request, card: '' }),
    text,
    delay,
    decision: jsonOf(decision),
    nonce,
    decidable: jsonOf(decidable),
    released: released.map(({ type, id: item, version }) => ({ type, id: item, version })),
    inTime,
    signatures: signatures === undefined ? null : { ...signatures },
    tx: anchor?.tx ?? null,
    block: anchor?.block ?? null,
  };
  if (!isEmergency && decision.outcome === 'refused' && flood.isFlood(entry))
    return flood.count(entry);
  if (!isEmergency) return void (await hospital.journal.append(entry));
  const told = breakGlassEntry({
    at,
    id,
    side: 'custodian',
    patient: subject.patient,
    request,
    text,
    delay,
    outcome: decision.outcome,
  });
  await hospital.journal.appendAll([entry, told]);
}
