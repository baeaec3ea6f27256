import {
  CareError,
  createFace,
  createRegistrations,
  newGuardianship,
  openCountersigning,
  openCredentials,
  replaceLost,
  type Actor,
  type Waiting,
} from '@careledger/care';
import { randomBytes } from 'node:crypto';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';
import { patientOf } from './patient-of.ts';
import { iso } from './times.ts';

type Registration = { id: string; spki: string; clientDataJSON: string; authenticatorData: string };
type Software = { id: string; spki: string; rpId: string };

/** Enrolment by two in two places, passkeys, guardians, cards. */
export function enrolHandlers(practice: Practice): Handlers {
  const { hospital, book, consortium } = practice;
  const { people, clock } = hospital;
  const { replaceAfterMs, notices } = practice;
  const waiting = openCountersigning(book, { replaceAfterMs });
  const credentials = openCredentials(book);
  const face = createFace(hospital);
  const registrations = createRegistrations({
    relyingParty: () => ({ rpId: consortium.rpId, origins: [consortium.origin] }),
    clock,
    random: randomBytes,
  });

  async function shown(actor: Actor | undefined, row: Waiting) {
    const { enrolment, kind, patient, code, at, until, passkey, state, tx } = row;
    const isMine = [row.first, row.second].includes(staff(actor).handle);
    const first = people.byHandle(row.first);
    const isOver = state === 'waiting' && until < clock();
    return {
      enrolment,
      kind,
      patient,
      ...(await face(patient)),
      // The second reads the code from the first one's screen.
      code: row.first === staff(actor).handle ? code : '',
      mine: row.first === staff(actor).handle,
      first: first && { user: first.user, name: first.name, role: first.role },
      at: iso(at),
      until: iso(until),
      passkey: passkey !== null,
      wantsPasskey: row.signature === null,
      state: isOver ? 'expired' : state,
      tx,
      ...(kind === 'enrol' && state === 'done' && isMine ? practice.enrolment.card(patient) : {}),
    };
  }

  /** A passkey as a browser registered it; a software one where this is a demonstration. */
  function passkeyIn(purpose: string, body: { passkey: Registration } | { software: Software }) {
    if ('passkey' in body) return registrations.take(purpose, body.passkey);
    if (!consortium.demo)
      throw new CareError('forbidden', 'Software passkeys are for demonstrations.');
    return body.software;
  }

  async function optionsFor(purpose: string, patient: string) {
    return {
      challenge: registrations.issue(purpose),
      rpId: consortium.rpId,
      rpName: consortium.name,
      userId: randomBytes(32).toString('base64url'),
      userName: (await face(patient)).name,
      origin: consortium.origin,
      exclude: credentials.of(patient).map(({ credential }) => credential),
    };
  }

  function listed(patient: string, current: string | undefined) {
    return credentials.of(patient).map((each) => ({
      ...each,
      from: iso(each.from),
      until: iso(each.until),
      current: each.credential === current,
    }));
  }

  return {
    ...handlerOf('enrol-begin', async ({ actor, body: { identity, ...body } }) => {
      const patient = patientId(practice, body.patient);
      const kind = people.patient(patient)?.enrolled === true ? 'add-passkey' : 'enrol';
      return shown(actor, await waiting.begin(staff(actor), { kind, patient, identity }));
    }),
    ...handlerOf('enrolments', async ({ actor }) => {
      const rows = [];
      for (const each of waiting.all(staff(actor))) rows.push(await shown(actor, each));
      return { rows };
    }),
    ...handlerOf('patient-passkey-options', async ({ actor, body: { enrolment } }) => {
      if (actor?.kind === 'patient') return optionsFor(`patient:${actor.patient}`, actor.patient);
      const row = waiting.one(staff(actor), enrolment ?? '');
      return optionsFor(row.enrolment, row.patient);
    }),
    ...handlerOf('enrol-passkey', async ({ actor, body }) => {
      const first = staff(actor);
      const passkey = passkeyIn(body.enrolment, body);
      return shown(actor, await waiting.register(first, body.enrolment, passkey));
    }),
    ...handlerOf('enrol-confirm', async ({ actor, body }) =>
      waiting.confirm(staff(actor), body.enrolment, body.code),
    ),
    ...handlerOf('enrol-withdraw', async ({ actor, body }) => {
      await waiting.withdraw(staff(actor), body.enrolment);
      return {};
    }),
    ...handlerOf(
      'credential-replace',
      async ({ actor, body: { identity, credential, why, ...body } }) => {
        const patient = patientId(practice, body.patient);
        const about = { credential, why };
        const begun = await waiting.begin(staff(actor), {
          kind: 'replace',
          patient,
          identity,
          about,
        });
        const to = `patient:${patient}`;
        await notices.tell({ to, kind: 'credential', patient, about: begun.enrolment });
        return shown(actor, begun);
      },
    ),
    ...handlerOf('guardian-begin', async ({ actor, body: { identity, from, until, ...body } }) => {
      const patient = patientId(practice, body.patient);
      const about = newGuardianship(
        {
          ...body,
          patient,
          ...(from === undefined ? {} : { from: Date.parse(from) }),
          ...(until === undefined ? {} : { until: Date.parse(until) }),
        },
        clock(),
      );
      return shown(
        actor,
        await waiting.begin(staff(actor), { kind: 'guardian', patient, identity, about }),
      );
    }),
    ...handlerOf('guardian-end', async ({ actor, body: { identity, credential, ...body } }) => {
      const patient = patientId(practice, body.patient);
      const about = { credential };
      return shown(
        actor,
        await waiting.begin(staff(actor), { kind: 'guardian-end', patient, identity, about }),
      );
    }),
    ...handlerOf('credentials', async ({ actor, body }) => {
      const current = actor?.kind === 'patient' ? actor.credential : undefined;
      return { rows: listed(patientOf(practice, actor, body.patient), current) };
    }),
    ...handlerOf('guardians', async ({ actor, body }) => {
      const current = actor?.kind === 'patient' ? actor.credential : undefined;
      const rows = listed(patientOf(practice, actor, body.patient), current);
      return { rows: rows.filter(({ holder }) => holder === 'guardian') };
    }),
    ...handlerOf('credential-add', async ({ actor, body }) => {
      if (actor?.kind !== 'patient')
        throw new CareError('forbidden', 'The patient adds a passkey of hers.');
      const passkey = passkeyIn(`patient:${actor.patient}`, body);
      const { label } = body;
      return credentials.prepare(actor, { passkey, ...(label === undefined ? {} : { label }) });
    }),
    ...handlerOf('credential-add-sign', async ({ actor, body }) => {
      if (actor?.kind !== 'patient')
        throw new CareError('forbidden', 'The patient adds a passkey of hers.');
      return credentials.sign(actor, body);
    }),
    ...handlerOf('card-lost', async ({ actor, body }) =>
      replaceLost(book, staff(actor), {
        patient: patientId(practice, body.patient),
        what: body.what,
      }),
    ),
    ...handlerOf('card-printed', async ({ actor, body }) => {
      const patient = patientOf(practice, actor, body.patient);
      const by = actor?.kind === 'staff' ? actor.handle : `patient:${patient}`;
      await hospital.journal.append({ t: 'card', v: 1, at: clock(), patient, act: 'printed', by });
      return {};
    }),
  };
}
