import { createRequire } from 'node:module';
import type { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeResponse, ChaincodeStub } from 'fabric-shim-api';
import type { ShimHandler } from './shim-handler.ts';

/** A contract as the engine calls it: Fabric's chaincode interface. */
export interface Chaincode {
  Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse>;
}

/** Fabric's stub, which also holds the event that was set. */
export type RunningStub = ChaincodeStub & { readonly chaincodeEvent?: peer.ChaincodeEvent };

/** Makes a stub of `fabric-shim` over a handler. */
export type NewStub = new (
  handler: ShimHandler,
  channel: string,
  txId: string,
  input: peer.ChaincodeInput,
  proposal: peer.SignedProposal,
) => RunningStub;

/**
 * Fabric's own stub, loaded so that its logger says nothing and its listeners on uncaught errors, which
 * would keep a broken process alive, are gone.
 */
export function loadStub(): NewStub {
  const load = createRequire(import.meta.url);
  const before = new Set([
    ...process.listeners('uncaughtException'),
    ...process.listeners('unhandledRejection'),
  ]);
  const logger: { getLogger(name: string): { silent: boolean } } = load('fabric-shim/lib/logger');
  logger.getLogger('lib/stub.js').silent = true;
  const stub: NewStub = load('fabric-shim/lib/stub.js');
  for (const listener of process.listeners('uncaughtException'))
    if (!before.has(listener)) process.off('uncaughtException', listener);
  for (const listener of process.listeners('unhandledRejection'))
    if (!before.has(listener)) process.off('unhandledRejection', listener);
  return stub;
}
