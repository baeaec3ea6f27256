import { randomBytes } from 'node:crypto';
import { leafHashOf, leafMessage, type StaffLeaf } from '@careledger/contracts';
import { canonical, toBase64url, type Hex, type Json } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { createLocks } from '../chart/locks.ts';
import type { Role, StaffActor } from '../people/actor.ts';
import { standingOf } from '../people/standing.ts';
import { textIn } from '../shape.ts';
import { teamEntry } from '../team/team-projection.ts';
import type { Anchor } from '../writer/anchor.ts';
import { printedCard } from './card.ts';
import { newCode, printedCode } from './code.ts';
import { firstStaffLeaf, nextStaffLeaf } from './next-staff-leaf.ts';
import { newPatientLeaf, ownCredential, type NewCredential } from './new-leaf.ts';

/** What the two staff hand to the patient. */
export interface Enrolled {
  readonly patient: string;
  readonly handle: Hex;
  readonly card: string;
  readonly stop: string;
  readonly tx: string;
}

/** A signer of the hospital's office, which stands in governance. */
export interface OfficeKey {
  readonly spki: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** Brings people on the ledger as leaves of the own maps. */
export interface Enrolment {
  /** Puts a practitioner's leaf, or makes it follow the standing of the account (I4); signed by the office. Nothing where it does. */
  staff(user: string, office: OfficeKey): Promise<Anchor | undefined>;
  /** Whether a practitioner's leaf says what the hospital says of the account, or will, or has no room left for it. */
  following(user: string): 'anchored' | 'behind' | 'full';
  /** Two distinct staff enrol a patient: credential registered, card and stop code made (C5.4). */
  patient(options: {
    patient: string;
    first: StaffActor;
    second: StaffActor;
    credential?: NewCredential;
  }): Promise<Enrolled>;
  /** The card and the stop code of an enrolled patient. */
  card(patient: string): { card: string; stop: string };
  /** The patient that a card's code stands for. */
  byCode(code: string): string | undefined;
  /** The patient that a credential stands for, with its leaf's entry. */
  byCredential(
    id: string,
  ): { patient: string; handle: Hex; spki: string; rpId: string } | undefined;
}

const nonce32 = () => randomBytes(32).toString('hex');

/** Opens enrolment at a hospital's book. */
export function openEnrolment(book: Book): Enrolment {
  const { hospital, leaves, writer } = book;
  const { channel, member, clock, people } = hospital;
  const place = { channel, member };
  const locks = createLocks();

  async function changeStaff(
    leaf: StaffLeaf,
    old: { leaf: StaffLeaf; nonce: Hex } | null,
    office: OfficeKey,
  ) {
    const nonce = nonce32();
    const hash = leafHashOf(leaf, nonce);
    const oldHash = old && leafHashOf(old.leaf, old.nonce);
    const message = leafMessage({
      ...place,
      map: 'staff',
      handle: leaf.handle,
      old: oldHash,
      leaf: hash,
    });
    const by = {
      kind: 'office',
      key: toBase64url(office.spki),
      signature: toBase64url(office.sign(message)),
    };
    return writer.change({
      map: 'staff',
      handle: leaf.handle,
      old,
      leaf,
      nonce,
      leafHash: hash,
      by: () => by,
    });
  }

  function personOf(user: string) {
    const person = people.person(user);
    const spki = person && people.keyOf(person.handle);
    if (!person || !spki) throw new CareError('not-found', 'There is no such account here.');
    return { ...person, spki };
  }

  /** The leaf that shall stand, and the one that does; undefined where they are the same. */
  function staffLeafNow(user: string) {
    const person = personOf(user);
    const standing = standingOf(hospital.registry, user);
    const old = leaves.staff(person.handle);
    if (old === undefined)
      return { leaf: firstStaffLeaf(person, standing?.until ?? null, nonce32()), old: null };
    const leaf = standing ? nextStaffLeaf(old.leaf, standing, clock()) : old.leaf;
    return canonical(leaf) === canonical(old.leaf) ? undefined : { leaf, old };
  }

  function fieldsOf(patient: string) {
    const row = people.patient(patient);
    if (!row) throw new CareError('not-found', 'There is no such patient here.');
    return row;
  }

  return {
    staff: (user, office) =>
      locks.hold([user], async () => {
        const next = staffLeafNow(user);
        if (next === undefined) return undefined;
        const anchor = await changeStaff(next.leaf, next.old, office);
        // A leaf begins active; what was said before it stood follows.
        const after = next.old === null ? staffLeafNow(user) : undefined;
        return after === undefined ? anchor : changeStaff(after.leaf, after.old, office);
      }),
    following: (user) => {
      try {
        return staffLeafNow(user) === undefined ? 'anchored' : 'behind';
      } catch (error) {
        if (error instanceof CareError && error.code === 'conflict') return 'full';
        throw error;
      }
    },
    async patient({ patient, first, second, credential }) {
      mayEnrolAlone(first);
      mayEnrol(first.handle, second);
      const row = fieldsOf(patient);
      if (row.enrolled) throw new CareError('conflict', 'This patient is enrolled already.');
      const code = newCode(24);
      const stop = newCode(24);
      const documentNonce = nonce32();
      const { leaf, document } = newPatientLeaf({
        member,
        handle: row.handle,
        credentials: credential ? [ownCredential(credential, clock())] : [],
        stop,
        documentNonce,
      });
      const nonce = nonce32();
      const leafHash = leafHashOf(leaf, nonce);
      const message = leafMessage({
        ...place,
        map: 'patients',
        handle: row.handle,
        old: null,
        leaf: leafHash,
      });
      const signatures = [first, second].map((actor) => ({
        actor,
        signature: toBase64url(actor.sign(message)),
      }));
      await people.updatePatient(patient, { code, stop });
      const { tx } = await writer.change({
        map: 'patients',
        handle: row.handle,
        old: null,
        leaf,
        nonce,
        leafHash,
        by: () => ({
          kind: 'two-staff',
          signers: signatures.map(({ actor, signature }): Json => ({
            staff: proofOf(actor),
            signature,
          })),
        }),
        rows: [
          {
            kind: 'consent',
            id: row.handle,
            value: { form: document, nonce: documentNonce, by: { kind: 'none' } },
          },
          { kind: 'card', id: code, value: patient },
          ...(credential ? [{ kind: 'credential', id: credential.id, value: patient }] : []),
        ],
      });
      await people.updatePatient(patient, { enrolled: true });
      const who = [first.handle, second.handle];
      const at = clock();
      await hospital.journal.append(
        teamEntry({ at, patient, who, because: 'enrolled', by: first.handle }),
      );
      return {
        patient,
        handle: row.handle,
        card: printedCard({ member, code }),
        stop: printedCode(stop),
        tx,
      };
    },
    card(patient) {
      const { enrolled, fields } = fieldsOf(patient);
      if (!enrolled)
        throw new CareError('conflict', 'This patient is not enrolled yet: `careledger enrol`.');
      return {
        card: printedCard({ member, code: textIn(fields, 'code') }),
        stop: printedCode(textIn(fields, 'stop')),
      };
    },
    byCode(code) {
      const patient = hospital.registry.get('card', code);
      return typeof patient === 'string' ? patient : undefined;
    },
    byCredential(id) {
      const patient = hospital.registry.get('credential', id);
      if (typeof patient !== 'string') return undefined;
      const { handle } = fieldsOf(patient);
      const now = clock();
      const held = leaves
        .patient(handle)
        ?.leaf.credentials.find(
          (c) => c.id === id && c.retired === null && (c.until === null || now < c.until),
        );
      return held && { patient, handle, spki: held.spki, rpId: held.rpId };
    },
  };

  function proofOf(actor: StaffActor): Json {
    const proof = leaves.staffProof(actor.handle);
    if (!proof)
      throw new CareError(
        'not-ready',
        'This account is not yet on the ledger; try again in a moment.',
      );
    return { ...proof };
  }
}

const enrollers: readonly Role[] = ['doctor', 'nurse', 'administrator'];

/** Throws `forbidden` unless somebody's role lets him enrol. */
export function mayEnrolAlone({ role }: StaffActor): void {
  if (!enrollers.includes(role))
    throw new CareError('forbidden', 'Doctors, nurses and administrators enrol patients.');
}

/** Throws `forbidden` unless a second, other member of staff may enrol. */
export function mayEnrol(first: Hex, second: StaffActor): void {
  if (first === second.handle)
    throw new CareError('forbidden', 'Two different members of staff enrol a patient.');
  mayEnrolAlone(second);
}
