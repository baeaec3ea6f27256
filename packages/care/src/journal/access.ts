import { integer, list, nullable, record, text } from '../shape.ts';
import type { Actor } from '../people/actor.ts';
import type { Entry } from './entry.ts';
import type { Projection } from './projection.ts';

/** One record that was looked at: type, id, version. */
export type Seen = readonly [type: string, id: string, version: number];

/** An access inside the hospital, or its refusal, as the journal keeps it (D2, R1). */
export function accessEntry(options: {
  at: number;
  actor: Actor;
  interaction: string;
  outcome: 'permitted' | 'refused';
  because: string | null;
  basis: string | null;
  patients: readonly string[];
  items: readonly Seen[];
}): Entry {
  const { at, actor, interaction, outcome, because, basis, patients, items } = options;
  return {
    t: 'access',
    v: 1,
    at,
    who: actor.kind === 'staff' ? actor.handle : `patient:${actor.patient}`,
    role: actor.kind === 'staff' ? actor.role : 'patient',
    interaction,
    outcome,
    because,
    basis,
    purpose: actor.kind === 'staff' ? 'TREAT' : 'PATRQT',
    patients,
    items,
  };
}

const shape = record({
  who: text,
  role: text,
  interaction: text,
  outcome: text,
  because: nullable(text),
  basis: nullable(text),
  purpose: text,
  patients: list(text),
  items: list(list((value) => value)),
});

/** One row of table `access` for each patient concerned: what a patient sees of accesses at the custodian (D3). */
export const accessProjection: Projection = {
  name: 'access',
  schema: `
    create table if not exists access (
      journal integer not null, patient text not null, at integer not null, who text not null,
      role text not null, interaction text not null, outcome text not null, because text, basis text,
      purpose text not null, records integer not null, primary key (patient, journal)) without rowid;
  `,
  tables: ['access'],
  apply: {
    access: (db, { index, entry }) => {
      const { who, role, interaction, outcome, because, basis, purpose, ...rest } = shape(
        entry,
        'access',
      );
      const add = db.prepare(
        'insert or ignore into access (journal, patient, at, who, role, interaction, outcome, because, basis, purpose, records) ' +
          'values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      );
      const at = integer(entry.at, 'at');
      for (const patient of rest.patients)
        add.run(
          index,
          patient,
          at,
          who,
          role,
          interaction,
          outcome,
          because,
          basis,
          purpose,
          rest.items.length,
        );
    },
  },
};
