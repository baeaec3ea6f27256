import { common, peer } from '@hyperledger/fabric-protos';
import { PeerError } from '../error.ts';
import { sameBytes, sha256 } from '../wire/digest.ts';
import { reading, type OpenEnvelope } from '../wire/envelope.ts';
import { readReadWriteSet, type NamespaceSet } from '../wire/read-write-set.ts';

/** An endorsement and what it signs. */
interface Endorsed {
  readonly endorser: Uint8Array;
  readonly signature: Uint8Array;
}

/** An endorser transaction taken apart. */
export interface OpenTransaction {
  readonly chaincode: string;
  readonly responsePayload: Uint8Array;
  readonly endorsements: readonly Endorsed[];
  readonly sets: readonly NamespaceSet[];
  readonly event: peer.ChaincodeEvent | undefined;
}

/** Fabric's code of a transaction that cannot be taken apart. */
export class TransactionFault extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`validation code ${code}`);
    this.name = 'TransactionFault';
    this.code = code;
  }
}

const { TxValidationCode } = peer;

/** Takes an endorser transaction apart as Fabric's validator does; throws TransactionFault with its code. */
export function openTransaction(envelope: OpenEnvelope): OpenTransaction {
  const { action, input } = wholeAction(envelope);
  const endorsed = action.getAction();
  const responsePayload = endorsed?.getProposalResponsePayload_asU8() ?? new Uint8Array();
  const result = coded(TxValidationCode.BAD_RESPONSE_PAYLOAD, () =>
    peer.ChaincodeAction.deserializeBinary(
      peer.ProposalResponsePayload.deserializeBinary(responsePayload).getExtension_asU8(),
    ),
  );
  const chaincode = coded(
    TxValidationCode.BAD_HEADER_EXTENSION,
    () =>
      peer.ChaincodeHeaderExtension.deserializeBinary(envelope.extension)
        .getChaincodeId()
        ?.getName() ?? '',
  );
  if (!sameInput(input, chaincode)) throw new TransactionFault(TxValidationCode.INVALID_CHAINCODE);
  const id = result.getChaincodeId();
  if (id === undefined) throw new TransactionFault(TxValidationCode.INVALID_OTHER_REASON);
  if (chaincode === '' || id.getName() !== chaincode || id.getVersion() === '')
    throw new TransactionFault(TxValidationCode.INVALID_CHAINCODE);
  return {
    chaincode,
    responsePayload,
    endorsements: (endorsed?.getEndorsementsList() ?? []).map((one) => ({
      endorser: one.getEndorser_asU8(),
      signature: one.getSignature_asU8(),
    })),
    sets: setsOf(result.getResults_asU8()),
    event: eventOf(result, chaincode),
  };
}

/** The event of a transaction, wherever it can be read; used for blocks that are already validated. */
export function eventIn(envelope: OpenEnvelope): peer.ChaincodeEvent | undefined {
  try {
    return openTransaction(envelope).event;
  } catch {
    return undefined;
  }
}

function wholeAction(envelope: OpenEnvelope): {
  action: peer.ChaincodeActionPayload;
  input: Uint8Array;
} {
  return coded(TxValidationCode.INVALID_ENDORSER_TRANSACTION, () => {
    const [first, ...others] = peer.Transaction.deserializeBinary(envelope.data).getActionsList();
    if (first === undefined || others.length > 0)
      throw new PeerError('form', 'a transaction has one action');
    // Fabric allows a header per action; ours is always the one that the creator signed.
    if (!sameBytes(first.getHeader_asU8(), envelope.signatureHeader))
      throw new PeerError('form', 'the action has a header of its own');
    const action = peer.ChaincodeActionPayload.deserializeBinary(first.getPayload_asU8());
    const proposal = action.getChaincodeProposalPayload_asU8();
    const response = peer.ProposalResponsePayload.deserializeBinary(
      action.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
    );
    const hash = sha256(envelope.channelHeader, envelope.signatureHeader, proposal);
    if (!sameBytes(hash, response.getProposalHash_asU8()))
      throw new PeerError('form', 'proposal hash does not match');
    const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal);
    if (payload.getTransientmapMap().getLength() > 0)
      throw new PeerError('form', 'transient data in a transaction');
    return { action, input: payload.getInput_asU8() };
  });
}

function sameInput(input: Uint8Array, chaincode: string): boolean {
  return coded(
    TxValidationCode.INVALID_CHAINCODE,
    () =>
      peer.ChaincodeInvocationSpec.deserializeBinary(input)
        .getChaincodeSpec()
        ?.getChaincodeId()
        ?.getName() === chaincode,
  );
}

function setsOf(results: Uint8Array): NamespaceSet[] {
  try {
    return readReadWriteSet(results);
  } catch (cause) {
    const isLimit = cause instanceof PeerError && cause.code === 'limit';
    throw new TransactionFault(
      isLimit ? TxValidationCode.ILLEGAL_WRITESET : TxValidationCode.BAD_RWSET,
    );
  }
}

function eventOf(result: peer.ChaincodeAction, chaincode: string): peer.ChaincodeEvent | undefined {
  const bytes = result.getEvents_asU8();
  if (bytes.length === 0) return undefined;
  return coded(TxValidationCode.INVALID_OTHER_REASON, () => {
    const event = peer.ChaincodeEvent.deserializeBinary(bytes);
    if (event.getChaincodeId() !== chaincode)
      throw new PeerError('form', 'the event is of another chaincode');
    return event;
  });
}

function coded<T>(code: number, read: () => T): T {
  try {
    return reading('transaction', read);
  } catch {
    throw new TransactionFault(code);
  }
}

/** The type of an envelope that holds an endorser transaction. */
export const endorserTransaction = common.HeaderType.ENDORSER_TRANSACTION;
