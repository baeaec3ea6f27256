import type { IndexDb, IndexRow } from '@careledger/store';
import { PeerError } from '../error.ts';
import type { Version } from '../wire/read-write-set.ts';
import { mergedRange, type Entry, type Overlay, type Span, type Value } from './merged-range.ts';
import { tables } from './tables.ts';

/** One value that a key had, newest first in a history; undefined value: it was deleted. */
export interface Modification {
  readonly txId: string;
  readonly value: Buffer | undefined;
  readonly seconds: number;
  readonly nanos: number;
}

/** Where a transaction id was first used and what became of it. */
export interface Outcome {
  readonly block: number;
  readonly tx: number;
  readonly code: number;
}

/** One transaction of a block as the state keeps it; an undefined id is not indexed. */
export interface CommittedTx {
  readonly id: string | undefined;
  readonly code: number;
  readonly seconds: number;
  readonly nanos: number;
}

/** Height (blocks applied), header hash and commit hash of the last block, and the block whose configuration is in force. */
export interface StateHead {
  readonly height: number;
  readonly hash: Buffer;
  readonly commitHash: Buffer;
  readonly configBlock: number;
}

/** Every write of a block in order, its transactions, and the head that results. */
interface BlockUpdate {
  readonly head: StateHead;
  readonly transactions: readonly CommittedTx[];
  readonly writes: readonly {
    readonly namespace: string;
    readonly key: string;
    readonly value: Buffer | undefined;
    readonly version: Version;
  }[];
}

/** Committed state that can be read. */
export interface StateReader {
  get(namespace: string, key: string): Value | undefined;
  range(namespace: string, span: Span): Iterable<Entry>;
  history(namespace: string, key: string): Iterable<Modification>;
}

/** The state at one height, unmoved by later blocks; whoever takes it releases it. */
export interface Snapshot extends StateReader {
  readonly height: number;
  release(): void;
}

/** World state, history and transaction index in one SQLite file. */
export interface WorldState extends StateReader {
  readonly head: StateHead;
  outcome(txId: string): Outcome | undefined;
  snapshot(): Snapshot;
  /** Applies a block in one SQL transaction; it must be the next one. */
  apply(update: BlockUpdate): void;
}

const page = 128;
const emptyHead: StateHead = {
  height: 0,
  hash: Buffer.alloc(0),
  commitHash: Buffer.alloc(0),
  configBlock: 0,
};

/** State over an open database, whose tables it makes when they are absent. */
export function openWorldState(database: IndexDb): WorldState {
  database.exec(tables);
  const sql = statements(database);
  const snapshots = new Set<Map<string, Map<string, Value | undefined>>>();
  let head = readHead(sql);

  const get = (namespace: string, key: string): Value | undefined =>
    valueOf(sql.get.get(namespace, Buffer.from(key)));

  const history = function* (namespace: string, key: string, below: number) {
    for (const row of sql.history.all(namespace, Buffer.from(key), below))
      yield {
        txId: row['id'] === null ? '' : bytes(row, 'id').toString('hex'),
        value: row['value'] === null ? undefined : bytes(row, 'value'),
        seconds: Number(row['seconds']),
        nanos: Number(row['nanos']),
      };
  };

  const remember = (update: BlockUpdate): void => {
    if (snapshots.size === 0) return;
    for (const { namespace, key } of update.writes) {
      const before = get(namespace, key);
      for (const overlays of snapshots) {
        const overlay = overlays.get(namespace) ?? new Map<string, Value | undefined>();
        overlays.set(namespace, overlay);
        if (!overlay.has(key)) overlay.set(key, before);
      }
    }
  };

  const write = (update: BlockUpdate): void => {
    const number = update.head.height - 1;
    for (const [index, one] of update.transactions.entries())
      sql.tx.run(
        number,
        index,
        one.id === undefined ? null : Buffer.from(one.id, 'hex'),
        one.code,
        one.seconds,
        one.nanos,
      );
    for (const { namespace, key, value, version } of update.writes) {
      const name = Buffer.from(key);
      if (value === undefined) sql.remove.run(namespace, name);
      else sql.put.run(namespace, name, value, version.block, version.tx);
      sql.past.run(namespace, name, version.block, version.tx, value ?? null);
    }
    const { height, hash, commitHash, configBlock } = update.head;
    sql.head.run(height, hash, commitHash, configBlock);
  };

  return {
    get head() {
      return head;
    },
    get,
    range: (namespace, span) => pages(sql, namespace, span),
    history: (namespace, key) => history(namespace, key, head.height),
    outcome: (txId) => {
      const row = sql.outcome.get(Buffer.from(txId, 'hex'));
      if (row === undefined) return undefined;
      return { block: Number(row['block']), tx: Number(row['tx']), code: Number(row['code']) };
    },
    snapshot() {
      const { height } = head;
      const overlays = new Map<string, Map<string, Value | undefined>>();
      snapshots.add(overlays);
      const none: Overlay = new Map();
      return {
        height,
        get(namespace, key) {
          const overlay = overlays.get(namespace);
          return overlay?.has(key) === true ? overlay.get(key) : get(namespace, key);
        },
        range: (namespace, span) =>
          pagesUnder(sql, namespace, span, () => overlays.get(namespace) ?? none),
        history: (namespace, key) => history(namespace, key, height),
        release: () => void snapshots.delete(overlays),
      };
    },
    apply(update) {
      if (update.head.height !== head.height + 1)
        throw new PeerError('chain', 'the state is not at the block before');
      remember(update);
      database.transaction(() => write(update));
      head = update.head;
    },
  };
}

