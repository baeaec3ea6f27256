import { CareError } from '../care-error.ts';
import type { OpenedChart } from '../chart/open-chart.ts';
import type { Registry } from '../registry/registry.ts';
import { isObject, json } from '../shape.ts';
import type { Hex, Json } from '@careledger/proof';
import type { ListedPatient, PatientRow, People } from './people.ts';

type OfPatients = Pick<
  People,
  'admit' | 'patient' | 'patientByHandle' | 'patients' | 'updatePatient'
>;

/** The registry's rows of patients (kind `patient`) and what staff see of them. */
export function createPatients(deps: { registry: Registry; chart: OpenedChart }): {
  readonly people: OfPatients;
} {
  const { registry, chart } = deps;
  const rowOf = (id: string): PatientRow | undefined => {
    const value = registry.get('patient', id);
    if (!isObject(value)) return undefined;
    const fields: Record<string, Json> = {};
    for (const [name, field] of Object.entries(value)) fields[name] = json(field, name);
    const { handle } = fields;
    if (typeof handle !== 'string') return undefined;
    return { id, handle, enrolled: fields['enrolled'] === true, fields };
  };
  const listed = (id: string, born: string | null): ListedPatient[] => {
    const row = rowOf(id);
    return row === undefined ? [] : [{ id, handle: row.handle, born, enrolled: row.enrolled }];
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    people: {
      admit: async (actor, patient) => {
        const version = await chart.create(actor, { type: 'Patient', resource: patient });
        const born = version.resource['birthDate'];
        const [entry] = listed(version.id, typeof born === 'string' ? born : null);
        if (entry === undefined) throw new CareError('not-ready', 'The patient has no handle.');
        return entry;
      },
      patients: (actor) => {
        if (actor.kind !== 'staff' || actor.role === 'researcher')
          throw new CareError('forbidden', 'Only staff see the list of patients.');
        return chart.patientsHere().flatMap(({ id, born }) => listed(id, born));
      },
      patient: rowOf,
      patientByHandle: (handle: Hex) => {
        for (const [id, value] of registry.all('patient'))
          if (isObject(value) && value['handle'] === handle) return rowOf(id);
        return undefined;
      },
      updatePatient: (id, fields) => {
        // One after another, so that two merges never lose each other's fields.
        const merge = async () => {
          const row = rowOf(id);
          if (row === undefined) throw new CareError('not-found', 'There is no such patient.');
          await registry.put('patient', id, { ...row.fields, ...fields });
        };
        const merged = last.then(merge);
        last = merged.catch(() => undefined);
        return merged;
      },
    },
  };
}

/** Gives each of these patients a handle of 256 random bits, durable before it resolves. */
export async function giveHandles(
  ids: readonly string[],
  deps: { registry: Registry; random: (bytes: number) => Uint8Array },
): Promise<void> {
  const { registry, random } = deps;
  await registry.putAll(
    ids
      .filter((id) => registry.get('patient', id) === undefined)
      .map((id) => ({
        kind: 'patient',
        id,
        value: { v: 1, handle: Buffer.from(random(32)).toString('hex'), enrolled: false },
      })),
  );
}
