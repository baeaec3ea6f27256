import { status } from '@grpc/grpc-js';
import { gateway } from '@hyperledger/fabric-protos';
import type { Chain } from '../commit/chain.ts';
import { codeOf } from '../deliver/forms.ts';
import { unary } from '../wire/calls.ts';
import { RpcError } from '../wire/rpc-error.ts';
import { endorse } from './endorse.ts';
import type { Endorsers } from './endorsers.ts';
import { evaluate } from './evaluate.ts';
import { serveEvents } from './events.ts';
import type { Broadcaster } from './orderer-client.ts';
import { readSigned } from './signed-request.ts';

/** What a gateway works with. */
export interface GatewayParts {
  readonly mspId: string;
  readonly chain: Chain;
  readonly endorsers: Endorsers;
  readonly broadcaster: Broadcaster;
  readonly clock: () => number;
}

/** Fabric's gateway service. */
export function gatewayService(parts: GatewayParts): gateway.IGatewayServer {
  const { mspId, chain, endorsers, clock } = parts;
  return {
    evaluate: unary((request: gateway.EvaluateRequest) => evaluate(request, mspId, endorsers)),
    endorse: unary((request: gateway.EndorseRequest) =>
      endorse(request, mspId, { endorsers, config: () => chain.inForce.config }),
    ),
    submit: unary((request: gateway.SubmitRequest) => submit(request, parts)),
    commitStatus: unary((request: gateway.SignedCommitStatusRequest, signal) =>
      commitStatus(request, signal, parts),
    ),
    chaincodeEvents: (call) => serveEvents(call, chain, clock),
  };
}

async function submit(
  request: gateway.SubmitRequest,
  { broadcaster }: GatewayParts,
): Promise<gateway.SubmitResponse> {
  const envelope = request.getPreparedTransaction();
  if (envelope === undefined)
    throw new RpcError(status.INVALID_ARGUMENT, 'a prepared transaction is required');
  if (envelope.getSignature_asU8().length === 0)
    throw new RpcError(status.INVALID_ARGUMENT, 'prepared transaction must be signed');
  await broadcaster.broadcast(envelope);
  return new gateway.SubmitResponse();
}

async function commitStatus(
  signed: gateway.SignedCommitStatusRequest,
  signal: AbortSignal,
  { chain, clock }: GatewayParts,
): Promise<gateway.CommitStatusResponse> {
  const request = readSigned(
    signed,
    {
      name: 'commit status',
      read: (bytes) => gateway.CommitStatusRequest.deserializeBinary(bytes),
    },
    { current: chain.inForce, now: clock() },
  );
  const outcome = await chain.outcomes.of(request.getTransactionId(), signal);
  if (outcome === undefined)
    throw new RpcError(status.CANCELLED, 'the request ended before the transaction was committed');
  const response = new gateway.CommitStatusResponse();
  response.setResult(codeOf(outcome.code));
  response.setBlockNumber(outcome.block);
  return response;
}
