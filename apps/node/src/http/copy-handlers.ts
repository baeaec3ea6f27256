import { CareError, confirmationsOf, fileCopy, filedOf, filedUnder } from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** Reading copies of other hospitals' answers: held, closed, filed, and taken back. */
export function copyHandlers(practice: Practice): Handlers {
  const { hospital, book, exchange } = practice;
  const { copies } = exchange;
  const nameOf = (member: string) => book.view.members.get(member)?.name ?? member;

  return {
    ...handlerOf('copies', async ({ actor, body }) => {
      const mine = await copies.of(staff(actor));
      const rows = mine.filter((copy) => body.for === undefined || copy.for === bare(body.for));
      return {
        rows: rows.map(({ by: _by, ...copy }) => ({
          ...copy,
          at: iso(copy.at),
          eraseAt: iso(copy.eraseAt),
          custodianName: nameOf(copy.custodian),
          stale: exchange.tellings.isAway(copy.custodian),
          filed: filedUnder(hospital, copy.request),
        })),
      };
    }),
    ...handlerOf('close-copy', async ({ actor, body }) => {
      await copies.close(staff(actor), body.request);
      return {};
    }),
    ...handlerOf('file', async ({ actor, body }) => {
      const patient = patientId(practice, body.for);
      const { request, resource } = body;
      return fileCopy({ hospital, copies, nameOf }, staff(actor), { request, resource, patient });
    }),
    ...handlerOf('filed', async ({ actor, body }) => {
      const who = staff(actor);
      if (who.role !== 'doctor' && who.role !== 'nurse')
        throw new CareError('forbidden', 'Your role does not permit this.');
      const rows = filedOf(hospital, patientId(practice, body.for)).filter((row) => {
        const info = hospital.chart.info({ type: row.type, id: row.id });
        return info === undefined || !hospital.care.isHidden(who, info);
      });
      return { rows: rows.map((row) => ({ ...row, at: iso(row.at) })) };
    }),
    ...handlerOf('confirmations', async ({ actor }) => {
      if (actor?.kind !== 'patient')
        throw new CareError('forbidden', 'Patients see what was deleted of theirs.');
      const rows = confirmationsOf(hospital, actor.patient);
      return {
        rows: rows.map((row) => ({
          ...row,
          at: iso(row.at),
          confirmedAt: iso(row.confirmedAt),
          memberName: nameOf(row.member),
        })),
      };
    }),
  };
}

const bare = (id: string) => id.replace(/^Patient\//, '');
