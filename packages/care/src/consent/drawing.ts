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
import { documentText } from './wording.ts';

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

/** What changes from one document to the next; withdrawing `all` leaves no grant. */
export type Change = { readonly grant: Wish } | { readonly withdraw: string };

/** A document that is drawn up and not yet signed. */
export interface Drawn {
  patient: string;
  handle: Hex;
  grant: string;
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
  whoIs: (grant: Grant) => string;
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
    const { list, grant } =
      'grant' in change ? added(grants, change.grant, clock()) : removed(grants, change.withdraw);
    const version = held.leaf.head.version + 1;
    const name = view.members.get(member)?.name ?? member;
    const form: ConsentDocument = {
      ...document.form,
      version,
      stop: stop === undefined ? held.leaf.head.stop : stopHash(stop),
      grants: list,
      text: documentText({ version, grants: list }, { hospital: name, whoIs }),
    };
    const nonce = randomBytes(32).toString('hex');
    return {
      patient,
      handle: row.handle,
      grant,
      before: document,
      document: { form, nonce },
      commitment: commitment(nonce, form),
      stop,
      urgent: 'withdraw' in change,
      expires: clock() + draftLifeMs,
    };
  };
}

function added(grants: Grant[], wish: Wish, from: number): { list: Grant[]; grant: string } {
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
  return { list: [...grants, grant], grant: grant.id };
}

function removed(grants: Grant[], id: string): { list: Grant[]; grant: string } {
  if (id === 'all') return { list: [], grant: id };
  if (!grants.some((grant) => grant.id === id))
    throw new CareError('not-found', 'There is no such grant in force.');
  return { list: grants.filter((grant) => grant.id !== id), grant: id };
}
