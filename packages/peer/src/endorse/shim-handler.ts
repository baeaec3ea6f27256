import { peer } from '@hyperledger/fabric-protos';
import { PeerError } from '../error.ts';
import type { Entry } from '../state/merged-range.ts';
import type { Modification } from '../state/world-state.ts';
import type { OpenRange } from './open-range.ts';
import type { Simulation } from './simulation.ts';

/** What a contract gets back from a contract that it called. */
export interface ChaincodeAnswer {
  readonly status: number;
  readonly message: string;
  readonly payload: Buffer;
}

/** An iterator as the shim hands it on. */
interface ShimIterator<T> {
  next(): Promise<{ value?: T; done: boolean }>;
  close(): Promise<void>;
}

/** The methods that Fabric's ChaincodeStub calls on its handler. */
export interface ShimHandler {
  handleGetState(collection: string, key: string): Promise<Buffer>;
  handlePutState(collection: string, key: string, value: Uint8Array): Promise<void>;
  handleDeleteState(collection: string, key: string): Promise<void>;
  handleGetStateByRange(
    collection: string,
    start: string,
    end: string,
    channel: string,
    txId: string,
    metadata?: Uint8Array,
  ): Promise<{
    iterator: ShimIterator<{ key: string; value: Buffer }>;
    metadata?: { fetchedRecordsCount: number; bookmark: string };
  }>;
  handleGetHistoryForKey(key: string): Promise<ShimIterator<object>>;
  handleInvokeChaincode(
    name: string,
    args: readonly (string | Uint8Array)[],
  ): Promise<ChaincodeAnswer>;
  handleGetQueryResult(): Promise<never>;
  handlePutStateMetadata(): Promise<never>;
  handleGetStateMetadata(): Promise<never>;
  handlePurgeState(): Promise<never>;
  handleGetPrivateDataHash(): Promise<never>;
}

/** The handler of one contract's execution: its namespace of a simulation, and its calls to other contracts. */
export function shimHandler(
  namespace: string,
  simulation: Simulation,
  invoke: (name: string, args: readonly Buffer[]) => Promise<ChaincodeAnswer>,
): ShimHandler {
  return {
    async handleGetState(collection, key) {
      demandPublic(collection);
      return simulation.get(namespace, key);
    },
    async handlePutState(collection, key, value) {
      demandPublic(collection);
      simulation.put(namespace, key, bytes(value));
    },
    async handleDeleteState(collection, key) {
      demandPublic(collection);
      simulation.remove(namespace, key);
    },
    async handleGetStateByRange(collection, start, end, _channel, _txId, metadata) {
      demandPublic(collection);
      const query =
        metadata === undefined ? undefined : peer.QueryMetadata.deserializeBinary(metadata);
      const bookmark = query?.getBookmark() ?? '';
      const size = query?.getPagesize() ?? 0;
      if (size === 0 && bookmark === '')
        return { iterator: batches(simulation.range(namespace, start, end)) };
      const from = bookmark === '' ? start : bookmark;
      const page = simulation.pagedRange(namespace, from, end).page(size);
      return {
        iterator: rows(page.entries.map(pair)),
        metadata: { fetchedRecordsCount: page.entries.length, bookmark: page.bookmark },
      };
    },
    handleGetHistoryForKey: async (key) =>
      rows([...simulation.history(namespace, key)].map(modification)),
    handleInvokeChaincode: (name, args) =>
      invoke(
        name,
        args.map((one) => Buffer.from(one)),
      ),
    handleGetQueryResult: () => absent('ExecuteQuery not supported for leveldb'),
    handlePutStateMetadata: () => absent('key-level endorsement policies are not supported'),
    handleGetStateMetadata: () => absent('key-level endorsement policies are not supported'),
    handlePurgeState: () => absent('private data is not supported'),
    handleGetPrivateDataHash: () => absent('private data is not supported'),
  };
}

function batches(range: OpenRange): ShimIterator<{ key: string; value: Buffer }> {
  let { entries, hasMore } = range.batch();
  let at = 0;
  return {
    async next() {
      if (at === entries.length && hasMore) {
        ({ entries, hasMore } = range.batch());
        at = 0;
      }
      const entry = entries[at];
      at += 1;
      return entry === undefined ? { done: true } : { value: pair(entry), done: false };
    },
    close: async () => undefined,
  };
}

function rows<T>(all: readonly T[]): ShimIterator<T> {
  let at = 0;
  return {
    async next() {
      const value = all[at];
      at += 1;
      return value === undefined ? { done: true } : { value, done: false };
    },
    close: async () => undefined,
  };
}

function pair({ key, value }: Entry): { key: string; value: Buffer } {
  return { key, value };
}

function modification({ txId, value, seconds, nanos }: Modification): object {
  return {
    txId,
    value: value ?? Buffer.alloc(0),
    isDelete: value === undefined,
    timestamp: { seconds, nanos },
  };
}

function bytes(value: unknown): Buffer {
  if (value instanceof Uint8Array) return Buffer.from(value);
  throw new PeerError('limit', 'a value is bytes');
}

function demandPublic(collection: string): void {
  if (collection !== '') throw new PeerError('limit', 'private data is not supported');
}

function absent(sentence: string): Promise<never> {
  return Promise.reject(new PeerError('limit', sentence));
}
