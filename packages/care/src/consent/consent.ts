import { randomBytes } from 'node:crypto';
import {
  assistedMessage,
  consentAsked,
  consentBy,
  consentDocument,
  leafHashOf,
  mayWitness,
  parse,
  type ConsentBy,
  type Grant,
  type PatientLeaf,
} from '@careledger/contracts';
import { isObject, positionOf, toBase64url, type Hex, type JsonObject } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { printedCode } from '../enrol/code.ts';
import type { PatientActor, StaffActor } from '../people/actor.ts';
import { textIn } from '../shape.ts';
import { openDrafts, type DraftWords } from './drafts.ts';
import { openDrawing, type Change, type CurrentConsent, type Drawn } from './drawing.ts';
import { demandScope } from '../guardians/demand-scope.ts';
import type { Language } from './phrases.ts';
import { grantSentence, languageOf, signedSentences, type Wording } from './wording.ts';

/** What the passkey is asked to sign, with the text that must be displayed. */
export interface ConsentDraft extends DraftWords {
  readonly challenge: string;
  readonly rpId: string;
  readonly origin: string;
}

/** A committed act of consent. */
export interface ConsentAct {
  readonly grant: string;
  readonly version: number;
  readonly tx: string;
  /** A new stop code, where the old one was used; printed on a new card. */
  readonly stop?: string;
}

