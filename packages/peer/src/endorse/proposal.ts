import { common, peer } from '@hyperledger/fabric-protos';
import { inForce, type Members } from '../channel/members.ts';
import { PeerError } from '../error.ts';
import { sha256 } from '../wire/digest.ts';
import { openHeader, reading, txIdOf, type OpenHeader } from '../wire/envelope.ts';

/** A proposal taken apart, its signature not yet checked. */
export interface OpenProposal {
  readonly signed: peer.SignedProposal;
  readonly header: OpenHeader;
  readonly chaincode: string;
  readonly input: peer.ChaincodeInput;
  readonly hasTransient: boolean;
  /** The proposal's payload without transient data, as it enters the transaction. */
  readonly publicPayload: Uint8Array;
  readonly hash: Buffer;
}

const { ENDORSER_TRANSACTION } = common.HeaderType;

/** Takes a signed proposal apart; anything missing or unreadable is a `form` fault. */
export function openProposal(signed: peer.SignedProposal): OpenProposal {
  return reading('proposal', () => {
    const bytes = signed.getProposalBytes_asU8();
    if (bytes.length === 0) throw new PeerError('form', 'a signed proposal is required');
    const proposal = peer.Proposal.deserializeBinary(bytes);
    const header = openHeader(common.Header.deserializeBinary(proposal.getHeader_asU8()));
    const extension = peer.ChaincodeHeaderExtension.deserializeBinary(header.extension);
    const chaincode = extension.getChaincodeId()?.getName() ?? '';
    if (chaincode === '') throw new PeerError('form', 'the header names no chaincode');
    const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
    const spec = peer.ChaincodeInvocationSpec.deserializeBinary(
      payload.getInput_asU8(),
    ).getChaincodeSpec();
    const input = spec?.getInput();
    if (spec === undefined || input === undefined)
      throw new PeerError('form', 'the proposal holds no input of a chaincode');
    // A contract that asks for the outer name reads it from here: both places must agree.
    if (spec.getChaincodeId()?.getName() !== chaincode)
      throw new PeerError('form', 'header and payload name different chaincodes');
    const publicPayload = withoutTransient(payload);
    return {
      signed,
      header,
      chaincode,
      input,
      hasTransient: payload.getTransientmapMap().getLength() > 0,
      publicPayload,
      hash: sha256(header.channelHeader, header.signatureHeader, publicPayload),
    };
  });
}

/**
 * Checks what an endorser must: type, epoch, channel, timestamp, transaction id, that the creator is a
 * member in force at this time, and the signature. Throws with Fabric's words.
 */
export function checkProposal(
  { header, signed }: OpenProposal,
  channel: string,
  members: Members,
  now: number,
): void {
  if (header.type !== ENDORSER_TRANSACTION)
    throw new PeerError('form', `invalid header type ${header.type}`);
  if (header.epoch !== 0) throw new PeerError('form', 'epoch is non-zero');
  if (header.at === undefined) throw new PeerError('form', 'the timestamp is missing');
  if (header.nonce.length === 0) throw new PeerError('form', 'nonce is empty');
  if (header.creator.length === 0) throw new PeerError('form', 'creator is empty');
  const expected = txIdOf(header.nonce, header.creator);
  if (header.txId !== expected)
    throw new PeerError(
      'form',
      `incorrectly computed txid '${header.txId}' -- expected '${expected}'`,
    );
  const creator = members.identify(header.creator);
  if (creator === undefined)
    throw new PeerError(
      'identity',
      `access denied: channel [${channel}] creator org unknown, creator is malformed`,
    );
  const isGood =
    inForce(creator, now) &&
    creator.verify(signed.getProposalBytes_asU8(), signed.getSignature_asU8());
  if (!isGood)
    throw new PeerError(
      'signature',
      `access denied: channel [${channel}] creator org [${creator.mspId}]`,
    );
}

function withoutTransient(payload: peer.ChaincodeProposalPayload): Uint8Array {
  const bare = new peer.ChaincodeProposalPayload();
  bare.setInput(payload.getInput_asU8());
  return bare.serializeBinary();
}
