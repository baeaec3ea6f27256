import { peer } from '@hyperledger/fabric-protos';
import { definitionOf, type ChannelConfig } from '../channel/config.ts';
import { PeerError, sentenceOf } from '../error.ts';
import type { Chaincode, NewStub, RunningStub } from './shim.ts';
import { shimHandler, type ChaincodeAnswer } from './shim-handler.ts';
import type { Simulation } from './simulation.ts';

/** A proposal being executed. */
interface Execution {
  readonly channel: string;
  readonly txId: string;
  readonly proposal: peer.SignedProposal;
  readonly config: ChannelConfig;
  readonly simulation: Simulation;
}

/** What a contract answered, and the event that it set. */
export interface Executed {
  readonly answer: ChaincodeAnswer;
  readonly event: { readonly name: string; readonly payload: Buffer } | undefined;
}

/** Runs contracts by definition name, each through Fabric's stub. */
export interface Runner {
  run(execution: Execution, name: string, input: peer.ChaincodeInput): Promise<Executed>;
}

/** The namespace in which Fabric keeps definitions; reading one makes a redefinition conflict. */
export const lifecycle = '_lifecycle';

/** The key of a definition in `_lifecycle`. */
export function sequenceKey(definition: string): string {
  return `namespaces/fields/${definition}/Sequence`;
}

const errorThreshold = 400;

/** A runner over the contracts that this peer has by definition name; MSP id is what `getMspID` answers. */
export function runnerOf(
  chaincodes: (name: string) => Chaincode | undefined,
  mspId: string,
  Stub: NewStub,
): Runner {
  const call = async (
    execution: Execution,
    name: string,
    input: peer.ChaincodeInput,
    stack: readonly Chaincode[],
  ): Promise<Executed> => {
    const { simulation, config } = execution;
    simulation.get(lifecycle, sequenceKey(name));
    if (definitionOf(config, name) === undefined)
      throw new PeerError('chaincode', `chaincode ${name} not found`);
    const chaincode = chaincodes(name);
    if (chaincode === undefined)
      throw new PeerError(
        'chaincode',
        `failed to execute transaction ${execution.txId}: chaincode definition for '${name}' exists, but chaincode is not installed`,
      );
    // Fabric keeps one context for a transaction per package: a package cannot be called while it runs.
    if (stack.includes(chaincode))
      throw new PeerError(
        'chaincode',
        `failed to execute transaction ${execution.txId}: error sending: txid: ${execution.txId}(${execution.channel}) exists`,
      );
    const handler = shimHandler(name, simulation, (target, args) =>
      nested(execution, target, args, [...stack, chaincode]),
    );
    const stub = new Stub(handler, execution.channel, execution.txId, input, execution.proposal);
    Object.defineProperty(stub, 'getMspID', { value: () => mspId });
    const answer = await answerOf(chaincode, stub);
    return { answer, event: answer.status < errorThreshold ? eventOf(stub) : undefined };
  };

  const nested = async (
    execution: Execution,
    target: string,
    args: readonly Buffer[],
    stack: readonly Chaincode[],
  ): Promise<ChaincodeAnswer> => {
    const [name = '', channel = execution.channel] = target.split('/');
    if (channel !== execution.channel)
      throw new PeerError('channel', `failed to find ledger for channel: ${channel}`);
    const input = new peer.ChaincodeInput();
    input.setArgsList([...args]);
    try {
      return (await call(execution, name, input, stack)).answer;
    } catch (cause) {
      throw new PeerError(
        'chaincode',
        `INVOKE_CHAINCODE failed: transaction ID: ${execution.txId}: execute failed: ${sentenceOf(cause)}`,
        { cause },
      );
    }
  };

  return { run: (execution, name, input) => call(execution, name, input, []) };
}

async function answerOf(chaincode: Chaincode, stub: RunningStub): Promise<ChaincodeAnswer> {
  const answer: unknown = await chaincode.Invoke(stub);
  if (typeof answer !== 'object' || answer === null)
    return { status: 500, message: 'the chaincode did not answer', payload: Buffer.alloc(0) };
  const { status, message, payload }: { status?: unknown; message?: unknown; payload?: unknown } =
    answer;
  return {
    status: typeof status === 'number' && Number.isInteger(status) ? status : 500,
    message: message === undefined ? '' : sentenceOf(message),
    payload: payload instanceof Uint8Array ? Buffer.from(payload) : Buffer.alloc(0),
  };
}

function eventOf(stub: RunningStub): Executed['event'] {
  const event = stub.chaincodeEvent;
  return event === undefined
    ? undefined
    : { name: event.getEventName(), payload: Buffer.from(event.getPayload_asU8()) };
}
