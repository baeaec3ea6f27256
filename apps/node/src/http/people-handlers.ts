import { CareError, type Actor, type StaffActor } from '@careledger/care';
import * as v from 'valibot';
import { operations, type BodyOf, type Operation } from '@careledger/protocol';
import type { Practice } from '../practice.ts';
import type { Called, Caller, Handlers } from './handlers.ts';

/** Makes a handler whose body is known to be of the operation's form. */
export function handlerOf<O extends Operation>(
  name: O,
  run: (called: Called<O>) => Promise<unknown>,
): Handlers {
  const isBody = (body: unknown): body is BodyOf<O> => v.is(operations[name], body);
  return {
    [name]: async (called: Caller & { body: unknown }) => {
      const { body, ...rest } = called;
      if (!isBody(body)) throw new CareError('invalid', 'The body is of another form.');
      return run({ body, ...rest });
    },
  };
}

/** The member of staff who acts; a patient or a stranger is refused. */
export function staff(actor: Actor | undefined): StaffActor {
  if (actor?.kind !== 'staff')
    throw new CareError('forbidden', 'Only staff of this hospital may do this.');
  return actor;
}

/** The patient that an id means, from `Patient/…` or the bare id; unknown ones are `not-found`. */
export function patientId(practice: Practice, given: string): string {
  const id = given.replace(/^Patient\//, '');
  if (!practice.hospital.people.patient(id))
    throw new CareError('not-found', 'There is no such patient here.');
  return id;
}

/** People, patients, cards. */
export function peopleHandlers(practice: Practice): Handlers {
  const { hospital, enrolment } = practice;
  const { people } = hospital;
  return {
    ...handlerOf('patients', async ({ actor }) => people.patients(staff(actor))),
    ...handlerOf('add-patient', async ({ actor, body }) =>
      people.admit(staff(actor), JSON.parse(JSON.stringify(body.resource))),
    ),
    ...handlerOf('directory', async ({ actor, body }) => {
      if (!actor) throw new CareError('unauthenticated', 'Sign in first.');
      return practice.directory.all(body.member);
    }),
    ...handlerOf('enrol', async ({ actor, body, from }) => {
      const first = staff(actor);
      const patient = patientId(practice, body.patient);
      const second = await people.vouch({ ...body.second, from });
      return enrolment.patient({
        patient,
        first,
        second,
        ...(body.passkey ? { credential: body.passkey } : {}),
      });
    }),
    ...handlerOf('card', async ({ actor, body }) => {
      const patient = patientId(practice, body.patient);
      if (actor?.kind === 'patient' ? actor.patient !== patient : !mayPrint(staff(actor)))
        throw new CareError('forbidden', 'Only the patient and enrolling staff see a card.');
      if (actor?.kind === 'patient' && actor.guardian && actor.guardian.scope !== 'consent')
        throw new CareError('forbidden', 'This guardian may look and not decide.');
      return enrolment.card(patient);
    }),
  };
}

const mayPrint = ({ role }: StaffActor) =>
  role === 'doctor' || role === 'nurse' || role === 'administrator';
