import {
  CareError,
  detailsOf,
  disclosuresOf,
  exportRecord,
  openCorrections,
  takeHomeReceipts,
  type Actor,
} from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { patientOf } from './patient-of.ts';
import { handlerOf, staff } from './people-handlers.ts';
import { disclosureRow } from './seen-rows.ts';
import { iso } from './times.ts';

/** Exports that are made at the same time; each reads a whole record. */
const MOST_AT_ONCE = 2;

/** Who answers what patients ask to correct. */
const answering: ReadonlySet<string> = new Set(['administrator', 'doctor', 'nurse']);

/** The patient's own copy, her details and what she asks to correct. */
export function exportHandlers(practice: Practice): Handlers {
  const { hospital, book, prover, exchange, directory, notices, consortium } = practice;
  const corrections = openCorrections({ hospital, notices });
  const nameOf = (member: string, practitioner: string) => directory.nameOf(member, practitioner);
  const deps = { book, flood: exchange.flood, nameOf };
  let underWay = 0;

  return {
    ...handlerOf('export', async ({ actor }) => {
      const self = herself(actor);
      if (underWay >= MOST_AT_ONCE)
        throw new CareError('throttled', 'Others are exporting; try again in a minute.');
      underWay += 1;
      try {
        const toldBy = hospital.clock();
        return await exportRecord(
          {
            book,
            prover,
            base: `${consortium.origin}/fhir/R4`,
            disclosures: (patient) => disclosuresOf(deps, { patient, toldBy }).map(disclosureRow),
            consents: (patient) => takeHomeReceipts({ book, prover }, patient),
          },
          self,
        );
      } finally {
        underWay -= 1;
      }
    }),
    ...handlerOf('details', async ({ actor }) => detailsOf(hospital, herself(actor))),
    ...handlerOf('correction-request', async ({ actor, body }) => ({
      correction: await corrections.request(herself(actor), body),
    })),
    ...handlerOf('corrections', async ({ actor, body }) => {
      const isAll = actor?.kind === 'staff' && body.patient === undefined;
      if (isAll && !answering.has(actor.role))
        throw new CareError('forbidden', 'Your role does not permit this.');
      const rows = corrections.of(isAll ? undefined : patientOf(practice, actor, body.patient));
      return {
        rows: rows.map(({ at, answeredAt, by: _by, ...row }) => ({
          ...row,
          at: iso(at),
          answeredAt: iso(answeredAt),
        })),
      };
    }),
    ...handlerOf('correction-answer', async ({ actor, body: { done, ...body } }) => {
      await corrections.answer(staff(actor), { ...body, isDone: done });
      return {};
    }),
  };
}

function herself(actor: Actor | undefined) {
  if (actor?.kind !== 'patient')
    throw new CareError('forbidden', 'Patients have this for themselves.');
  return actor;
}
