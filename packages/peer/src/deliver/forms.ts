import { common, orderer, peer } from '@hyperledger/fabric-protos';
import { eventIn } from '../commit/transaction.ts';
import { codesOf, envelopesOf, headOf } from '../wire/block.ts';
import { openEnvelope } from '../wire/envelope.ts';
import type { DeliverForm } from './deliver.ts';
import type { Refusal } from './seek.ts';

/** The orderer's stream: whole blocks. */
export const ordererForm: DeliverForm<orderer.DeliverResponse> = {
  block(block) {
    const response = new orderer.DeliverResponse();
    response.setBlock(block);
    return response;
  },
  status(status) {
    const response = new orderer.DeliverResponse();
    response.setStatus(status);
    return response;
  },
};

/** A peer's stream of whole blocks. */
export const blockForm: DeliverForm<peer.DeliverResponse> = {
  block(block) {
    const response = new peer.DeliverResponse();
    response.setBlock(block);
    return response;
  },
  status: peerStatus,
};

/** A peer's stream of blocks with private data, of which there is none. */
export const privateForm: DeliverForm<peer.DeliverResponse> = {
  block(block) {
    const whole = new peer.BlockAndPrivateData();
    whole.setBlock(block);
    const response = new peer.DeliverResponse();
    response.setBlockAndPrivateData(whole);
    return response;
  },
  status: peerStatus,
};

/** A peer's stream of ids, codes and names of events. */
export function filteredForm(channel: string): DeliverForm<peer.DeliverResponse> {
  return {
    block(block) {
      const response = new peer.DeliverResponse();
      response.setFilteredBlock(filtered(channel, block));
      return response;
    },
    status: peerStatus,
  };
}

function peerStatus(status: Refusal): peer.DeliverResponse {
  const response = new peer.DeliverResponse();
  response.setStatus(status);
  return response;
}

function filtered(channel: string, block: common.Block): peer.FilteredBlock {
  const codes = codesOf(block);
  const whole = new peer.FilteredBlock();
  whole.setChannelId(channel);
  whole.setNumber(headOf(block).number);
  whole.setFilteredTransactionsList(
    envelopesOf(block).map((bytes, tx) => filteredTransaction(bytes, codes[tx] ?? 254)),
  );
  return whole;
}

function filteredTransaction(bytes: Uint8Array, code: number): peer.FilteredTransaction {
  const whole = new peer.FilteredTransaction();
  whole.setTxValidationCode(codeOf(code));
  try {
    const envelope = openEnvelope(common.Envelope.deserializeBinary(bytes));
    whole.setTxid(envelope.txId);
    whole.setType(typeOf(envelope.type));
    const event = eventIn(envelope);
    if (event === undefined) return whole;
    event.setPayload(new Uint8Array());
    const action = new peer.FilteredChaincodeAction();
    action.setChaincodeEvent(event);
    const actions = new peer.FilteredTransactionActions();
    actions.addChaincodeActions(action);
    whole.setTransactionActions(actions);
  } catch {
    // A transaction that cannot be read is delivered with its code alone.
  }
  return whole;
}

/** Fabric's validation code of a number; unknown numbers are INVALID_OTHER_REASON. */
export function codeOf(code: number): peer.TxValidationCodeMap[keyof peer.TxValidationCodeMap] {
  return (
    Object.values(peer.TxValidationCode).find((one) => one === code) ??
    peer.TxValidationCode.INVALID_OTHER_REASON
  );
}

function typeOf(type: number): common.HeaderTypeMap[keyof common.HeaderTypeMap] {
  return Object.values(common.HeaderType).find((one) => one === type) ?? common.HeaderType.MESSAGE;
}