/** A consent assertion as it comes from a passkey. */
export interface SignedAssertion {
  readonly credential: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** A grant in force or to come, in the words that were signed, and in each language of the pages. */
export interface GrantInWords extends Grant {
  readonly language: Language;
  readonly sentence: string;
  readonly sentences: Readonly<Record<Language, string>>;
}

/** Two of staff for a patient without a passkey. */
export interface TwoStaff {
  readonly patient: string;
  readonly first: StaffActor;
  readonly second: StaffActor;
}

/** Grants and withdrawals: the patient's own by passkey, or assisted by two staff. */
export interface Consents {
  /** Draws up the next document; good for five minutes, for this patient alone. A `request` that it grants is signed with it. */
  prepare(actor: PatientActor, change: Change, request?: string): ConsentDraft;
  /** Commits a drawn-up document under the patient's assertion; throws `not-found` where it was drawn up for another request. */
  sign(
    actor: PatientActor,
    options: { draft: string; request: string | undefined; assertion: SignedAssertion },
  ): Promise<ConsentAct>;
  /** Draws up the next document for a patient without a passkey, for the one of staff who reads it out. */
  prepareAssisted(
    by: { patient: string; first: StaffActor },
    change: Change,
    request?: string,
  ): DraftWords;
  /** Commits what was drawn up so and read out, marked *assisted* (C5.1). */
  signAssisted(
    by: TwoStaff,
    options: { draft: string; request: string | undefined },
  ): Promise<ConsentAct>;
  /** The request for access that a draft grants, undefined where it grants none. */
  requestOf(draft: string): string | undefined;
  current(handle: Hex): CurrentConsent | undefined;
  /** The grants in force or to come, with what they permit. */
  grants(patient: string): GrantInWords[];
}

/** Opens consent at a hospital's book; `personOf` gives the name of a practitioner, undefined where it is not known yet. */
export function openConsents(deps: {
  book: Book;
  personOf: (member: string, practitioner: Hex) => string | undefined;
}): Consents {
  const { book, personOf } = deps;
  const { hospital, leaves, view, writer } = book;
  const { channel, member, clock } = hospital;
  const drafts = openDrafts(clock);
  const whoIs: Wording['whoIs'] = ({ to: { member: id, practitioner } }) => ({
    hospital: view.members.get(id)?.name ?? id,
    person: practitioner === null ? undefined : personOf(id, practitioner),
  });

  function current(handle: Hex): CurrentConsent | undefined {
    const row = hospital.registry.get('consent', handle);
    if (!isObject(row)) return undefined;
    return {
      document: { form: parse(consentDocument, row['form']), nonce: textIn(row, 'nonce') },
      by: parse(consentBy, row['by']),
    };
  }

  const draw = openDrawing({ book, current, whoIs });

  async function commit(
    drawn: Drawn,
    by: JsonObject,
    head: string,
    how: ConsentBy,
  ): Promise<ConsentAct> {
    const kept = leaves.patient(drawn.handle);
    const { form } = drawn.document;
    if (!kept || kept.leaf.head.version + 1 !== form.version)
      throw new CareError('conflict', 'The consent has changed meanwhile; look at it again.');
    const leaf: PatientLeaf = {
      ...kept.leaf,
      head: {
        version: form.version,
        document: drawn.commitment,
        credential: head,
        stop: form.stop,
      },
    };
    const nonce = randomBytes(32).toString('hex');
    if (drawn.stop !== undefined)
      await hospital.people.updatePatient(drawn.patient, { stop: drawn.stop });
    const { tx, block } = await writer.change({
      map: 'patients',
      handle: drawn.handle,
      old: kept,
      leaf,
      nonce,
      leafHash: leafHashOf(leaf, nonce),
      by: () => ({ ...by, stopPath: view.stops(member).prove(positionOf(kept.leaf.head.stop)) }),
      urgent: drawn.urgent,
      rows: [
        {
          kind: 'consent',
          id: drawn.handle,
          value: { form, nonce: drawn.document.nonce, by: how },
        },
      ],
    });
    const { patient, grant } = drawn;
    const at = clock();
    await hospital.journal.append({
      t: 'consent',
      at,
      patient,
      version: form.version,
      document: form,
      nonce: drawn.document.nonce,
      by: how,
      leaf: { leaf, nonce },
      place: placeOf(drawn.handle),
      tx,
      block,
    });
    return {
      grant,
      version: form.version,
      tx,
      ...(drawn.stop === undefined ? {} : { stop: printedCode(drawn.stop) }),
    };
  }

  /** Two of staff sign what was drawn up, and it is committed. */
  async function witnessed({ first, second }: TwoStaff, drawn: Drawn): Promise<ConsentAct> {
    const at = clock();
    const message = assistedMessage({
      channel,
      member,
      handle: drawn.handle,
      version: drawn.document.form.version,
      document: drawn.commitment,
      at,
    });
    const signers = [first, second].map((actor) => {
      const staff = leaves.staffProof(actor.handle);
      if (!staff)
        throw new CareError(
          'not-ready',
          'This account is not yet on the ledger; try again in a moment.',
        );
      return { staff, signature: toBase64url(actor.sign(message)) };
    });
    const how: ConsentBy = { kind: 'assisted', at, signers };
    return commit(
      drawn,
      { ...how, before: drawn.before, document: drawn.document },
      'assisted',
      how,
    );
  }

  /** Path and root of the leaf, for the receipt that the patient takes home (C17). */
  function placeOf(handle: Hex): JsonObject {
    const map = view.map('patients');
    return { path: map.prove(positionOf(handle)), root: map.root };
  }

  return {
    current,
    requestOf: (draft) => drafts.requestOf(draft),
    prepare(actor, change, request) {
      demandScope(actor, change);
      const { patient } = actor;
      const drawn = draw(patient, change);
      const own = view.members.get(member);
      const challenge = consentAsked({
        channel,
        handle: drawn.handle,
        version: drawn.document.form.version,
        document: drawn.commitment,
      });
      return {
        ...drafts.keep({ patient, request }, drawn),
        challenge: toBase64url(challenge),
        rpId: own?.rpId ?? '',
        origin: own?.origins[0] ?? '',
      };
    },
    async sign({ patient }, { draft, request, assertion }) {
      const { credential, clientDataJSON, authenticatorData, signature } = assertion;
      const signed = { clientDataJSON, authenticatorData, signature };
      const how: ConsentBy = { kind: 'assertion', credential, assertion: signed };
      return drafts.use({ patient, request }, draft, (drawn) =>
        commit(drawn, { ...how, document: drawn.document }, credential, how),
      );
    },
    prepareAssisted: ({ patient, first }, change, request) =>
      drafts.keep({ patient, staff: first.handle, request }, draw(patient, change)),
    async signAssisted(by, { draft, request }) {
      demandTwo(by);
      const holder = { patient: by.patient, staff: by.first.handle, request };
      return drafts.use(holder, draft, (drawn) => witnessed(by, drawn));
    },
    grants(patient) {
      const row = hospital.people.patient(patient);
      const document = row && current(row.handle)?.document.form;
      if (document === undefined) return [];
      const language = languageOf(document);
      const signed = signedSentences(document);
      return document.grants
        .map((grant, index): GrantInWords => {
          const sentences = {
            en: grantSentence(grant, { language: 'en', whoIs }),
            de: grantSentence(grant, { language: 'de', whoIs }),
          };
          return {
            ...grant,
            language,
            sentences,
            sentence: signed?.[index] ?? sentences[language],
          };
        })
        .filter((grant) => grant.until > clock());
    },
  };
}

/** Throws `forbidden` where one of staff would sign for a patient twice, or one whose role does not (C5.1). */
export function demandTwo({ first, second }: TwoStaff): void {
  if (first.handle === second.handle)
    throw new CareError('forbidden', 'Two different members of staff sign for a patient.');
  if (!mayWitness(first.role) || !mayWitness(second.role))
    throw new CareError('forbidden', 'Auditors and researchers do not sign for a patient.');
}
