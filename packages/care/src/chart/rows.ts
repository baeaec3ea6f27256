import { integer, list, nullable, record, text } from '../shape.ts';
import type { IndexDb } from '../journal/projection.ts';
import type { ActInfo } from './chart.ts';
import type { Override } from './labelling.ts';
import type { VersionInfo } from './version.ts';

/** A version as the index has it, with what opens it. */
export interface StoredVersion extends VersionInfo {
  readonly vault: number;
  readonly nonce: string;
  readonly contentNonce: string;
  readonly date: string | null;
}

/** The columns that `versionOf` reads, from `chart_version v` joined with `chart_act a`. */
export const versionColumns = `v.type, v.id, v.version, v.vault, v.journal, v.leaf, v.kind, v.labels, v.patient,
  v.commitment, v.nonce, v.content_nonce, v.full_url, v.in_error, v.date,
  a.id as act, a.at, a.author, a.source, a.tx, a.block`;

const rowShape = record({
  type: text,
  id: text,
  version: integer,
  vault: integer,
  journal: integer,
  leaf: integer,
  kind: text,
  labels: text,
  patient: nullable(text),
  commitment: text,
  nonce: text,
  content_nonce: text,
  full_url: nullable(text),
  in_error: integer,
  date: nullable(text),
  act: text,
  at: integer,
  author: text,
  source: nullable(text),
  tx: nullable(text),
  block: nullable(integer),
});

/** Reads a row of `versionColumns`. */
export function versionOf(row: unknown): StoredVersion {
  const read = rowShape(row, 'version');
  const { content_nonce, full_url, in_error, labels, tx, block, ...rest } = read;
  return {
    ...rest,
    labels: labels === '' ? [] : labels.split(' '),
    contentNonce: content_nonce,
    fullUrl: full_url,
    enteredInError: in_error !== 0,
    anchored: tx === null ? null : { tx, block: block ?? 0 },
  };
}

const identityShape = list(
  record({ full_url: text, type: text, id: text, version: integer, journal: integer }),
);
const pairShape = record({ type: text, id: text });
const idsShape = list(pairShape);

/** What an imported entry became. */
export type Identity = { type: string; id: string; version: number; journal: number };

const actShape = record({
  journal: integer,
  id: text,
  at: integer,
  author: text,
  root: text,
  signature: text,
  nonce: text,
  seed: text,
});
const overrideShape = list(record({ label: text, removed: integer }));
const patientShape = list(record({ id: text, born: nullable(text) }));

/** The questions that the chart asks its tables; a version of `undefined` is the current one. */
export interface Rows {
  version(type: string, id: string, version?: number): StoredVersion | undefined;
  history(type: string, id: string): StoredVersion[];
  ofPatient(patient: string): StoredVersion[];
  /** What a source has brought before, by fullUrl. */
  identities(source: string): ReadonlyMap<string, Identity>;
  /** The newest anchored version of each current record, with the labels of both. */
  anchored(patient: string): StoredVersion[];
  act(id: string): ActInfo | undefined;
  unanchored(limit: number, authors: readonly string[] | undefined): ActInfo[];
  unanchoredCount(): number;
  override(type: string, id: string): Override | undefined;
  patients(): { id: string; born: string | null }[];
  byId(id: string): { type: string; id: string }[];
  txOf(type: string, id: string, version: number): string | null;
}

/** Prepares the chart's questions over the index. */
export function createRows(db: IndexDb): Rows {
  const from = `select ${versionColumns} from chart_version v join chart_act a on a.journal = v.journal`;
  const current = `select ${versionColumns} from chart_current c
    join chart_version v on v.type = c.type and v.id = c.id and v.version = c.version
    join chart_act a on a.journal = v.journal`;
  const one = db.prepare(`${from} where v.type = ? and v.id = ? and v.version = ?`);
  const newest = db.prepare(`${current} where c.type = ? and c.id = ?`);
  const all = db.prepare(`${from} where v.type = ? and v.id = ? order by v.version desc`);
  const patient = db.prepare(`${current} where c.patient = ? and c.in_error = 0 order by c.n`);
  const identities = db.prepare(
    'select full_url, type, id, version, journal from chart_identity where source = ?',
  );
  const byId = db.prepare('select type, id from chart_current where id = ? limit 2');
  const anchored = db.prepare(
    `select ${versionColumns}, n.labels as now from chart_current c
    join chart_version n on n.type = c.type and n.id = c.id and n.version = c.version
    join chart_version v on v.type = c.type and v.id = c.id and v.version =
      (select max(w.version) from chart_version w join chart_act b on b.journal = w.journal
       where w.type = c.type and w.id = c.id and b.tx is not null)
    join chart_act a on a.journal = v.journal
    where c.patient = ? and c.in_error = 0 order by c.n`,
  );
  const actColumns = 'select journal, id, at, author, root, signature, nonce, seed from chart_act';
  const act = db.prepare(`${actColumns} where id = ?`);
  const open = db.prepare(
    `${actColumns} where tx is null and (? is null or author in (select value from json_each(?))) order by journal limit ?`,
  );
  const openCount = db.prepare('select count(*) as n from chart_act where tx is null');
  const leaves = db.prepare(
    'select commitment from chart_version where journal = ? order by ordinal',
  );
  const overrides = db.prepare(
    'select label, removed from chart_override where type = ? and id = ?',
  );
  const patients = db.prepare(
    "select p.id, p.born from chart_patient p join chart_current c on c.type = 'Patient' and c.id = p.id where c.in_error = 0 order by c.n",
  );
  const actInfo = (row: unknown): ActInfo => {
    const read = actShape(row, 'act');
    return {
      ...read,
      get commitments() {
        const found = leaves.all(read.journal);
        return list(record({ commitment: text }))(found, 'act').map(({ commitment }) => commitment);
      },
    };
  };
  return {
    anchored: (id) =>
      anchored.all(id).map((row) => {
        const version = versionOf(row);
        const now = record({ now: text })(row, 'version').now;
        const labels = new Set([...version.labels, ...(now === '' ? [] : now.split(' '))]);
        return { ...version, labels: [...labels].toSorted() };
      }),
    act: (id) => {
      const row = act.get(id);
      return row === undefined ? undefined : actInfo(row);
    },
    unanchored: (limit, authors) => {
      const wanted = authors === undefined ? null : JSON.stringify(authors);
      return open.all(wanted, wanted, limit).map(actInfo);
    },
    unanchoredCount: () => record({ n: integer })(openCount.get(), 'count').n,
    override: (type, id) => {
      const found = overrideShape(overrides.all(type, id), 'override');
      if (found.length === 0) return undefined;
      const of = (removed: number) =>
        found.filter((each) => each.removed === removed).map(({ label }) => label);
      return { added: of(0), removed: of(1) };
    },
    patients: () => patientShape(patients.all(), 'patients'),
    version: (type, id, version) => {
      const row = version === undefined ? newest.get(type, id) : one.get(type, id, version);
      return row === undefined ? undefined : versionOf(row);
    },
    history: (type, id) => all.all(type, id).map(versionOf),
    ofPatient: (id) => patient.all(id).map(versionOf),
    identities: (source) => {
      const found = identityShape(identities.all(source), 'identities');
      return new Map(found.map(({ full_url, ...identity }) => [full_url, identity]));
    },
    byId: (id) => idsShape(byId.all(id), 'ids'),
    txOf: (type, id, version) => {
      const row = one.get(type, id, version);
      return row === undefined ? null : (versionOf(row).anchored?.tx ?? null);
    },
  };
}
