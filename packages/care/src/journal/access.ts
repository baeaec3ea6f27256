import { list, nullable, record, text } from '../shape.ts';
import type { Actor } from '../people/actor.ts';
import type { Entry } from './entry.ts';
import type { IndexDb, Projection, Statement } from './projection.ts';
import { createOwnItems } from './own-items.ts';

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
    purpose: purposeOf(actor),
    patients,
    items,
  };
}

/** Why somebody of a role looks: to treat, to administer, to watch over access; a patient for herself. */
function purposeOf(actor: Actor): 'HCOMPL' | 'HOPERAT' | 'HRESCH' | 'PATRQT' | 'TREAT' {
  if (actor.kind === 'patient') return 'PATRQT';
  const purposes = {
    doctor: 'TREAT',
    nurse: 'TREAT',
    administrator: 'HOPERAT',
    'privacy-officer': 'HCOMPL',
    auditor: 'HCOMPL',
    researcher: 'HRESCH',
  } as const;
  return purposes[actor.role];
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

const schema = `
  create table if not exists access (
    journal integer not null, patient text not null, at integer not null, who text not null,
    role text not null, interaction text not null, outcome text not null, because text, basis text,
    purpose text not null, records integer not null, items text not null, primary key (patient, journal)) without rowid;
`;

/** One row of table `access` for each patient concerned, with her own records: what she sees of accesses at the custodian (D3). */
export function createAccessProjection(): Projection {
  let prepared:
    { db: IndexDb; add: Statement; ownItems: ReturnType<typeof createOwnItems> } | undefined;
  return {
    name: 'access',
    schema,
    tables: ['access'],
    apply: {
      access: (db, { index, entry }) => {
        if (prepared?.db !== db)
          prepared = {
            db,
            add: db.prepare(
              'insert or ignore into access (journal, patient, at, who, role, interaction, outcome, because, basis, purpose, records, items) ' +
                'values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
            ),
            ownItems: createOwnItems(db),
          };
        const { add, ownItems } = prepared;
        const { who, role, interaction, outcome, because, basis, purpose, patients, items } = shape(
          entry,
          'access',
        );
        for (const [patient, own] of ownItems(patients, items))
          add.run(
            index,
            patient,
            entry.at,
            who,
            role,
            interaction,
            outcome,
            because,
            basis,
            purpose,
            own.length,
            JSON.stringify(own.slice(0, 200)),
          );
      },
    },
  };
}
