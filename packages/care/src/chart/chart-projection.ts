import { type Hex } from '@careledger/proof';
import type { JournaledEntry } from '../journal/entry.ts';
import type { IndexDb, Projection, Statement } from '../journal/projection.ts';
import { integer, list, nullable, record, text } from '../shape.ts';
import type { Vault } from '../vault/vault.ts';
import { actOf, type ActEntry } from './act-entry.ts';
import { resourceOf } from './content.ts';
import type { Resource } from './resource.ts';
import { createTermWriter, termSchema, termTables } from './terms.ts';

const schema = `
  create table if not exists chart_act (
    journal integer primary key, id text not null unique, at integer not null, author text not null,
    root text not null, signature text not null, nonce text not null, seed text not null,
    source text, tx text, block integer);
  create index if not exists chart_act_open on chart_act (journal) where tx is null;
  create table if not exists chart_version (
    type text not null, id text not null, version integer not null, vault integer not null,
    journal integer not null, ordinal integer not null, leaf integer not null, kind text not null, labels text not null,
    patient text, commitment text not null, nonce text not null, content_nonce text not null,
    full_url text, in_error integer not null, date text, primary key (type, id, version)) without rowid;
  create index if not exists chart_version_act on chart_version (journal, ordinal);
  create table if not exists chart_override (
    type text not null, id text not null, label text not null, removed integer not null,
    primary key (type, id, label)) without rowid;
  create table if not exists chart_patient (id text primary key, born text) without rowid;
  create table if not exists chart_current (
    n integer primary key, type text not null, id text not null, version integer not null,
    kind text not null, patient text, in_error integer not null, updated integer not null);
  create unique index if not exists chart_current_key on chart_current (id, type);
  create index if not exists chart_current_patient on chart_current (patient);
  create index if not exists chart_current_type on chart_current (type, n);
  create table if not exists chart_identity (
    source text not null, full_url text not null, type text not null, id text not null,
    version integer not null, journal integer not null, primary key (source, full_url)) without rowid;
  ${termSchema}
`;

const anchoredShape = record({ acts: list(text), tx: text, block: integer });
const relabelledShape = record({
  changes: list(record({ type: text, id: text, labels: list(text) })),
  override: nullable(record({ type: text, id: text, added: list(text), removed: list(text) })),
});

/** The chart's tables, and a place for content that the writer has at hand anyway. */
export interface ChartProjection extends Projection {
  keepLoaded(act: Hex, resources: readonly Resource[]): void;
}

/** The projection of `act`, `anchored` and `relabelled`; on a rebuild the content comes from the vault. */
export function createChartProjection(vault: Vault): ChartProjection {
  const loaded = new Map<Hex, readonly Resource[]>();
  let cached: { db: IndexDb; writer: ActWriter } | undefined;
  return {
    name: 'chart',
    schema,
    tables: [
      'chart_act',
      'chart_version',
      'chart_current',
      'chart_identity',
      'chart_override',
      'chart_patient',
      ...termTables,
    ],
    keepLoaded: (act, resources) => void loaded.set(act, resources),
    load: async ({ entry }) => {
      if (entry.t !== 'act') return;
      const act = actOf(entry);
      const resources: Resource[] = [];
      for (const { vault: place } of act.versions) {
        const content: unknown = JSON.parse((await vault.get(place)).toString('utf8'));
        resources.push(resourceOf(content, 'vault'));
      }
      loaded.set(act.id, resources);
    },
    apply: {
      act: (db, journaled) => {
        const act = actOf(journaled.entry);
        const resources = loaded.get(act.id) ?? [];
        loaded.delete(act.id);
        if (cached?.db !== db) cached = { db, writer: createActWriter(db) };
        cached.writer(journaled, act, resources);
      },
      anchored: (db, { entry }) => {
        const { acts, tx, block } = anchoredShape(entry, 'anchored');
        const mark = db.prepare(
          'update chart_act set tx = ?, block = ? where id = ? and tx is null',
        );
        for (const id of acts) mark.run(tx, block, id);
      },
      relabelled: (db, { entry }) => {
        const mark = db.prepare(
          'update chart_version set labels = ? where type = ? and id = ? and version = ' +
            '(select version from chart_current c where c.type = chart_version.type and c.id = chart_version.id)',
        );
        const { changes, override } = relabelledShape(entry, 'relabelled');
        for (const { type, id, labels } of changes) mark.run(labels.join(' '), type, id);
        if (override === null) return;
        const keep = db.prepare(
          'insert or replace into chart_override (type, id, label, removed) values (?, ?, ?, ?)',
        );
        for (const label of override.added) keep.run(override.type, override.id, label, 0);
        for (const label of override.removed) keep.run(override.type, override.id, label, 1);
      },
    },
  };
}

type ActWriter = (
  journaled: JournaledEntry,
  act: ActEntry,
  resources: readonly (Resource | undefined)[],
) => void;

function createActWriter(db: IndexDb): ActWriter {
  const prepare = (sql: string): Statement => db.prepare(sql);
  const addAct = prepare(
    'insert into chart_act (journal, id, at, author, root, signature, nonce, seed, source) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const addVersion = prepare(
    'insert into chart_version (type, id, version, vault, journal, ordinal, leaf, kind, labels, patient, commitment, nonce, content_nonce, full_url, in_error, date) ' +
      'values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const addCurrent = prepare(
    'insert into chart_current (n, type, id, version, kind, patient, in_error, updated) values (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const moveCurrent = prepare(
    'update chart_current set version = ?, kind = ?, in_error = ?, updated = ? where type = ? and id = ? returning n',
  );
  const addIdentity = prepare(
    'insert or ignore into chart_identity (source, full_url, type, id, version, journal) values (?, ?, ?, ?, ?, ?)',
  );
  const last = prepare('select coalesce(max(n), 0) as n from chart_current');
  const bornOf = prepare('insert or replace into chart_patient (id, born) values (?, ?)');
  const terms = createTermWriter(db);
  return ({ index }, act, resources) => {
    addAct.run(
      index,
      act.id,
      act.at,
      act.author,
      act.root,
      act.signature,
      act.nonce,
      act.seed,
      act.source,
    );
    let newest = numberOf(last.get());
    for (const [place, each] of act.versions.entries()) {
      const { type, id, version, kind, patient } = each;
      const inError = each.method === 'DELETE' ? 1 : 0;
      addVersion.run(
        type,
        id,
        version,
        each.vault,
        index,
        place,
        each.leaf,
        kind,
        each.labels.join(' '),
        patient,
        each.commitment,
        each.nonce,
        each.contentNonce,
        each.fullUrl,
        inError,
        each.date,
      );
      let n = newest + 1;
      if (version === 1) {
        addCurrent.run(n, type, id, version, kind, patient, inError, act.at);
        newest = n;
      } else n = numberOf(moveCurrent.get(version, kind, inError, act.at, type, id));
      const resource = resources[place];
      if (version > 1) terms.remove(n);
      if (resource !== undefined && inError === 0) terms.add(n, resource);
      if (type === 'Patient' && resource !== undefined)
        bornOf.run(id, typeof resource['birthDate'] === 'string' ? resource['birthDate'] : null);
      if (act.source !== null && each.fullUrl !== null)
        addIdentity.run(act.source, each.fullUrl, type, id, version, index);
    }
  };
}

function numberOf(row: unknown): number {
  return record({ n: integer })(row, 'number').n;
}
