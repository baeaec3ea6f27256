import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { leafHashOf, leafMessage } from '@careledger/contracts';
import { toBase64url, type Hex, type Json } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import type { StaffActor } from '../people/actor.ts';
import { teamEntry } from '../team/team-projection.ts';
import { printedCard } from './card.ts';
import { newCode, printedCode } from './code.ts';
import { mayEnrol, mayEnrolAlone } from './enrol.ts';
import type { NewCredential } from './new-leaf.ts';
import { nextLeaf } from './next-leaf.ts';
import { rowsOnceDone } from './once-done.ts';
import { signedLeaf, waitingOf, type WaitingKind, type WaitingRow } from './waiting.ts';

/** A waiting act with its id. */
export interface Waiting extends WaitingRow {
  readonly enrolment: string;
}

/** What came of a confirmed act; card and stop code where a patient was enrolled. */
export interface Confirmed {
  readonly enrolment: string;
  readonly patient: string;
  readonly tx: string;
  readonly card?: string;
  readonly stop?: string;
}

/** Acts about a patient that want two of staff, each in his own session at his own place (C5.4, I7, I9). */
export interface Countersigning {
  /** The first signs; `identity` says how the person was identified. */
  begin(
    first: StaffActor,
    options: { kind: WaitingKind; patient: string; identity: string; about?: Json },
  ): Promise<Waiting>;
  /** Puts a registered passkey in; the first signs anew. */
  register(first: StaffActor, enrolment: string, passkey: NewCredential): Promise<Waiting>;
  /** The second signs what the first signed, and it is committed. */
  confirm(second: StaffActor, enrolment: string, code: string): Promise<Confirmed>;
  withdraw(actor: StaffActor, enrolment: string): Promise<void>;
  /** What waits for a second, and what the actor has signed within a day. */
  all(actor: StaffActor): Waiting[];
  one(actor: StaffActor, enrolment: string): Waiting;
}

const LASTS_MS = 8 * 3_600_000;
const SHOWN_MS = 24 * 3_600_000;

