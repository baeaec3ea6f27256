import {
  CareError,
  breakGlassHere,
  noticesOf,
  reviewBreakGlass,
  reviewsOf,
  seeNotice,
  seenBy,
  type Question,
} from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';
import { noticeRow, reviewRow } from './seen-rows.ts';

const longestDelayMs = 30 * 86_400_000;

/** What both ways of breaking glass take. */
interface Breaking {
  readonly reason: string;
  readonly text: string;
  readonly password?: string;
  readonly for?: string;
  readonly rest?: boolean;
  readonly reason2?: string;
  readonly delay?: { readonly until: string; readonly reason: string };
}

/** Emergency access, who is told of it, and its reviews. */
export function emergencyHandlers(practice: Practice): Handlers {
  const { hospital, exchange, notices } = practice;
  const { people, clock } = hospital;

  async function stepUp(token: string, { password }: Pick<Breaking, 'password'>): Promise<void> {
    if (password === undefined) people.demandStepUp(token);
    else await people.stepUp({ token, password });
  }

  function emergencyOf(body: Breaking): Pick<Question, 'emergency' | 'for'> {
    const { reason, reason2, text, rest = false, delay } = body;
    if (rest && reason2 === undefined)
      throw new CareError('invalid', 'The rest needs a second reason.');
    const reasons = rest && reason2 !== undefined ? [reason, reason2] : [reason];
    return {
      ...(body.for === undefined ? {} : { for: patientId(practice, body.for) }),
      emergency: { reasons, text, rest, ...(delay === undefined ? {} : { delay: delayOf(delay) }) },
    };
  }

  function delayOf({ until, reason }: { until: string; reason: string }) {
    const end = Date.parse(until);
    if (!(end > clock() && end <= clock() + longestDelayMs))
      throw new CareError('invalid', 'A delay ends on a day within the next 30 days.');
    return { until: end, reason };
  }

  function officer(actor: Parameters<typeof staff>[0]) {
    const found = staff(actor);
    if (found.role !== 'privacy-officer')
      throw new CareError('forbidden', 'The privacy officer reviews emergency access.');
    return found;
  }

  return {
    ...handlerOf('break-glass', async ({ actor, body, token }) => {
      await stepUp(token, body);
      return exchange.asking.ask(staff(actor), { card: body.card, ...emergencyOf(body) });
    }),
    ...handlerOf('break-glass-person', async ({ actor, body, token }) => {
      await stepUp(token, body);
      const { member, family, given, born, sex } = body;
      const card = { member, person: { family, given, born, sex } };
      return exchange.asking.ask(staff(actor), { card, ...emergencyOf(body) });
    }),
    ...handlerOf('break-glass-here', async ({ actor, body, token }) => {
      const [who, patient] = [staff(actor), patientId(practice, body.patient)];
      await stepUp(token, body);
      const { until } = await breakGlassHere(hospital, who, { ...body, patient });
      return { until: new Date(until).toISOString() };
    }),
    ...handlerOf('reviews', async ({ actor }) => {
      if (staff(actor).role !== 'auditor') officer(actor);
      const rows = await Promise.all(reviewsOf(hospital).map((row) => reviewRow(practice, row)));
      const count = (state: string) => rows.filter((row) => row.state === state).length;
      return { rows, open: count('open'), overdue: count('overdue') };
    }),
    ...handlerOf('review', async ({ actor, body }) =>
      reviewRow(practice, await reviewBreakGlass(hospital, officer(actor), body)),
    ),
    ...handlerOf('emergency-notices', async ({ actor }) => {
      if (!actor) throw new CareError('unauthenticated', 'Sign in first.');
      const rows = seenBy(hospital, actor, noticesOf(hospital, actor));
      return { rows: rows.map((row) => noticeRow(practice, row)) };
    }),
    ...handlerOf('emergency-notice-seen', async ({ actor, body }) => {
      if (!actor) throw new CareError('unauthenticated', 'Sign in first.');
      const patient = await seeNotice(hospital, actor, body);
      if (body.question !== undefined && patient !== null)
        await notices.tell({ to: 'role:privacy-officer', kind: 'review', patient, about: body.id });
      return {};
    }),
  };
}
