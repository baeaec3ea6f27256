import { randomBytes } from 'node:crypto';
import {
  stopHash,
  type ConsentBy,
  type ConsentDocument,
  type Grant,
  type OpenedDocument,
} from '@careledger/contracts';
import { commitment, type Hex } from '@careledger/proof';
import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import { newCode } from '../enrol/code.ts';
import { knownCategories } from '../exchange/categories.ts';
import type { Language } from './phrases.ts';
import { documentText, grantSentence, withdrawalSentence, type Wording } from './wording.ts';

/** What the patient wishes to permit; `practitioner` null means the whole hospital. */
export interface Wish {
  readonly to: {
    readonly member: string;
    readonly practitioner: Hex | null;
    readonly name: string;
  };
  readonly categories: readonly string[];
  readonly purpose: string;
  readonly days: number;
  readonly dataFrom?: number;
  readonly dataUntil?: number;
  /** When unfiled copies are to be erased (C15); absent: never. */
  readonly eraseAt?: number;
}

/** The consent that holds for a patient here: document, who signed it. */
export interface CurrentConsent {
  readonly document: OpenedDocument;
  readonly by: ConsentBy;
}

/** What changes from one document to the next, and in which language that is read and signed; withdrawing `all` leaves no grant. */
export type Change = { readonly language: Language } & (
  { readonly grant: Wish } | { readonly withdraw: string }
);

/** A document that is drawn up and not yet signed. */
export interface Drawn {
  patient: string;
  handle: Hex;
  grant: string;
  /** What is new in it, as it stands in its text. */
  sentence: string;
  before: OpenedDocument;
  document: OpenedDocument;
  commitment: Hex;
  stop: string | undefined;
  urgent: boolean;
  expires: number;
}

const draftLifeMs = 5 * 60_000;

/** Gives the function that draws up a patient's next document: good for five minutes. */
export function openDrawing(deps: {
  book: Book;
  current: (handle: Hex) => CurrentConsent | undefined;
  whoIs: Wording['whoIs'];
}): (patient: string, change: Change) => Drawn {
  const { current, whoIs } = deps;
  const { hospital, leaves, view } = deps.book;
  const { member, clock } = hospital;

  return function draw(patient: string, change: Change): Drawn {
    const row = hospital.people.patient(patient);
    const held = row && leaves.patient(row.handle);
    const now = row && current(row.handle);
    if (!row || !held || !now)
      throw new CareError('conflict', 'This patient is not enrolled yet; two staff enrol.');
    const { document } = now;
    const isStopped = view.valueOf('stop', `code:${member}:${held.leaf.head.stop}`) !== undefined;
    const stop = isStopped ? newCode(24) : undefined;
    const grants = [...document.form.grants].filter((grant) => grant.until > clock());
    const { language } = change;
    const name = view.members.get(member)?.name ?? member;
    const wording = { language, hospital: name, whoIs };
    const { list, grant, sentence } =
      'grant' in change
        ? added(grants, change.grant, { wording, from: clock() })
        : removed(grants, change.withdraw, wording);
    const version = held.leaf.head.version + 1;
    const opening = 'withdraw' in change ? { opening: sentence } : {};
    const form: ConsentDocument = {
      ...document.form,
      version,
      language,
      stop: stop === undefined ? held.leaf.head.stop : stopHash(stop),
      grants: list,
      text: documentText({ version, grants: list }, { ...wording, ...opening }),
    };
    const nonce = randomBytes(32).toString('hex');
    return {
      patient,
      handle: row.handle,
      grant,
      sentence,
      before: document,
      document: { form, nonce },
      commitment: commitment(nonce, form),
      stop,
      urgent: 'withdraw' in change,
      expires: clock() + draftLifeMs,
    };
  };
}

/** The grants after a change, the one that it is about, and what is new in words. */
interface Changed {
  list: Grant[];
  grant: string;
  sentence: string;
}

function added(
  grants: Grant[],
  wish: Wish,
  { wording, from }: { wording: Wording; from: number },
): Changed {
  const grant: Grant = {
    id: randomBytes(32).toString('hex'),
    to: { member: wish.to.member, practitioner: wish.to.practitioner },
    categories: knownCategories(wish.categories),
    purposes: [wish.purpose],
    from,
    until: from + wish.days * 86_400_000,
    dataFrom: wish.dataFrom ?? null,
    dataUntil: wish.dataUntil ?? null,
    eraseAt: wish.eraseAt ?? null,
  };
  return { list: [...grants, grant], grant: grant.id, sentence: grantSentence(grant, wording) };
}

function removed(grants: Grant[], id: string, wording: Wording): Changed {
  if (id === 'all') return { list: [], grant: id, sentence: withdrawalSentence(id, wording) };
  const withdrawn = grants.find((grant) => grant.id === id);
  if (withdrawn === undefined) throw new CareError('not-found', 'There is no such grant in force.');
  return {
    list: grants.filter((grant) => grant.id !== id),
    grant: id,
    sentence: withdrawalSentence(withdrawn, wording),
  };
}
