import { canonical, type Json } from '@careledger/proof';
import { peer } from '@hyperledger/fabric-protos';
import type { Context } from 'fabric-contract-api';
import type { ChaincodeStub } from 'fabric-shim-api';
import { ContractError, demand } from './contract-error.ts';
import { parseText, trust, type Form } from './form.ts';

const MAX_ARGUMENT = 1_000_000;
const MAX_SECRET = 16_000_000;
const MAX_KEY = 256;

/** One call of a contract as it sees it: its argument, its private part, committed state, and who asks. */
export type Call = {
  readonly channel: string;
  readonly txId: string;
  /** MSP id of the organisation that made the proposal. */
  readonly organisation: string;
  /** The transaction's timestamp in milliseconds. */
  readonly now: number;
  /** Name of the chaincode definition that the client called. */
  readonly called: string;
  /** The one argument, canonical JSON; `ContractError` 'form'. */
  argument<T>(form: Form<T>): T;
  /** The transient value `in`, canonical JSON; `ContractError` 'form'. */
  secret<T>(form: Form<T>): T;
  /** The committed text under a key, undefined where there is none. */
  text(key: string): Promise<string | undefined>;
  /** The committed form under a key, undefined where there is none. */
  get<T>(form: Form<T>, key: string): Promise<T | undefined>;
  /** Writes a form as canonical JSON. */
  put(key: string, value: Json): Promise<void>;
  /** Writes a text as it is. */
  putText(key: string, value: string): Promise<void>;
  /** What another chaincode holds under a key, by its function `read`. */
  readOf(chaincode: string, key: string): Promise<string | undefined>;
  /** Up to `limit` entries in byte order from `from`, before `until`. */
  range(bounds: { from: string; until: string; limit: number }): Promise<[string, string][]>;
};

/** Opens the call that a context stands for. */
export function openCall(ctx: Context): Call {
  const { stub } = ctx;
  const [, argument = Buffer.alloc(0), ...others] = stub.getArgs().map((each) => Buffer.from(each));
  const seconds = stub.getTxTimestamp();
  const text = async (key: string) => decode(await stub.getState(key));
  return {
    channel: stub.getChannelID(),
    txId: stub.getTxID(),
    organisation: stub.getCreator().mspid,
    now: Number(seconds.seconds.toString()) * 1_000 + Math.floor(seconds.nanos / 1_000_000),
    called: calledName(stub),
    argument: (form) => {
      demand(others.length === 0, 'form', 'one argument is expected');
      return parseText(form, argument, MAX_ARGUMENT);
    },
    secret: (form) => {
      const secret = stub.getTransient().get('in');
      demand(secret !== undefined, 'form', 'the transient value in is missing');
      return parseText(form, secret, MAX_SECRET);
    },
    text,
    get: async (form, key) => {
      const value = await text(key);
      return value === undefined ? undefined : trust(form, JSON.parse(value));
    },
    put: (key, value) => stub.putState(key, Buffer.from(canonical(value))),
    putText: (key, value) => stub.putState(key, Buffer.from(value)),
    readOf: (chaincode, key) => readOther(stub, chaincode, key),
    range: async ({ from, until, limit }) => {
      const found: [string, string][] = [];
      for await (const { key, value } of stub.getStateByRange(from, until)) {
        found.push([key, decode(value) ?? '']);
        if (found.length === limit) break;
      }
      return found;
    },
  };
}

/** Demands that the client called this chaincode itself, not through another one: only then is the proposal meant for it. */
export function demandDirect(call: Call, name: string): void {
  demand(call.called === name, 'direct', 'a write is asked for directly');
}

/** The committed text under the key that is the one argument of `read`; empty where there is none. */
export async function readKey(ctx: Context): Promise<string> {
  const [, key, ...others] = ctx.stub.getArgs();
  demand(key !== undefined && others.length === 0, 'form', 'one key is expected');
  demand(key.length > 0 && key.length <= MAX_KEY, 'form', 'a key has 1 to 256 characters');
  return decode(await ctx.stub.getState(key)) ?? '';
}

/** Runs a transaction so that what it throws begins with a code and says nothing of what went in. */
export async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (cause instanceof ContractError) throw cause;
    throw new ContractError('fault', 'the contract failed', { cause });
  }
}

/** Fabric throws where the other chaincode is missing or refuses. */
async function readOther(
  stub: ChaincodeStub,
  chaincode: string,
  key: string,
): Promise<string | undefined> {
  try {
    const { status, payload } = await stub.invokeChaincode(chaincode, ['read', key], '');
    if (status === 200) return decode(payload);
  } catch (cause) {
    throw new ContractError('absent', `${chaincode} does not answer`, { cause });
  }
  throw new ContractError('absent', `${chaincode} does not answer`);
}

function decode(value: Uint8Array | undefined): string | undefined {
  if (value === undefined || value.length === 0) return undefined;
  return Buffer.from(value).toString('utf8');
}

/** The outer name: Fabric gives nested calls the proposal of the outermost one. */
function calledName(stub: ChaincodeStub): string {
  const payload: unknown = stub.getSignedProposal().proposal.payload;
  demand(payload instanceof peer.ChaincodeProposalPayload, 'direct', 'the proposal is unreadable');
  const invoked = peer.ChaincodeInvocationSpec.deserializeBinary(payload.getInput_asU8());
  return invoked.getChaincodeSpec()?.getChaincodeId()?.getName() ?? '';
}
