import { CareError } from '../care-error.ts';
import { integer, record, text } from '../shape.ts';
import type { JournaledEntry } from './entry.ts';
import type { OpenedJournal } from './open-journal.ts';
import type { IndexDb, Projection } from './projection.ts';

const schema = `
  create table if not exists projected (
    id integer primary key check (id = 1), next integer not null, last text not null);
  create table if not exists set_aside (
    journal integer not null, projection text not null, primary key (journal, projection)) without rowid;
`;
const positionShape = record({ next: integer, last: text });
const BATCH = 256;

/** Keeps the tables of all projections in step with the journal. */
export interface Projector {
  /** Applies entries that follow the position, in one SQL transaction; a projection that fails is set aside. */
  apply(entries: readonly JournaledEntry[]): void;
  /** Applies the tail that the index lacks, or everything anew where it belongs to another journal. */
  catchUp(): Promise<{ applied: number; anew: boolean }>;
  /** Drops the tables and applies everything anew. */
  rebuild(): Promise<number>;
  /** Entries that a projection could not take. */
  setAside(): number;
}

/** A projector over the index for these projections. */
export function createProjector(
  journal: OpenedJournal,
  deps: {
    db: IndexDb;
    projections: readonly Projection[];
    log: (line: { event: string; [fact: string]: unknown }) => void;
  },
): Projector {
  const { db, projections, log } = deps;
  const create = () => {
    db.exec(schema);
    for (const projection of projections) db.exec(projection.schema);
  };
  create();
  const position = () => {
    const row = db.prepare('select next, last from projected where id = 1').get();
    return row === undefined ? { next: 0, last: '' } : positionShape(row, 'projected');
  };

  const apply = (entries: readonly JournaledEntry[]): void => {
    const last = entries.at(-1);
    if (last === undefined) return;
    db.exec('begin immediate');
    try {
      for (const each of entries) for (const projection of projections) one(projection, each);
      db.prepare(
        'insert into projected (id, next, last) values (1, ?, ?) ' +
          'on conflict (id) do update set next = excluded.next, last = excluded.last',
      ).run(last.index + 1, last.commitment);
      db.exec('commit');
    } catch (error) {
      db.exec('rollback');
      throw new CareError('not-ready', 'The index could not follow the journal.', { cause: error });
    }
  };
  const one = (projection: Projection, journaled: JournaledEntry): void => {
    const act = Object.hasOwn(projection.apply, journaled.entry.t)
      ? projection.apply[journaled.entry.t]
      : undefined;
    if (act === undefined) return;
    db.exec('savepoint entry');
    try {
      act(db, journaled);
    } catch {
      db.exec('rollback to entry');
      db.prepare('insert or ignore into set_aside (journal, projection) values (?, ?)').run(
        journaled.index,
        projection.name,
      );
      log({ event: 'entry-set-aside', journal: journaled.index, projection: projection.name });
    }
    db.exec('release entry');
  };
  const isSame = async (): Promise<boolean> => {
    const { next, last } = position();
    if (next === 0) return true;
    if (next > journal.size) return false;
    return (await journal.log.entry(next - 1)).leaf === last;
  };
  const follow = async (): Promise<number> => {
    const from = position().next;
    let batch: JournaledEntry[] = [];
    for await (const journaled of journal.entries(from)) {
      for (const projection of projections)
        if (Object.hasOwn(projection.apply, journaled.entry.t)) await projection.load?.(journaled);
      batch.push(journaled);
      if (batch.length >= BATCH) {
        apply(batch);
        batch = [];
      }
    }
    apply(batch);
    return position().next - from;
  };
  const rebuild = (): Promise<number> => {
    for (const { tables } of projections)
      for (const table of tables) db.exec(`drop table if exists ${table}`);
    db.exec('drop table if exists projected; drop table if exists set_aside');
    create();
    return follow();
  };
  return {
    apply,
    rebuild,
    catchUp: async () => {
      const same = await isSame();
      return { applied: same ? await follow() : await rebuild(), anew: !same };
    },
    setAside: () =>
      record({ n: integer })(db.prepare('select count(*) as n from set_aside').get(), 'count').n,
  };
}