/** Opens the acts that wait for a second signature; a lost passkey is replaced `replaceAfterMs` after the patient was told (I9). */
export function openCountersigning(
  book: Book,
  options: { replaceAfterMs: number },
): Countersigning {
  const { hospital, leaves, writer } = book;
  const { replaceAfterMs } = options;
  const { channel, member, clock, people, registry, bulletin } = hospital;
  const underWay = new Set<string>();

  const found = (enrolment: string): Waiting => {
    const value = registry.get('waiting', enrolment);
    if (value === undefined)
      throw new CareError('not-found', 'This act is no longer open; begin it again.');
    return { ...waitingOf(value), enrolment };
  };
  const open = (enrolment: string): Waiting => {
    const waiting = found(enrolment);
    if (waiting.state !== 'waiting' || waiting.until < clock())
      throw new CareError('gone', 'This act is no longer open; begin it again.');
    return waiting;
  };
  const keep = async (enrolment: string, row: WaitingRow): Promise<Waiting> => {
    await registry.put('waiting', enrolment, { ...row });
    bulletin.publish({ kind: 'status', type: 'enrolment', id: enrolment });
    return { ...row, enrolment };
  };

  const oldOf = (handle: Hex) => leaves.patient(handle);
  const messageOf = (handle: Hex, old: Hex | null, leaf: Hex) =>
    leafMessage({ channel, member, map: 'patients', handle, old, leaf });

  /** Signs the leaf that comes of the act as it is now; nothing where a passkey is wanted first. */
  function signed(first: StaffActor, row: WaitingRow): WaitingRow {
    const old = oldOf(row.handle);
    const leaf = nextLeaf(row, old?.leaf, { member, now: clock() });
    if (leaf === undefined) return row;
    const nonce = randomBytes(32).toString('hex');
    const oldHash = old ? leafHashOf(old.leaf, old.nonce) : null;
    const message = messageOf(row.handle, oldHash, leafHashOf(leaf, nonce));
    return { ...row, leaf, nonce, old: oldHash, signature: toBase64url(first.sign(message)) };
  }

  function proofOf(handle: Hex): Json {
    const proof = leaves.staffProof(handle);
    if (!proof)
      throw new CareError(
        'not-ready',
        'This account is not yet on the ledger; try again in a moment.',
      );
    return { ...proof };
  }

  async function commit(second: StaffActor, waiting: Waiting): Promise<Confirmed> {
    const { enrolment, patient, handle, kind } = waiting;
    const made = signedLeaf(waiting);
    if (made === undefined) throw new CareError('conflict', 'A passkey is to be registered first.');
    const old = oldOf(handle) ?? null;
    if ((old && leafHashOf(old.leaf, old.nonce)) !== waiting.old)
      throw new CareError(
        'conflict',
        'This patient’s keys or consent changed meanwhile; begin again.',
      );
    const { leaf, nonce } = made;
    const leafHash = leafHashOf(leaf, nonce);
    const message = messageOf(handle, waiting.old, leafHash);
    const signatures = [
      { staff: waiting.first, signature: made.signature },
      { staff: second.handle, signature: toBase64url(second.sign(message)) },
    ];
    const { card, stop } = waiting;
    if (card !== null && stop !== null) await people.updatePatient(patient, { code: card, stop });
    const done: WaitingRow = { ...rowOf(waiting), state: 'done', second: second.handle };
    const { tx, block } = await writer.change({
      map: 'patients',
      handle,
      old,
      leaf,
      nonce,
      leafHash,
      by: () => ({
        kind: 'two-staff',
        signers: signatures.map(({ staff, signature }) => ({ staff: proofOf(staff), signature })),
      }),
      urgent: kind === 'replace' || kind === 'guardian-end',
      rows: [
        ...rowsOnceDone(waiting, { member, leaf, at: clock(), registry }),
        { kind: 'waiting', id: enrolment, value: done },
      ],
    });
    const at = clock();
    const by = [waiting.first, second.handle];
    if (kind === 'enrol') await people.updatePatient(patient, { enrolled: true });
    const { about, identity } = waiting;
    await hospital.journal.appendAll([
      {
        t: 'credential',
        v: 1,
        at,
        patient,
        act: kind,
        by,
        identity,
        about,
        leaf,
        nonce,
        tx,
        block,
      },
      ...(kind === 'enrol'
        ? [teamEntry({ at, patient, who: by, because: 'enrolled', by: waiting.first })]
        : []),
    ]);
    if (kind === 'replace' || kind === 'guardian-end') people.endSessions(`patient:${patient}`);
    await keep(enrolment, { ...done, tx });
    return { enrolment, patient, tx, ...paperOf({ ...waiting, state: 'done' }) };
  }

  const paperOf = ({ card, stop, state }: WaitingRow): { card?: string; stop?: string } =>
    card === null || stop === null || state !== 'done'
      ? {}
      : { card: printedCard({ member, code: card }), stop: printedCode(stop) };

  return {
    begin: async (first, { kind, patient, identity, about = null }) => {
      mayEnrolAlone(first);
      const row = people.patient(patient);
      if (!row) throw new CareError('not-found', 'There is no such patient here.');
      if (kind === 'enrol' && row.enrolled)
        throw new CareError('conflict', 'This patient is enrolled already.');
      const isEnrolling = kind === 'enrol';
      const drafted: WaitingRow = {
        kind,
        state: 'waiting',
        patient,
        handle: row.handle,
        identity,
        code: String(randomInt(1_000_000)).padStart(6, '0'),
        first: first.handle,
        second: null,
        at: clock(),
        until: clock() + LASTS_MS + (kind === 'replace' ? replaceAfterMs : 0),
        passkey: null,
        about,
        leaf: null,
        nonce: null,
        old: null,
        signature: null,
        card: isEnrolling ? newCode(24) : null,
        stop: isEnrolling ? newCode(24) : null,
        documentNonce: isEnrolling ? randomBytes(32).toString('hex') : null,
        tx: null,
      };
      return keep(randomUUID(), signed(first, drafted));
    },
    register: async (first, enrolment, passkey) => {
      const waiting = open(enrolment);
      if (waiting.first !== first.handle)
        throw new CareError('forbidden', 'Whoever began this act registers the passkey.');
      if (waiting.kind === 'guardian-end')
        throw new CareError('conflict', 'This act wants no passkey.');
      if (registry.get('credential', passkey.id) !== undefined)
        throw new CareError('conflict', 'This passkey is registered already.');
      return keep(enrolment, signed(first, { ...rowOf(waiting), passkey: { ...passkey } }));
    },
    confirm: async (second, enrolment, code) => {
      const waiting = open(enrolment);
      mayEnrol(waiting.first, second);
      if (waiting.code !== code)
        throw new CareError(
          'invalid',
          'The code is not the one on the first screen. Nothing was signed.',
        );
      const from = waiting.at + (waiting.kind === 'replace' ? replaceAfterMs : 0);
      // Ending a stolen passkey waits for nothing; putting another in its place does.
      if (waiting.passkey !== null && clock() < from)
        throw new CareError(
          'conflict',
          `The patient was told that a passkey is replaced; confirm it from ${new Date(from).toISOString()} on.`,
          { waitMs: from - clock() },
        );
      if (underWay.has(enrolment))
        throw new CareError('conflict', 'This act is being confirmed already.');
      underWay.add(enrolment);
      try {
        return await commit(second, waiting);
      } finally {
        underWay.delete(enrolment);
      }
    },
    withdraw: async (actor, enrolment) => {
      mayEnrolAlone(actor);
      await keep(enrolment, { ...rowOf(open(enrolment)), state: 'withdrawn' });
    },
    all: (actor) => {
      mayEnrolAlone(actor);
      const now = clock();
      return [...registry.all('waiting')]
        .map(([enrolment, value]) => ({ ...waitingOf(value), enrolment }))
        .filter(
          ({ state, first, second, until, at }) =>
            (state === 'waiting' && now <= until) ||
            (at + SHOWN_MS > now && (first === actor.handle || second === actor.handle)),
        )
        .toSorted((a, b) => b.at - a.at);
    },
    one: (actor, enrolment) => {
      mayEnrolAlone(actor);
      return found(enrolment);
    },
  };
}

function rowOf({ enrolment: _enrolment, ...row }: Waiting): WaitingRow {
  return row;
}
