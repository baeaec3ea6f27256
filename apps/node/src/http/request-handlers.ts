import {
  CareError,
  demandSight,
  isInScope,
  type Actor,
  type Asked,
  type Narrowed,
  type PatientRequest,
} from '@careledger/care';
import type { Practice } from '../practice.ts';
import { firstOfTwo } from './first-of-two.ts';
import type { Handlers } from './handlers.ts';
import { patientOf } from './patient-of.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';
import { day, iso } from './times.ts';

/** Requests for access: the asker's list shows no more than open or ended, the patient's shows everything (C13). */
export function requestHandlers(practice: Practice): Handlers {
  const { hospital, requests, directory, book } = practice;
  const { asking, decisions } = requests;

  const memberName = (member: string) => book.view.members.get(member)?.name ?? member;

  async function rowsFor(patient: string) {
    const users = new Map<string, string>();
    const rows = decisions.of(patient);
    for (const member of new Set(rows.map(({ form }) => form.requester)))
      for (const each of await directory.all(member).catch(() => []))
        users.set(`${member}/${each.handle}`, each.user);
    return rows.map((row) => {
      const { requester, practitioner } = row.form;
      const user = users.get(`${requester}/${practitioner}`);
      return {
        ...forPatient(row),
        who: directory.nameOf(requester, practitioner),
        organisationName: memberName(requester),
        to: user === undefined ? requester : `${user}@${requester}`,
      };
    });
  }

  return {
    ...handlerOf('request', async ({ actor, body: { dataFrom, dataUntil, ...body } }) =>
      forAsker(
        await asking.request(staff(actor), {
          ...body,
          ...(body.for === undefined ? {} : { for: patientId(practice, body.for) }),
          ...(dataFrom === undefined ? {} : { dataFrom: Date.parse(dataFrom) }),
          ...(dataUntil === undefined ? {} : { dataUntil: Date.parse(dataUntil) }),
        }),
      ),
    ),
    ...handlerOf('requests', async ({ actor, body }) => {
      if (actor?.kind === 'patient' || body.patient !== undefined) {
        const patient = patientOf(practice, actor, body.patient);
        const seen = { patient, kind: 'identity', interaction: 'requests' };
        await demandSight(hospital, actor ?? staff(actor), seen);
        const rows = await rowsFor(patient);
        return { rows: rows.filter(({ categories }) => isInScope(actor, categories)) };
      }
      return { rows: asking.asked(staff(actor)).map(forAsker) };
    }),
    ...handlerOf('decide', async ({ actor, body }) => {
      const self = herself(actor);
      if ('deny' in body) {
        await decisions.deny(self, body.request);
        return { request: body.request, state: 'denied' };
      }
      const { request, ...rest } = body;
      return { request, ...decisions.prepare(self, request, narrowedOf(rest)) };
    }),
    ...handlerOf('decide-sign', async ({ actor, body }) => {
      const act = await decisions.sign(herself(actor), body);
      return { request: body.request, state: 'granted', ...act };
    }),
    ...handlerOf('decide-assisted', async ({ actor, body, from }) => {
      const { request, patient } = body;
      const interaction = 'decide-assisted';
      const by = await firstOfTwo(practice, actor, { patient, interaction });
      const second = await hospital.people.vouch({ ...body.second, from });
      await decisions.assistedDenial({ ...by, second }, request);
      return { request, state: 'denied' };
    }),
  };
}

function herself(actor: Actor | undefined) {
  if (actor?.kind !== 'patient') throw new CareError('forbidden', 'The patient decides.');
  return actor;
}

/** What is left of a request, as a body says it. */
export function narrowedOf(body: {
  categories?: string[];
  dataFrom?: string;
  dataUntil?: string;
  days?: number;
  eraseDays?: number;
  language?: Narrowed['language'];
}): Narrowed {
  const { categories, dataFrom, dataUntil, days, eraseDays, language = 'en' } = body;
  return {
    language,
    ...(categories === undefined ? {} : { categories }),
    ...(dataFrom === undefined ? {} : { dataFrom: Date.parse(dataFrom) }),
    ...(dataUntil === undefined ? {} : { dataUntil: Date.parse(dataUntil) }),
    ...(days === undefined ? {} : { days }),
    ...(eraseDays === undefined ? {} : { eraseDays }),
  };
}

function wanted({
  categories,
  dataFrom,
  dataUntil,
  purpose,
  days,
  eraseDays,
  text,
}: Asked['form']) {
  return {
    categories,
    dataFrom: day(dataFrom),
    dataUntil: day(dataUntil),
    purpose,
    days,
    eraseDays,
    text,
  };
}

function forAsker({ request, state, at, until, form, for: patient }: Asked) {
  return {
    request,
    state,
    at: iso(at),
    until: iso(until),
    member: form.custodian,
    for: patient,
    ...wanted(form),
  };
}

function forPatient({ request, state, until, form, role, grant, decidedAt }: PatientRequest) {
  const { eventKind, eventAt } = form;
  return {
    request,
    state,
    at: iso(form.at),
    until: iso(until),
    role,
    organisation: form.requester,
    eventKind,
    eventAt: day(eventAt),
    ...wanted(form),
    grant,
    decidedAt: iso(decidedAt),
  };
}
