import { CareError } from '../care-error.ts';
import type { Journal } from '../journal/journal.ts';
import type { IndexDb } from '../journal/projection.ts';
import { isObject, json } from '../shape.ts';
import type { Vault } from '../vault/vault.ts';
import type { Candidate, Version } from './version.ts';
import type { Chart } from './chart.ts';
import type { ChartProjection } from './chart-projection.ts';
import { createReads } from './chart-reads.ts';
import { createWrites } from './chart-writes.ts';
import { resourceOf, shown } from './content.ts';
import { createGuard } from './guard.ts';
import { createLocks } from './locks.ts';
import type { Known } from './prepare.ts';
import { createRelabelling } from './relabel.ts';
import type { Resource } from './resource.ts';
import { createRows, type StoredVersion } from './rows.ts';
import { createSearch } from './search.ts';
import { createWriter } from './writer.ts';
import type { CareCheck } from '../team/care-policy.ts';

/** The chart, and the patients that are in it. */
export interface OpenedChart extends Chart {
  /** Every patient not entered in error, in the order of admission. */
  patientsHere(): { id: string; born: string | null }[];
}

/** Opens the chart over vault, journal and index. */
export function openChart(
  options: { member: string; channel: string; cursorKey: Uint8Array },
  deps: {
    vault: Vault;
    journal: Journal;
    index: IndexDb;
    projection: ChartProjection;
    care: CareCheck;
    clock: () => number;
    random: (bytes: number) => Uint8Array;
    admitting: (patients: readonly string[]) => Promise<void>;
  },
): OpenedChart {
  const { vault, journal, index, projection, clock, random } = deps;
  const rows = createRows(index);
  const guard = createGuard({ journal, care: deps.care, clock });
  const search = createSearch({ db: index, key: options.cursorKey, clock });
  const locks = createLocks();
  const open = async (version: { vault: number; type: string }): Promise<Resource> => {
    const content: unknown = JSON.parse((await vault.get(version.vault)).toString('utf8'));
    return resourceOf(content, version.type);
  };
  const show = (
    { vault: _vault, nonce: _nonce, contentNonce: _content, date: _date, ...info }: StoredVersion,
    resource: Resource,
  ): Version => ({
    ...info,
    resource: shown(resource, info),
  });
  const known: Known = {
    target: (type, id) => rows.version(type, id),
    override: (type, id) => rows.override(type, id),
  };
  const relabelling = createRelabelling({ rows, journal, guard, locks, clock, open });
  const writer = createWriter(options, {
    vault,
    journal,
    clock,
    random,
    keepLoaded: (act, resources) => projection.keepLoaded(act, resources),
  });
  const writes = createWrites({
    rows,
    guard,
    locks,
    writer,
    known,
    open,
    show,
    newId: () => uuidOf(random(16)),
    admitting: deps.admitting,
    relabel: (patient) => relabelling.patient(patient),
    find: (actor, type, query) => {
      const found = search.ids(type, query, deps.care.sight(actor));
      return found.length === 1 ? found[0] : undefined;
    },
  });
  const reads = createReads({ rows, guard, search, care: deps.care, open, show });
  const candidateOf = (version: StoredVersion): Candidate => {
    const { type, id, kind, labels, commitment, nonce, contentNonce, author, at, act, leaf, date } =
      version;
    const patient = version.patient ?? '';
    return {
      type,
      id,
      version: version.version,
      kind,
      labels,
      patient,
      commitment,
      nonce,
      contentNonce,
      author,
      at,
      act,
      leaf,
      date,
      resource: () => open(version),
    };
  };
  return {
    ...writes,
    ...reads,
    relabel: relabelling.relabel,
    locate: (id) => {
      const found = rows.byId(id);
      return found.length === 1 ? found[0] : undefined;
    },
    info: ({ type, id, version }) => rows.version(type, id, version),
    candidates: (patient) => rows.anchored(patient).map(candidateOf),
    opening: ({ type, id, version }) => {
      const found = rows.version(type, id, version);
      return found === undefined ? undefined : candidateOf(found);
    },
    compare: async (patient) => {
      const version = rows.version('Patient', patient);
      if (version === undefined) throw new CareError('not-found', 'There is no such patient.');
      const resource = await open(version);
      const { birthDate, gender, name } = resource;
      return {
        name: isObject(name) || Array.isArray(name) ? json(name, 'name') : null,
        birthDate: typeof birthDate === 'string' ? birthDate : null,
        sex: typeof gender === 'string' ? gender : null,
      };
    },
    unanchored: (limit = 100, authors?) => rows.unanchored(limit, authors),
    act: (id) => rows.act(id),
    unanchoredCount: () => rows.unanchoredCount(),
    patientsHere: () => rows.patients(),
  };
}

function uuidOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20)].join('-');
}
