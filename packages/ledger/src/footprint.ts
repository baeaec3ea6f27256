import { common, gateway, peer } from '@hyperledger/fabric-protos';

import { readWriteSet, type Write } from './block.ts';
import type { Envelope } from './ledger.ts';

/** What an endorsed envelope shows everybody: keys read, and keys written with their values. */
export interface Footprint {
  readonly reads: readonly { readonly book: string; readonly key: string }[];
  readonly writes: readonly Write[];
  /** The response value that stands in the envelope in clear. */
  readonly response: string;
}

/** Decodes the public content of an endorsed envelope: what every member will be able to see of it. */
export function footprintOf(envelope: Envelope): Footprint {
  const prepared = gateway.PreparedTransaction.deserializeBinary(envelope.bytes);
  const payload = common.Payload.deserializeBinary(
    prepared.getEnvelope()?.getPayload_asU8() ?? new Uint8Array(),
  );
  const actions = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const sets = actions.flatMap(readWriteSet);
  return {
    reads: sets.flatMap(({ namespace, changes }) =>
      changes.getReadsList().map((read) => ({ book: namespace, key: read.getKey() })),
    ),
    writes: sets.flatMap(({ namespace, changes }) =>
      changes.getWritesList().map((write) => ({
        book: namespace,
        key: write.getKey(),
        value: write.getIsDelete() ? null : Buffer.from(write.getValue_asU8()).toString('utf8'),
      })),
    ),
    response: actions.map(responseOf).join(''),
  };
}

function responseOf(action: peer.TransactionAction): string {
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const response = peer.ProposalResponsePayload.deserializeBinary(
    payload.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  const result = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  return Buffer.from(result.getResponse()?.getPayload_asU8() ?? []).toString('utf8');
}
