import { CareError, demandSight, isInScope, raiseStop, type Wish } from '@careledger/care';
import type { Practice } from '../practice.ts';
import { firstOfTwo } from './first-of-two.ts';
import type { Handlers } from './handlers.ts';
import { patientOf } from './patient-of.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';
import { narrowedOf } from './request-handlers.ts';

/** Asking, granting, withdrawing, stopping. */
export function exchangeHandlers(practice: Practice): Handlers {
  const { hospital, consents, directory, book, exchange, requests } = practice;

  async function wishOf(body: {
    to: string;
    categories: string[];
    purpose: string;
    days: number;
    dataFrom?: string;
    dataUntil?: string;
    eraseDays?: number;
    eraseAt?: string;
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
      eraseAt: eraseAtOf(body),
    };
  }

  /** The date after which unfiled copies are erased; where none is named, the grant's own end (C15). */
  function eraseAtOf(body: { days: number; eraseDays?: number; eraseAt?: string }): number {
    const now = hospital.clock();
    if (body.eraseAt !== undefined) return Date.parse(body.eraseAt);
    return now + (body.eraseDays ?? body.days) * 86_400_000;
  }

  /** The permissions of a patient, once everybody in them has a name. */
  const inWords = (patient: string) => directory.named(() => consents.grants(patient));

  return {
    ...handlerOf('ask', async ({ actor, body }) => {
      const { card, categories, purpose, event } = body;
      return exchange.asking.ask(staff(actor), {
        card,
        ...(body.for === undefined ? {} : { for: patientId(practice, body.for) }),
        ...(categories === undefined ? {} : { categories }),
        ...(purpose === undefined ? {} : { purpose }),
        ...(event === undefined ? {} : { event }),
      });
    }),
    ...handlerOf('grant-prepare', async ({ actor, body }) => {
      if (actor?.kind !== 'patient') throw new CareError('forbidden', 'The patient grants.');
      const { language = 'en' } = body;
      await inWords(actor.patient);
      return consents.prepare(actor, { grant: await wishOf(body), language });
    }),
    ...handlerOf('withdraw-prepare', async ({ actor, body }) => {
      if (actor?.kind !== 'patient') throw new CareError('forbidden', 'The patient withdraws.');
      const { grant, language = 'en' } = body;
      await inWords(actor.patient);
      return consents.prepare(actor, { withdraw: grant, language });
    }),
    ...handlerOf('consent-sign', async ({ actor, body }) => {
      if (actor?.kind !== 'patient') throw new CareError('forbidden', 'The patient signs.');
      return requests.decisions.sign(actor, body);
    }),
    ...handlerOf('assisted-prepare', async ({ actor, body }) => {
      const { patient } = body;
      const interaction = 'assisted-prepare';
      const by = await firstOfTwo(practice, actor, { patient, interaction });
      await inWords(by.patient);
      const { language = 'en' } = body;
      if ('request' in body)
        return requests.decisions.prepareAssisted(by, body.request, narrowedOf(body));
      if ('withdraw' in body)
        return consents.prepareAssisted(by, { withdraw: body.withdraw, language });
      return consents.prepareAssisted(by, { grant: await wishOf(body), language });
    }),
    ...handlerOf('assisted-sign', async ({ actor, body, from }) => {
      const { request, draft } = body;
      const first = staff(actor);
      const second = await hospital.people.vouch({ ...body.second, from });
      const by = { patient: patientId(practice, body.patient), first, second };
      return requests.decisions.signAssisted(by, { request, draft });
    }),
    ...handlerOf('grants', async ({ actor, body }) => {
      const patient = patientOf(practice, actor, body.patient);
      const asked = { patient, kind: 'identity', interaction: 'grants' };
      await demandSight(hospital, actor ?? staff(actor), asked);
      const rows = await inWords(patient);
      return { rows: rows.filter(({ categories }) => isInScope(actor, categories)) };
    }),
    ...handlerOf('stop', async ({ actor, body }) => raiseStop(book, staff(actor), body)),
  };
}
