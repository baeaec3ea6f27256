import type { Book } from '../book/book.ts';
import { CareError } from '../care-error.ts';
import {
  demandTwo,
  type ConsentAct,
  type ConsentDraft,
  type Consents,
  type SignedAssertion,
  type TwoStaff,
} from '../consent/consent.ts';
import type { DraftWords } from '../consent/drafts.ts';
import { demandDecides } from '../guardians/demand-scope.ts';
import type { PatientActor, StaffActor } from '../people/actor.ts';
import { narrowedWish, type Narrowed } from './narrow.ts';
import { requestRowOf, type RequestRow } from './request-row.ts';

/** A request as the patient sees it. */
export interface PatientRequest extends Omit<RequestRow, 'patient' | 'state'> {
  readonly request: string;
  readonly state: 'denied' | 'expired' | 'granted' | 'open';
}

/** The patient's side of requests for access: each is decided once, and what is granted binds, not what was asked (C13). */
export interface Decisions {
  /** Every request for this patient's records, newest first. */
  of(patient: string): PatientRequest[];
  /** Draws up the consent that grants a request, narrowed as the patient wishes. */
  prepare(actor: PatientActor, request: string, by: Narrowed): ConsentDraft;
  /** Signs a draft, and decides the request that it was drawn up for; `request` may name it, and no other. */
  sign(
    actor: PatientActor,
    options: { request?: string; draft: string; assertion: SignedAssertion },
  ): Promise<ConsentAct>;
  deny(actor: PatientActor, request: string): Promise<void>;
  /** Draws up the same for one of staff who reads it out to a patient without a passkey. */
  prepareAssisted(
    by: { patient: string; first: StaffActor },
    request: string,
    narrowed: Narrowed,
  ): DraftWords;
  /** The same for two of staff. */
  signAssisted(
    by: TwoStaff,
    options: { request?: string | undefined; draft: string },
  ): Promise<ConsentAct>;
  assistedDenial(by: TwoStaff, request: string): Promise<void>;
}

const kind = 'access-request';

/** Opens the patient's side; `granted` is called with the asker's member once a request is granted. */
export function openDecisions(deps: {
  book: Book;
  consents: Consents;
  nameOf: (member: string, practitioner: string) => string;
  granted: (member: string, request: string) => Promise<void>;
}): Decisions {
  const { consents, nameOf, granted } = deps;
  const { registry, journal, clock, bulletin } = deps.book.hospital;
  const underWay = new Set<string>();

  const openRow = (patient: string, request: string): RequestRow => {
    const value = registry.get(kind, request);
    const row = value === undefined ? undefined : requestRowOf(value);
    if (row?.patient !== patient) throw new CareError('not-found', 'There is no such request.');
    if (row.state !== 'open') throw new CareError('conflict', 'This request is decided already.');
    if (row.until <= clock()) throw new CareError('gone', 'This request has ended by itself.');
    return row;
  };
  const wishOf = ({ form }: RequestRow, by: Narrowed) =>
    narrowedWish(form, by, { name: nameOf(form.requester, form.practitioner), now: clock() });

  /** Nothing else decides a request while it is being decided. */
  async function once<T>(
    patient: string,
    request: string,
    decide: (row: RequestRow) => Promise<T>,
  ) {
    const row = openRow(patient, request);
    if (underWay.has(request))
      throw new CareError('conflict', 'This request is being decided already.');
    underWay.add(request);
    try {
      return await decide(row);
    } finally {
      underWay.delete(request);
    }
  }

  async function decided(
    row: RequestRow,
    request: string,
    by: { state: 'denied' | 'granted'; grant: string | null; who: readonly string[] },
  ): Promise<void> {
    const at = clock();
    const { state, grant, who } = by;
    const { patient, form } = row;
    const kept = { ...row, form: { ...form }, state, grant, decidedAt: at };
    await journal.append({
      t: 'access-decided',
      v: 1,
      at,
      id: request,
      patient,
      state,
      grant,
      by: who,
    });
    await registry.put(kind, request, kept);
    if (patient !== null)
      bulletin.publish({ kind: 'request', patient, id: request, to: `patient:${patient}` });
    if (state === 'granted') await granted(form.requester, request);
  }

  /** Has a draft signed; where it was drawn up for a request, that is decided with it. */
  async function signed(
    by: { patient: string; who: readonly string[] },
    { request, draft }: { request?: string | undefined; draft: string },
    sign: (request: string | undefined) => Promise<ConsentAct>,
  ): Promise<ConsentAct> {
    const decides = request ?? consents.requestOf(draft);
    if (decides === undefined) return sign(undefined);
    return once(by.patient, decides, async (row) => {
      const act = await sign(decides);
      await decided(row, decides, { state: 'granted', grant: act.grant, who: by.who });
      return act;
    });
  }
  const two = ({ first, second }: TwoStaff) => [first.handle, second.handle];
  const self = ({ patient, credential }: PatientActor) => [credential ?? `patient:${patient}`];

  return {
    of: (patient) =>
      [...registry.all(kind)]
        .map(([request, value]) => ({ request, row: requestRowOf(value) }))
        .filter(({ row }) => row.patient === patient)
        .map(({ request, row: { patient: _patient, state, ...row } }): PatientRequest => ({
          ...row,
          request,
          state: state === 'open' && row.until <= clock() ? 'expired' : state,
        }))
        .toSorted((a, b) => b.form.at - a.form.at),
    prepare: (actor, request, by) => {
      const wish = wishOf(openRow(actor.patient, request), by);
      return consents.prepare(actor, { grant: wish, language: by.language }, request);
    },
    sign: (actor, { assertion, ...given }) =>
      signed({ patient: actor.patient, who: self(actor) }, given, (request) =>
        consents.sign(actor, { draft: given.draft, request, assertion }),
      ),
    deny: (actor, request) =>
      once(actor.patient, request, async (row) => {
        demandDecides(actor);
        await decided(row, request, { state: 'denied', grant: null, who: self(actor) });
      }),
    prepareAssisted: (by, request, narrowed) => {
      const { language } = narrowed;
      const grant = wishOf(openRow(by.patient, request), narrowed);
      return consents.prepareAssisted(by, { grant, language }, request);
    },
    signAssisted: (by, given) =>
      signed({ patient: by.patient, who: two(by) }, given, (request) =>
        consents.signAssisted(by, { draft: given.draft, request }),
      ),
    assistedDenial: (by, request) =>
      once(by.patient, request, async (row) => {
        demandTwo(by);
        await decided(row, request, { state: 'denied', grant: null, who: two(by) });
      }),
  };
}
