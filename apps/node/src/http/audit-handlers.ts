import {
  CareError,
  disclosuresOf,
  incidentsOf,
  reviewsOf,
  unmatchedReceipts,
} from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';
import { disclosureRow } from './seen-rows.ts';

/** State of the node, who saw what, proofs and roots of trust. */
export function auditHandlers(practice: Practice): Handlers {
  const { hospital, book, prover, exchange } = practice;
  const nameOf = (member: string, practitioner: string) =>
    practice.directory.nameOf(member, practitioner);
  return {
    ...handlerOf('status', async () => ({
      member: hospital.member,
      state: practice.state(),
      height: book.view.height,
      hash: book.view.last.commitHash,
      unanchored: hospital.chart.unanchoredCount(),
      pid: process.pid,
      faults: practice.faults(),
    })),
    ...handlerOf('disclosures', async ({ actor, body }) => {
      const isHer = actor?.kind === 'patient';
      if (!isHer && !seers.has(staff(actor).role))
        throw new CareError('forbidden', 'Your role does not permit this.');
      const patient = isHer ? actor.patient : patientId(practice, body.patient ?? '');
      const rows = disclosuresOf(
        { book, flood: exchange.flood, nameOf },
        { patient, ...(isHer ? { toldBy: hospital.clock() } : {}) },
      );
      return { rows: rows.map(disclosureRow) };
    }),
    ...handlerOf('receipts', async ({ actor }) => {
      staff(actor);
      return { rows: unmatchedReceipts(hospital, hospital.clock()) };
    }),
    ...handlerOf('incidents', async ({ actor }) => {
      const { role } = staff(actor);
      const open = reviewsOf(hospital).filter(({ review }) => review === null);
      return {
        rows: [
          ...practice.faults().map((why) => ({ what: 'not-in-force', why })),
          ...(role === 'privacy-officer' ? open : []).map((notice) => ({
            what: 'break-glass-to-review',
            notice,
          })),
          ...incidentsOf(hospital),
        ],
      };
    }),
    ...handlerOf('prove', async ({ actor, body }) => {
      if (!actor) throw new CareError('unauthenticated', 'Sign in first.');
      return { proof: await prover.prove(body.id) };
    }),
    ...handlerOf('roots', async () => ({ roots: prover.roots() })),
  };
}

/** Who of the staff sees what is recorded about a patient's record: those who treat, and who watches over it. */
const seers: ReadonlySet<string> = new Set(['doctor', 'nurse', 'privacy-officer']);
