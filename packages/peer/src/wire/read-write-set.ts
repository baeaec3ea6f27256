import { ledger } from '@hyperledger/fabric-protos';
import { PeerError } from '../error.ts';
import { byteOrder } from './digest.ts';
import { reading } from './envelope.ts';

const { kvrwset } = ledger.rwset;

/** Block and index of the transaction that last wrote a key. */
export interface Version {
  readonly block: number;
  readonly tx: number;
}

/** A key as read: its version, or undefined where it was absent. */
export interface Read {
  readonly key: string;
  readonly version: Version | undefined;
}

/** A write; an undefined value deletes the key. */
export interface Write {
  readonly key: string;
  readonly value: Buffer | undefined;
}

/** Fabric's summary of more than 50 reads of one range. */
export interface MerkleSummary {
  readonly maxDegree: number;
  readonly maxLevel: number;
  readonly hashes: readonly Buffer[];
}

/** A range as read; when it was not exhausted, `end` is the last key seen and is part of it. */
export interface RangeRead {
  readonly start: string;
  readonly end: string;
  readonly exhausted: boolean;
  readonly reads: readonly Read[];
  readonly summary: MerkleSummary | undefined;
}

/** What a simulation read and wrote in one namespace. */
export interface NamespaceSet {
  readonly namespace: string;
  readonly reads: readonly Read[];
  readonly ranges: readonly RangeRead[];
  readonly writes: readonly Write[];
}

/** Serialises sets as Fabric's TxReadWriteSet: namespaces, reads and writes in byte order. */
export function writeReadWriteSet(sets: readonly NamespaceSet[]): Uint8Array {
  const whole = new ledger.rwset.TxReadWriteSet();
  whole.setDataModel(ledger.rwset.TxReadWriteSet.DataModel.KV);
  whole.setNsRwsetList(sets.toSorted((a, b) => byteOrder(a.namespace, b.namespace)).map(namespace));
  return whole.serializeBinary();
}

/**
 * Reads a TxReadWriteSet. Private collections and key metadata, which this engine does not have, and
 * doubled namespaces are a `limit` fault; anything unreadable is a `form` fault.
 */
export function readReadWriteSet(bytes: Uint8Array): NamespaceSet[] {
  return reading('read-write set', () => {
    const sets = ledger.rwset.TxReadWriteSet.deserializeBinary(bytes)
      .getNsRwsetList()
      .map(namespaceOf);
    if (new Set(sets.map((set) => set.namespace)).size !== sets.length)
      throw new PeerError('limit', 'a namespace stands twice in a read-write set');
    return sets;
  });
}

function namespace(set: NamespaceSet): ledger.rwset.NsReadWriteSet {
  const kv = new kvrwset.KVRWSet();
  kv.setReadsList(set.reads.toSorted((a, b) => byteOrder(a.key, b.key)).map(kvRead));
  kv.setRangeQueriesInfoList(set.ranges.map(range));
  kv.setWritesList(set.writes.toSorted((a, b) => byteOrder(a.key, b.key)).map(write));
  const whole = new ledger.rwset.NsReadWriteSet();
  whole.setNamespace(set.namespace);
  whole.setRwset(kv.serializeBinary());
  return whole;
}

/** A read as Fabric's KVRead. */
export function kvRead(read: Read): ledger.rwset.kvrwset.KVRead {
  const whole = new kvrwset.KVRead();
  whole.setKey(read.key);
  if (read.version !== undefined) {
    const version = new kvrwset.Version();
    version.setBlockNum(read.version.block);
    version.setTxNum(read.version.tx);
    whole.setVersion(version);
  }
  return whole;
}

function write(one: Write): ledger.rwset.kvrwset.KVWrite {
  const whole = new kvrwset.KVWrite();
  whole.setKey(one.key);
  if (one.value === undefined) whole.setIsDelete(true);
  else whole.setValue(one.value);
  return whole;
}

function range(one: RangeRead): ledger.rwset.kvrwset.RangeQueryInfo {
  const whole = new kvrwset.RangeQueryInfo();
  whole.setStartKey(one.start);
  whole.setEndKey(one.end);
  whole.setItrExhausted(one.exhausted);
  if (one.summary !== undefined) {
    const summary = new kvrwset.QueryReadsMerkleSummary();
    summary.setMaxDegree(one.summary.maxDegree);
    summary.setMaxLevel(one.summary.maxLevel);
    summary.setMaxLevelHashesList([...one.summary.hashes]);
    whole.setReadsMerkleHashes(summary);
  } else if (one.reads.length > 0) {
    const reads = new kvrwset.QueryReads();
    reads.setKvReadsList(one.reads.map(kvRead));
    whole.setRawReads(reads);
  }
  return whole;
}

function namespaceOf(whole: ledger.rwset.NsReadWriteSet): NamespaceSet {
  const kv = kvrwset.KVRWSet.deserializeBinary(whole.getRwset_asU8());
  if (whole.getCollectionHashedRwsetList().length > 0 || kv.getMetadataWritesList().length > 0)
    throw new PeerError('limit', 'private collections and key metadata are not supported');
  return {
    namespace: whole.getNamespace(),
    reads: kv.getReadsList().map(readOf),
    ranges: kv.getRangeQueriesInfoList().map(rangeOf),
    writes: kv.getWritesList().map((one) => {
      const value = Buffer.from(one.getValue_asU8());
      return {
        key: one.getKey(),
        value: one.getIsDelete() || value.length === 0 ? undefined : value,
      };
    }),
  };
}

function readOf(whole: ledger.rwset.kvrwset.KVRead): Read {
  const version = whole.getVersion();
  return {
    key: whole.getKey(),
    version:
      version === undefined ? undefined : { block: version.getBlockNum(), tx: version.getTxNum() },
  };
}

function rangeOf(whole: ledger.rwset.kvrwset.RangeQueryInfo): RangeRead {
  const summary = whole.getReadsMerkleHashes();
  return {
    start: whole.getStartKey(),
    end: whole.getEndKey(),
    exhausted: whole.getItrExhausted(),
    reads: whole.getRawReads()?.getKvReadsList().map(readOf) ?? [],
    summary:
      summary === undefined
        ? undefined
        : {
            maxDegree: summary.getMaxDegree(),
            maxLevel: summary.getMaxLevel(),
            hashes: summary.getMaxLevelHashesList_asU8().map((hash) => Buffer.from(hash)),
          },
  };
}
