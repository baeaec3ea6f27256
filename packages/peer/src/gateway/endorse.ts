import { status } from '@grpc/grpc-js';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import type { ChannelConfig } from '../channel/config.ts';
import { endorsersFor } from '../channel/policy.ts';
import { openProposal, type OpenProposal } from '../endorse/proposal.ts';
import { sameBytes } from '../wire/digest.ts';
import { readReadWriteSet } from '../wire/read-write-set.ts';
import { RpcError, type ErrorDetail } from '../wire/rpc-error.ts';
import type { Endorsement, Endorsers } from './endorsers.ts';

/**
 * Collects endorsements of a proposal and assembles the transaction: at the organisations that the client named and nowhere else;
 * at the own one, and those that the policies of what was invoked and written ask for, when it named none.
 */
export async function endorse(
  request: gateway.EndorseRequest,
  own: string,
  { endorsers, config }: { endorsers: Endorsers; config: () => ChannelConfig },
): Promise<gateway.EndorseResponse> {
  const signed = request.getProposedTransaction();
  if (signed === undefined || signed.getProposalBytes_asU8().length === 0)
    throw new RpcError(
      status.INVALID_ARGUMENT,
      'the proposed transaction must contain a signed proposal',
    );
  const proposal = openProposal(signed);
  const named = [...new Set(request.getEndorsingOrganizationsList())];
  const responses =
    named.length > 0
      ? await endorsedBy(named, signed, endorsers)
      : await endorsedAsNeeded(proposal, own, endorsers, config());
  const response = new gateway.EndorseResponse();
  response.setPreparedTransaction(assembled(proposal, responses));
  return response;
}

async function endorsedBy(
  organisations: readonly string[],
  signed: peer.SignedProposal,
  endorsers: Endorsers,
): Promise<peer.ProposalResponse[]> {
  const answers = await Promise.all(organisations.map((mspId) => endorsers.endorse(mspId, signed)));
  return agreed(answers);
}

async function endorsedAsNeeded(
  proposal: OpenProposal,
  own: string,
  endorsers: Endorsers,
  config: ChannelConfig,
): Promise<peer.ProposalResponse[]> {
  const first = await endorsers.endorse(own, proposal.signed);
  if (!first.good)
    throw new RpcError(
      status.ABORTED,
      'failed to endorse transaction, see attached details for more info',
      [first.detail],
    );
  const needed = endorsersFor(config, writtenNames(proposal, first.response), own) ?? [];
  const others = needed.filter((mspId) => mspId !== own);
  if (others.length > 0 && proposal.hasTransient)
    throw new RpcError(
      status.FAILED_PRECONDITION,
      `requires endorsement from organisation(s) ${others.join(', ')}; retry specifying endorsing organization(s) to protect transient data`,
    );
  const rest = await Promise.all(others.map((mspId) => endorsers.endorse(mspId, proposal.signed)));
  return agreed(needed.includes(own) || needed.length === 0 ? [first, ...rest] : rest);
}

/** The responses, if all are endorsements of the same payload. */
function agreed(answers: readonly Endorsement[]): peer.ProposalResponse[] {
  const responses: peer.ProposalResponse[] = [];
  const details: ErrorDetail[] = [];
  for (const answer of answers)
    if (answer.good) responses.push(answer.response);
    else details.push(answer.detail);
  const [first] = responses;
  for (const response of responses)
    if (first !== undefined && !sameBytes(first.getPayload_asU8(), response.getPayload_asU8()))
      details.push({
        address: '',
        mspId: '',
        message: 'ProposalResponsePayloads do not match',
      });
  if (details.length > 0)
    throw new RpcError(
      status.ABORTED,
      'failed to collect enough transaction endorsements, see attached details for more info',
      details,
    );
  return responses;
}

function writtenNames(proposal: OpenProposal, response: peer.ProposalResponse): string[] {
  const payload = peer.ProposalResponsePayload.deserializeBinary(response.getPayload_asU8());
  const action = peer.ChaincodeAction.deserializeBinary(payload.getExtension_asU8());
  const written = readReadWriteSet(action.getResults_asU8()).filter((set) => set.writes.length > 0);
  return [...new Set([proposal.chaincode, ...written.map((set) => set.namespace)])];
}

function assembled(
  proposal: OpenProposal,
  responses: readonly peer.ProposalResponse[],
): common.Envelope {
  const action = new peer.ChaincodeEndorsedAction();
  action.setProposalResponsePayload(responses[0]?.getPayload_asU8() ?? new Uint8Array());
  action.setEndorsementsList(responses.flatMap((response) => response.getEndorsement() ?? []));
  const whole = new peer.ChaincodeActionPayload();
  whole.setChaincodeProposalPayload(proposal.publicPayload);
  whole.setAction(action);
  const transactionAction = new peer.TransactionAction();
  transactionAction.setHeader(proposal.header.signatureHeader);
  transactionAction.setPayload(whole.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([transactionAction]);
  const header = new common.Header();
  header.setChannelHeader(proposal.header.channelHeader);
  header.setSignatureHeader(proposal.header.signatureHeader);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}
