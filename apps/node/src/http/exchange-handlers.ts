import {
  CareError,
  disclosuresOf,
  incidentsOf,
  raiseStop,
  unmatchedReceipts,
  type Wish,
} from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';

/** Asking, granting, withdrawing, stopping, and who saw what. */
export function exchangeHandlers(practice: Practice): Handlers {
  const { hospital, asking, consents, directory, book } = practice;

  async function wishOf(body: {
    to: string;
    categories: string[];
    purpose: string;
    days: number;
    dataFrom?: string;
    dataUntil?: string;
  }): Promise<Wish> {
    const to = await directory.find(body.to);
    const date = (given: string | undefined) =>
      given === undefined ? undefined : Date.parse(given);
    const [dataFrom, dataUntil] = [date(body.dataFrom), date(body.dataUntil)];
    if ([dataFrom, dataUntil].some((d) => d !== undefined && Number.isNaN(d)))
      throw new CareError('invalid', 'A date of the window cannot be read.');
    return {
      to,
      categories: body.categories,
      purpose: body.purpose,
      days: body.days,
      ...(dataFrom === undefined ? {} : { dataFrom }),
      ...(dataUntil === undefined ? {} : { dataUntil }),
    };
  }

  return {
    ...handlerOf('ask', async ({ actor, body }) => {
      const { card, categories, purpose, event } = body;
      return asking.ask(staff(actor), {
        card,
        ...(body.for === undefined ? {} : { for: patientId(practice, body.for) }),
        ...(categories === undefined ? {} : { categories }),
        ...(purpose === undefined ? {} : { purpose }),
        ...(event === undefined ? {} : { event }),
      });
    }),
    ...handlerOf('break-glass', async ({ actor, body, token }) => {
      const { card, reason, reason2, text, password, rest = false } = body;
      if (password === undefined) hospital.people.demandStepUp(token);
      else await hospital.people.stepUp({ token, password });
      if (rest && reason2 === undefined)
        throw new CareError('invalid', 'The rest needs a second reason.');
      const reasons = rest && reason2 !== undefined ? [reason, reason2] : [reason];
      return asking.ask(staff(actor), { card, emergency: { reasons, text, rest } });
    }),
    ...handlerOf('grant-prepare', async ({ actor, body }) => {
      if (actor?.kind !== 'patient') throw new CareError('forbidden', 'The patient grants.');
      return consents.prepare(actor, { grant: await wishOf(body) });
    }),
    ...handlerOf('withdraw-prepare', async ({ actor, body }) => {
      if (actor?.kind !== 'patient') throw new CareError('forbidden', 'The patient withdraws.');
      return consents.prepare(actor, { withdraw: body.grant });
    }),
    ...handlerOf('consent-sign', async ({ actor, body }) => {
      if (actor?.kind !== 'patient') throw new CareError('forbidden', 'The patient signs.');
      return consents.sign(actor, body);
    }),
    ...handlerOf('grant-assisted', async ({ actor, body, from }) => {
      const second = await hospital.people.vouch({ ...body.second, from });
      return consents.assisted({
        patient: patientId(practice, body.patient),
        change: { grant: await wishOf(body) },
        first: staff(actor),
        second,
      });
    }),
    ...handlerOf('withdraw-assisted', async ({ actor, body, from }) => {
      const second = await hospital.people.vouch({ ...body.second, from });
      return consents.assisted({
        patient: patientId(practice, body.patient),
        change: { withdraw: body.grant },
        first: staff(actor),
        second,
      });
    }),
    ...handlerOf('grants', async ({ actor, body }) => {
      const patient =
        actor?.kind === 'patient' ? actor.patient : patientId(practice, body.patient ?? '');
      return { rows: consents.grants(patient) };
    }),
    ...handlerOf('stop', async ({ actor, body }) => raiseStop(book, staff(actor), body)),
    ...handlerOf('disclosures', async ({ actor, body }) => {
      const patient =
        actor?.kind === 'patient' ? actor.patient : patientId(practice, body.patient ?? '');
      const rows = disclosuresOf(hospital, patient, (member, handle) =>
        directory.nameOf(member, handle),
      );
      return { rows: rows.map((row) => ({ ...row, at: new Date(row.at).toISOString() })) };
    }),
    ...handlerOf('receipts', async ({ actor }) => {
      staff(actor);
      return { rows: unmatchedReceipts(hospital, hospital.clock()) };
    }),
    ...handlerOf('incidents', async ({ actor }) => {
      const { role } = staff(actor);
      const notices = role === 'privacy-officer' ? Array.from(hospital.registry.all('notice')) : [];
      return {
        rows: [
          ...practice.faults().map((why) => ({ what: 'not-in-force', why })),
          ...notices.map(([, notice]) => ({ what: 'break-glass-to-review', notice })),
          ...incidentsOf(hospital),
        ],
      };
    }),
  };
}
