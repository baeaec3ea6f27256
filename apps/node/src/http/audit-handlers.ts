import { CareError } from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf } from './people-handlers.ts';

/** State of the node, proofs and roots of trust. */
export function auditHandlers(practice: Practice): Handlers {
  const { hospital, book, prover } = practice;
  return {
    ...handlerOf('status', async () => ({
      member: hospital.member,
      state: book.view.members.get(hospital.member)?.status ?? 'pending',
      height: book.view.height,
      hash: book.view.last.commitHash,
      unanchored: hospital.chart.unanchoredCount(),
      pid: process.pid,
      faults: practice.faults(),
    })),
    ...handlerOf('prove', async ({ actor, body }) => {
      if (!actor) throw new CareError('unauthenticated', 'Sign in first.');
      return { proof: await prover.prove(body.id) };
    }),
    ...handlerOf('roots', async () => ({ roots: prover.roots() })),
  };
}
