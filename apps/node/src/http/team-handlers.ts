import { findPatients, openTeam, openWards } from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';
import { iso } from './times.ts';

/** Who is in my care, finding a patient, wards. */
export function teamHandlers(practice: Practice): Handlers {
  const { hospital } = practice;
  const team = openTeam(hospital);
  const wards = openWards(hospital);

  return {
    ...handlerOf('in-my-care', async ({ actor }) => {
      const names = new Map<string, string>();
      for (const { ward, name } of await wards.all(staff(actor))) names.set(ward, name);
      const rows = await team.inMyCare(staff(actor));
      return {
        rows: rows.map(({ since, ward, ...row }) => ({
          ...row,
          ward,
          wardName: ward === null ? null : (names.get(ward) ?? null),
          since: iso(since),
        })),
      };
    }),
    ...handlerOf('find', async ({ actor, body }) => ({
      rows: await findPatients(hospital, staff(actor), body),
    })),
    ...handlerOf('care-of', async ({ actor, body }) => {
      const [who, patient] = [staff(actor), patientId(practice, body.patient)];
      const { care } = hospital;
      const found = team.careOf(who, patient);
      return {
        inCare: found.because !== null,
        because: found.because,
        since: iso(found.since),
        policy: care.policy,
        // The same for whoever does not treat her, whether she hides something or not.
        mayBeIncomplete: found.because === null || care.isPartial(who, patient),
        openUntil: iso(care.openUntil(who, patient)),
        team: found.team.map((each) => ({ ...each, since: iso(each.since) })),
      };
    }),
    ...handlerOf('take-over', async ({ actor, body }) => {
      const patient = patientId(practice, body.patient);
      const { since } = await team.takeOver(staff(actor), patient, body.because);
      return { patient, since: iso(since) };
    }),
    ...handlerOf('hand-over', async ({ actor, body }) => {
      const patient = patientId(practice, body.patient);
      await team.handOver(staff(actor), patient, body.to);
      return { patient };
    }),
    ...handlerOf('wards', async ({ actor }) => ({ rows: await wards.all(staff(actor)) })),
    ...handlerOf('ward', async ({ actor, body }) => {
      const found = await wards.one(staff(actor), body.ward);
      return { ...found, rows: found.rows.map((bed) => ({ ...bed, since: iso(bed.since) })) };
    }),
    ...handlerOf('add-ward', async ({ actor, body }) => wards.add(staff(actor), body.name)),
    ...handlerOf('put-on-ward', async ({ actor, body: { ward, bed, ...body } }) => {
      const patient = patientId(practice, body.patient);
      await wards.put(staff(actor), { patient, ward, ...(bed === undefined ? {} : { bed }) });
      return { patient, ward };
    }),
    ...handlerOf('join-ward', async ({ actor, body }) => {
      await wards.join(staff(actor), body.ward);
      return {};
    }),
  };
}