function statements(database: IndexDb) {
  return {
    get: database.prepare('select value, block, tx from state where ns = ? and key = ?'),
    range: database.prepare(
      `select key, value, block, tx from state where ns = ? and key >= ? order by key limit ${page}`,
    ),
    history: database.prepare(
      `select t.id, h.value, t.seconds, t.nanos from history h join tx t on t.block = h.block and t.tx = h.tx
       where h.ns = ? and h.key = ? and h.block < ? order by h.block desc, h.tx desc`,
    ),
    outcome: database.prepare('select block, tx, code from tx where id = ?'),
    put: database.prepare('insert or replace into state values (?, ?, ?, ?, ?)'),
    remove: database.prepare('delete from state where ns = ? and key = ?'),
    past: database.prepare('insert or replace into history values (?, ?, ?, ?, ?)'),
    tx: database.prepare('insert into tx values (?, ?, ?, ?, ?, ?)'),
    head: database.prepare('insert or replace into head values (1, ?, ?, ?, ?)'),
    readHead: database.prepare('select height, hash, commit_hash, config_block from head'),
  };
}

type Statements = ReturnType<typeof statements>;

function readHead(sql: Statements): StateHead {
  const row = sql.readHead.get();
  if (row === undefined) return emptyHead;
  return {
    height: Number(row['height']),
    hash: bytes(row, 'hash'),
    commitHash: bytes(row, 'commit_hash'),
    configBlock: Number(row['config_block']),
  };
}

function* pages(sql: Statements, namespace: string, span: Span): Generator<Entry> {
  const end = span.end === '' ? undefined : Buffer.from(span.end);
  let start = Buffer.from(span.start);
  for (;;) {
    const rows = sql.range.all(namespace, start);
    for (const row of rows) {
      const key = bytes(row, 'key');
      const order = end === undefined ? -1 : key.compare(end);
      if (order > 0 || (order === 0 && !span.includesEnd)) return;
      yield { key: key.toString(), ...written(row) };
      start = Buffer.concat([key, Buffer.of(0)]);
    }
    if (rows.length < page) return;
  }
}

/** Each page is taken at once, so that a block that comes between two pages changes nothing. */
function* pagesUnder(
  sql: Statements,
  namespace: string,
  span: Span,
  overlay: () => Overlay,
): Generator<Entry> {
  let from = span;
  for (;;) {
    const entries: Entry[] = [];
    for (const entry of mergedRange(pages(sql, namespace, from), overlay(), from)) {
      entries.push(entry);
      if (entries.length === page) break;
    }
    yield* entries;
    const last = entries.at(-1);
    if (entries.length < page || last === undefined) return;
    from = { ...span, start: successor(last.key) };
  }
}

/** The first key after a key in byte order. */
function successor(key: string): string {
  return `${key}\0`;
}

function valueOf(row: IndexRow | undefined): Value | undefined {
  return row === undefined ? undefined : written(row);
}

function written(row: IndexRow): Value {
  return {
    value: bytes(row, 'value'),
    version: { block: Number(row['block']), tx: Number(row['tx']) },
  };
}

function bytes(row: IndexRow, column: string): Buffer {
  const cell = row[column];
  if (Buffer.isBuffer(cell)) return cell;
  throw new PeerError('form', `the state holds a ${column} that is not bytes`);
}
