import { createRequire } from 'node:module';
import type { Contract } from 'fabric-contract-api';
import type { ChaincodeInterface, ChaincodeStub } from 'fabric-shim-api';

/** What is used of Fabric's chaincode packages. */
export type Fabric = {
  readonly Contract: typeof Contract;
  /** Fabric's own dispatch to the methods of contracts, behind a quiet face. */
  readonly chaincodeOf: (contract: new () => Contract, name: string) => ChaincodeInterface;
};

type Logger = { silent: boolean };
type Loggers = { getLogger: (name?: string) => Logger };
type Identity = new (stub: ChaincodeStub) => object;
type FromContract = new (
  contracts: (new () => Contract)[],
  serializers: object,
  metadata: object,
  title: string,
  version: string,
) => ChaincodeInterface;

const VERSION = '1';
const KEPT_IDENTITIES = 64;
const LISTENERS = new Set(['bound _uncaughtException', 'loggerUnhandledRejectionFn']);
const LOUD = [
  'contracts-spi/chaincodefromcontract.js',
  'contracts-spi/datamarshall.js',
  'lib/stub.js',
  'lib/handler.js',
  'lib/chaincode.js',
  'lib/server.js',
  'lib/iterators.js',
  './lib/contract.js',
  './lib/jsontransactionserializer.js',
];

/**
 * Quiets Fabric's chaincode packages in this process: no log lines, none of their listeners on uncaught errors (they keep a broken
 * process alive), and an identity parsed once per certificate instead of once per call. May be called again.
 */
export function silence(): void {
  const load = createRequire(import.meta.url);
  for (const name of ['fabric-shim/lib/logger', 'fabric-contract-api/lib/logger']) {
    const loggers: Loggers & { isQuiet?: true } = load(name);
    if (loggers.isQuiet === true) continue;
    for (const loud of LOUD) loggers.getLogger(loud).silent = true;
    loggers.getLogger = quietLogger;
    loggers.isQuiet = true;
  }
  keepIdentities(load('fabric-shim/lib/chaincode'));
  for (const listener of process.listeners('uncaughtException'))
    if (LISTENERS.has(listener.name)) process.off('uncaughtException', listener);
  for (const listener of process.listeners('unhandledRejection'))
    if (LISTENERS.has(listener.name)) process.off('unhandledRejection', listener);
}

/** Fabric's chaincode packages, loaded quietly. */
export function loadFabric(): Fabric {
  silence();
  const load = createRequire(import.meta.url);
  const api: { Contract: typeof Contract; JSONSerializer: object } = load('fabric-contract-api');
  const FromContract: FromContract = load('fabric-shim/lib/contract-spi/chaincodefromcontract');
  const serializers = { transaction: 'json', serializers: { json: api.JSONSerializer } };
  return {
    Contract: api.Contract,
    // Fabric pushes a contract of its own onto the list, so each chaincode gets a list of its own.
    chaincodeOf: (contract, name) => new FromContract([contract], serializers, {}, name, VERSION),
  };
}

function quietLogger(): Logger & Record<string, unknown> {
  const nothing = () => {};
  return { silent: true, debug: nothing, info: nothing, warn: nothing, error: nothing };
}

/** Puts a cache in front of the parsing of certificates; `new` gives the object that the constructor returns. */
function keepIdentities(shim: { ClientIdentity: Identity & { isKept?: true } }): void {
  const Parsed = shim.ClientIdentity;
  if (Parsed.isKept === true) return;
  const kept = new Map<string, object>();
  shim.ClientIdentity = class ClientIdentity {
    static readonly isKept = true;

    constructor(stub: ChaincodeStub) {
      const { mspid, idBytes } = stub.getCreator();
      const name = `${mspid}\n${Buffer.from(idBytes).toString('latin1')}`;
      const known = kept.get(name);
      if (known !== undefined) return known;
      const identity = new Parsed(stub);
      const oldest = kept.keys().next();
      if (kept.size >= KEPT_IDENTITIES && oldest.done !== true) kept.delete(oldest.value);
      kept.set(name, identity);
      return identity;
    }
  };
}
