import { peer } from '@hyperledger/fabric-protos';
import { definitionOf, type ChannelConfig } from '../channel/config.ts';
import type { Members } from '../channel/members.ts';
import { PeerError, sentenceOf } from '../error.ts';
import type { WorldState } from '../state/world-state.ts';
import { writeReadWriteSet } from '../wire/read-write-set.ts';
import { runnerOf, type Executed } from './execution.ts';
import { checkProposal, openProposal, type OpenProposal } from './proposal.ts';
import type { Chaincode, NewStub } from './shim.ts';
import { simulate } from './simulation.ts';

/** Who endorses here: serialised identity and low-S signer. */
export interface EndorserIdentity {
  readonly mspId: string;
  readonly serialised: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** Configuration and members in force now. */
export interface Channel {
  readonly config: ChannelConfig;
  readonly members: Members;
}

/** Fabric's endorser. */
export interface Endorser {
  /**
   * Executes a signed proposal and endorses its result. A proposal that is not acceptable throws
   * PeerError; what fails in a contract or on the way to it is a response with status 500.
   */
  process(signed: peer.SignedProposal): Promise<peer.ProposalResponse>;
}

/** Bounds of an endorsement. */
export interface EndorserLimits {
  readonly executeMs: number;
  readonly concurrent: number;
}

/** Fabric's defaults: 30 s for a contract; 500 proposals at a time. */
export const endorserLimits: EndorserLimits = { executeMs: 30_000, concurrent: 500 };

const version = '1';
const errorThreshold = 400;
const error = 500;

/** An endorser over committed state and the contracts at hand. */
export function endorserOf(
  identity: EndorserIdentity,
  chaincodes: (name: string) => Chaincode | undefined,
  limits: EndorserLimits,
  deps: { channel: () => Channel; state: WorldState; clock: () => number; stub: NewStub },
): Endorser {
  const { state, clock } = deps;
  const runner = runnerOf(chaincodes, identity.mspId, deps.stub);
  let running = 0;

  const execute = async (proposal: OpenProposal, config: ChannelConfig) => {
    const { txId } = proposal.header;
    const simulation = simulate(txId, state.snapshot());
    try {
      const executed = await within(
        limits.executeMs,
        runner.run(
          { channel: config.channel, txId, proposal: proposal.signed, config, simulation },
          proposal.chaincode,
          proposal.input,
        ),
      );
      return { executed, results: writeReadWriteSet(simulation.results()) };
    } finally {
      simulation.release();
    }
  };

  const respond = async (proposal: OpenProposal): Promise<peer.ProposalResponse> => {
    const { config, members } = deps.channel();
    if (proposal.header.channel !== config.channel)
      return failed(`channel '${proposal.header.channel}' not found`);
    checkProposal(proposal, config.channel, members, clock());
    if (state.outcome(proposal.header.txId) !== undefined)
      throw new PeerError('duplicate', `duplicate transaction found [${proposal.header.txId}]`);
    if (definitionOf(config, proposal.chaincode) === undefined)
      return failed(
        `make sure the chaincode ${proposal.chaincode} has been successfully defined on channel ${config.channel} and try again: chaincode ${proposal.chaincode} not found`,
      );
    try {
      const { executed, results } = await execute(proposal, config);
      if (results.length > config.batch.maxBytes)
        throw new PeerError('limit', 'the read-write set is larger than a block may be');
      return response(proposal, executed, results, identity);
    } catch (thrown) {
      return failed(`error in simulation: ${sentenceOf(thrown)}`);
    }
  };

  return {
    async process(signed) {
      if (running >= limits.concurrent)
        throw new PeerError('unavailable', 'too many proposals at a time: try again');
      running += 1;
      try {
        return await respond(openProposal(signed));
      } finally {
        running -= 1;
      }
    },
  };
}

function response(
  proposal: OpenProposal,
  { answer, event }: Executed,
  results: Uint8Array,
  identity: EndorserIdentity,
): peer.ProposalResponse {
  const outcome = new peer.Response();
  outcome.setStatus(answer.status);
  outcome.setMessage(answer.message);
  outcome.setPayload(answer.payload);
  const whole = new peer.ProposalResponse();
  whole.setResponse(outcome);
  if (answer.status >= errorThreshold && answer.status < error) return whole;
  const payload = responsePayload(proposal, outcome, event, results);
  whole.setPayload(payload);
  if (answer.status >= error) return whole;
  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(identity.serialised);
  endorsement.setSignature(identity.sign(Buffer.concat([payload, identity.serialised])));
  whole.setVersion(1);
  whole.setEndorsement(endorsement);
  return whole;
}

function responsePayload(
  proposal: OpenProposal,
  outcome: peer.Response,
  event: Executed['event'],
  results: Uint8Array,
): Uint8Array {
  const id = new peer.ChaincodeID();
  id.setName(proposal.chaincode);
  id.setVersion(version);
  const action = new peer.ChaincodeAction();
  action.setResults(results);
  action.setResponse(outcome);
  action.setChaincodeId(id);
  if (event !== undefined) action.setEvents(eventBytes(proposal, event));
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(proposal.hash);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
}

function eventBytes(
  proposal: OpenProposal,
  event: { readonly name: string; readonly payload: Buffer },
): Uint8Array {
  const whole = new peer.ChaincodeEvent();
  whole.setChaincodeId(proposal.chaincode);
  whole.setTxId(proposal.header.txId);
  whole.setEventName(event.name);
  whole.setPayload(event.payload);
  return whole.serializeBinary();
}

function failed(message: string): peer.ProposalResponse {
  const outcome = new peer.Response();
  outcome.setStatus(error);
  outcome.setMessage(message);
  const whole = new peer.ProposalResponse();
  whole.setResponse(outcome);
  return whole;
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new PeerError('timeout', 'timeout expired while executing transaction')),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
