import { status } from '@grpc/grpc-js';
import { gateway, peer } from '@hyperledger/fabric-protos';
import { openProposal } from '../endorse/proposal.ts';
import { RpcError } from '../wire/rpc-error.ts';
import type { Endorsers } from './endorsers.ts';

/** Answers a query at the first of the organisations that the client named, else at the own one; nothing is ordered. */
export async function evaluate(
  request: gateway.EvaluateRequest,
  own: string,
  endorsers: Endorsers,
): Promise<gateway.EvaluateResponse> {
  const signed = request.getProposedTransaction();
  if (signed === undefined)
    throw new RpcError(
      status.INVALID_ARGUMENT,
      'failed to unpack transaction proposal: a signed proposal is required',
    );
  openProposal(signed);
  const [target = own] = request.getTargetOrganizationsList();
  const answer = await endorsers.endorse(target, signed);
  if (!answer.good)
    throw new RpcError(
      answer.code,
      answer.code === status.UNAVAILABLE || answer.code === status.ABORTED
        ? 'failed to evaluate transaction, see attached details for more info'
        : `evaluate call to endorser returned error: ${answer.detail.message}`,
      [answer.detail],
    );
  const result = new peer.Response();
  const given = answer.response.getResponse();
  result.setStatus(given?.getStatus() ?? 200);
  result.setMessage(given?.getMessage() ?? '');
  result.setPayload(given?.getPayload_asU8() ?? new Uint8Array());
  const response = new gateway.EvaluateResponse();
  response.setResult(result);
  return response;
}
