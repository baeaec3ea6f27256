import { CareError, type Version, type VersionInfo } from '@careledger/care';
import type { Practice } from '../practice.ts';
import type { Handlers } from './handlers.ts';
import { handlerOf, patientId, staff } from './people-handlers.ts';

/** Import, read, history, amend: the chart for the command line; FHIR has the same under /fhir/R4. */
export function recordHandlers(practice: Practice): Handlers {
  const { chart } = practice.hospital;

  function place(given: string): { type: string; id: string } {
    const [type, id] = given.split('/');
    if (type && id) return { type, id };
    const found = chart.locate(given);
    if (!found) throw new CareError('not-found', 'There is no such record here.');
    return found;
  }

  return {
    ...handlerOf('import', async ({ actor, body }) => {
      const outcomes = await chart.importBundle(staff(actor), {
        source: body.source,
        bundle: body.bundle,
      });
      const rows = outcomes.map(({ isNew, status, ...row }) => {
        void status;
        return { ...row, new: isNew };
      });
      return { rows };
    }),
    ...handlerOf('read', async ({ actor, body }) => {
      if (!actor) throw new CareError('unauthenticated', 'Sign in first.');
      const patient = patientId(practice, body.patient);
      const versions = await chart.readPatient(actor, {
        patient,
        ...(body.categories ? { categories: body.categories } : {}),
      });
      return { rows: versions.map(rowOf) };
    }),
    ...handlerOf('history', async ({ actor, body }) => {
      if (!actor) throw new CareError('unauthenticated', 'Sign in first.');
      return { rows: (await chart.history(actor, place(body.id))).map(rowOf) };
    }),
    ...handlerOf('amend', async ({ actor, body }) => {
      const version = Number(body.version.replace(/^W?\/?"?|"$/g, ''));
      return rowOf(
        await chart.update(staff(actor), {
          ...place(body.id),
          resource: body.resource,
          ifMatch: version,
        }),
      );
    }),
    ...handlerOf('enter-in-error', async ({ actor, body }) =>
      infoOf(await chart.enterInError(staff(actor), { ...place(body.id), reason: body.reason })),
    ),
  };
}

function infoOf(info: VersionInfo) {
  const {
    type,
    id,
    version,
    at,
    author,
    kind,
    labels,
    commitment,
    anchored,
    fullUrl,
    enteredInError,
  } = info;
  return {
    type,
    id,
    version,
    at: new Date(at).toISOString(),
    author,
    kind,
    labels,
    commitment,
    tx: anchored?.tx ?? null,
    fullUrl,
    enteredInError,
  };
}

function rowOf(version: Version) {
  return { ...infoOf(version), resource: version.resource };
}
