import type { Projection } from '../journal/projection.ts';

/** Where each act of consent of a patient stands in the journal. */
export const consentProjection: Projection = {
  name: 'consent',
  tables: ['consent_act'],
  schema: `
    create table if not exists consent_act (journal integer primary key, patient text not null, at integer not null);
    create index if not exists consent_act_patient on consent_act (patient, journal);
  `,
  apply: {
    consent(db, { index, entry }) {
      const { patient } = entry;
      db.prepare('insert or replace into consent_act values (?, ?, ?)').run(
        index,
        typeof patient === 'string' ? patient : '',
        entry.at,
      );
    },
  },
};
