import type { Network, Proposal, ProposalOptions } from '@hyperledger/fabric-gateway';
import { common, gateway as protos, peer } from '@hyperledger/fabric-protos';

import { boundsOf } from './bounds.ts';
import { faultOfProposal } from './gateway-fault.ts';
import { LedgerError } from './ledger-error.ts';
import type { Call, Envelope, Query, Waiting } from './ledger.ts';

function propose(network: Network, query: Query, organisations: readonly string[]): Proposal {
  const options: ProposalOptions = {
    arguments: [query.arg],
    // Unnamed, the gateway picks peers itself and may send them the private part.
    endorsingOrganizations: [...organisations],
    ...(query.transient === undefined ? {} : { transientData: { in: query.transient } }),
  };
  return network.getContract(query.book).newProposal(query.fn, options);
}

/** Asks the peers of `mspId` alone and returns what the contract returned. */
export async function evaluateQuery(
  { network, mspId }: { network: Network; mspId: string },
  query: Query,
  waiting: Waiting,
  timeoutMs: number,
): Promise<Buffer> {
  waiting.signal?.throwIfAborted();
  try {
    const answer = await propose(network, query, [mspId]).evaluate(boundsOf(waiting, timeoutMs));
    return Buffer.from(answer);
  } catch (error) {
    waiting.signal?.throwIfAborted();
    throw faultOfProposal(error);
  }
}

/** Has exactly the named organisations endorse a call, and signs what they agreed on. */
export async function endorseCall(
  { network, sign }: { network: Network; sign: (message: Uint8Array) => Uint8Array },
  call: Call,
  waiting: Waiting,
  timeoutMs: number,
): Promise<Omit<Envelope, 'bytes'> & { unsigned: Uint8Array; signature: Uint8Array }> {
  waiting.signal?.throwIfAborted();
  if (call.endorsedBy.length === 0) {
    throw call.transient === undefined
      ? new LedgerError('no-endorser', 'name the organisations that are to endorse')
      : new LedgerError('transient-leak', 'private data goes only to organisations that are named');
  }
  const proposal = propose(network, call, call.endorsedBy);
  const txId = proposal.getTransactionId();
  try {
    const transaction = await proposal.endorse(boundsOf(waiting, timeoutMs));
    return {
      txId,
      at: timestampOf(proposal),
      unsigned: transaction.getBytes(),
      signature: sign(transaction.getDigest()),
    };
  } catch (error) {
    waiting.signal?.throwIfAborted();
    throw faultOfProposal(error, txId);
  }
}

/** The proposal's timestamp, which the contract sees as the time of the transaction, in ms. */
function timestampOf(proposal: Proposal): number {
  const proposed = protos.ProposedTransaction.deserializeBinary(proposal.getBytes());
  const bytes = proposed.getProposal()?.getProposalBytes_asU8() ?? new Uint8Array();
  const header = common.Header.deserializeBinary(
    peer.Proposal.deserializeBinary(bytes).getHeader_asU8(),
  );
  const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const time = channel.getTimestamp();
  return (time?.getSeconds() ?? 0) * 1_000 + Math.floor((time?.getNanos() ?? 0) / 1_000_000);
}
