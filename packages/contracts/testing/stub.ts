import { createRequire } from 'node:module';
import { peer } from '@hyperledger/fabric-protos';
import type { ChaincodeResponse, ChaincodeStub } from 'fabric-shim-api';
import { loadFabric } from '../src/fabric.ts';

/** What a simulation gives to a stub. */
export type Handler = {
  get(key: string): string;
  put(key: string, value: string): void;
  range(from: string, until: string): { key: string; value: string }[];
  invoke(chaincode: string, args: readonly string[]): Promise<ChaincodeResponse>;
};

type StubClass = new (
  handler: object,
  channel: string,
  txId: string,
  input: peer.ChaincodeInput,
  proposal: peer.SignedProposal,
) => ChaincodeStub;

/** Fabric's real stub over a simulation. */
export function openStub(
  handler: Handler,
  call: { channel: string; txId: string; args: readonly string[]; proposal: peer.SignedProposal },
): ChaincodeStub {
  loadFabric();
  const Stub: StubClass = createRequire(import.meta.url)('fabric-shim/lib/stub');
  const input = new peer.ChaincodeInput();
  input.setArgsList(call.args.map((each) => Buffer.from(each)));
  const seam = {
    handleGetState: async (_: string, key: string) => Buffer.from(handler.get(key)),
    handlePutState: async (_: string, key: string, value: Uint8Array) =>
      handler.put(key, Buffer.from(value).toString('utf8')),
    handleGetStateByRange: async (_: string, from: string, until: string) => ({
      iterator: iterate(handler.range(from, until)),
    }),
    handleInvokeChaincode: async (chaincode: string, args: string[]) => {
      const response = await handler.invoke(chaincode, args);
      if (response.status !== 200) throw new Error(response.message);
      return response;
    },
  };
  return new Stub(seam, call.channel, call.txId, input, call.proposal);
}

function iterate(entries: { key: string; value: string }[]): object {
  const rest = entries.map(({ key, value }) => ({ key, value: Buffer.from(value) })).values();
  return { next: async () => rest.next(), close: async () => {} };
}
