import { CareError, incidentsOf, reviewsOf, unmatchedReceipts } from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { demandMayProve } from './may-prove.ts';
import { handlerOf, staff } from './people-handlers.ts';

/** State of the node, receipts, what was set aside, proofs and roots of trust. */
export function auditHandlers(practice: Practice): Handlers {
  const { hospital, book, prover } = practice;
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
      await demandMayProve(practice, actor, body.id);
      return { proof: await prover.prove(body.id) };
    }),
    ...handlerOf('roots', async () => ({ roots: prover.roots() })),
  };
}
