import { CareError, demandSight, isInSight } from '@careledger/care';
import type { Monitor } from '../monitor.ts';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';

/** Devices, series, scores, alerts, and what was kept out. */
export function monitorHandlers(practice: Practice, monitor: Monitor): Handlers {
  const { devices, monitoring, broker } = monitor;
  const instant = (at: number) => new Date(at).toISOString();

  async function reader(actor: Parameters<typeof staff>[0], patient: string): Promise<string> {
    const id = patientId(practice, patient);
    if (
      actor?.kind === 'patient'
        ? actor.patient !== id
        : !['doctor', 'nurse'].includes(staff(actor).role)
    )
      throw new CareError('forbidden', 'Doctors, nurses and the patient see readings.');
    const asked = { patient: id, kind: 'vitals', interaction: 'readings' };
    await demandSight(practice.hospital, actor ?? staff(actor), asked);
    return id;
  }

  /** What a monitor measured, unless she hides such readings from whoever asks; alerts are never hidden (C1.2, T10). */
  function unlessHidden<R>(actor: Parameters<typeof staff>[0], patient: string, rows: R[]): R[] {
    const { care } = practice.hospital;
    return care.isHidden(actor ?? staff(actor), { patient, kind: 'vitals' }) ? [] : rows;
  }

  /** Whether what was kept apart came under the name of a device that was bound to this patient then. */
  function isAt({ device, at }: { device: string; at: number }, patient: string): boolean {
    const bindings = devices.known(device)?.bindings ?? [];
    return bindings.some(
      ({ subject, from, until }) => subject === patient && from <= at && at < (until ?? Infinity),
    );
  }

  return {
    ...handlerOf('devices', async ({ actor }) => ({
      rows: devices.all(staff(actor)).map(({ handle, bindings, status }) => {
        const bound = bindings.find(({ until }) => until === null);
        const isSeen =
          bound !== undefined && isInSight(practice.hospital, staff(actor), bound.subject);
        return {
          device: handle,
          state: status.at(-1)?.status ?? 'ended',
          added: instant(status[0]?.at ?? 0),
          bound: bound === undefined ? null : instant(bound.from),
          patient: isSeen ? bound.subject : null,
        };
      }),
    })),
    ...handlerOf('device-enrol', async ({ actor, body }) => ({
      ...(await devices.enrol(staff(actor), body.csr)),
      mqtt: `mqtts://localhost:${broker.address.port}`,
      server: practice.consortium.authority,
    })),
    ...handlerOf('device-bind', async ({ actor, body }) =>
      devices.bind(staff(actor), {
        device: body.device,
        patient: patientId(practice, body.patient),
      }),
    ),
    ...handlerOf('device-unbind', async ({ actor, body }) =>
      devices.unbind(staff(actor), body.device),
    ),
    ...handlerOf('device-revoke', async ({ actor, body }) => {
      const done = await devices.revoke(staff(actor), body.device);
      broker.disconnect(body.device);
      return done;
    }),
    ...handlerOf('readings', async ({ actor, body }) => {
      const patient = await reader(actor, body.patient);
      const rows = monitoring.readings(patient, body.limit ?? 10_000);
      return {
        rows: unlessHidden(actor, patient, rows).map((row) => ({
          ...row,
          at: instant(row.at),
          received: instant(row.received),
        })),
      };
    }),
    ...handlerOf('scores', async ({ actor, body }) => {
      const patient = await reader(actor, body.patient);
      const rows = unlessHidden(actor, patient, monitoring.scores(patient));
      return { rows: rows.map((row) => ({ ...row, at: instant(row.at) })) };
    }),
    ...handlerOf('alerts', async ({ actor, body }) => {
      const patient = body.patient === undefined ? null : await reader(actor, body.patient);
      const who = actor ?? staff(actor);
      if (patient === null && !['doctor', 'nurse'].includes(staff(who).role))
        throw new CareError('forbidden', 'Doctors and nurses see the alerts of the hospital.');
      const rows = monitoring.alerts(patient);
      const seen = rows.filter((row) => isInSight(practice.hospital, who, row.patient));
      return { rows: seen.map((row) => ({ ...row, at: instant(row.at) })) };
    }),
    ...handlerOf('quarantine', async ({ actor, body }) => {
      const patient = body.patient === undefined ? null : await reader(staff(actor), body.patient);
      const rows = monitoring.quarantine().filter((row) => patient === null || isAt(row, patient));
      return { rows: rows.map((row) => ({ ...row, at: instant(row.at) })) };
    }),
  };
}
