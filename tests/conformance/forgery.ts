import type { Envelope } from '@careledger/ledger';
import { loadSigner } from '@careledger/keys';
import { common, gateway, ledger, msp, peer } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { createHash, randomBytes } from 'node:crypto';

import type { SigningIdentity } from './engine.ts';

/** What a tampered endorser claims that a contract wrote. */
export interface Claimed {
  readonly channel: string;
  readonly book: string;
  readonly fn: string;
  readonly writes: readonly { readonly key: string; readonly value: string }[];
}

const SUCCESS = 200;
const VERSION = '1';

/**
 * An envelope as made by whoever holds an endorser's key and runs whatever he likes: well formed,
 * signed by endorser and client, for writes that no contract computed.
 */
export function forge(claimed: Claimed, by: SigningIdentity, endorser: SigningIdentity): Envelope {
  const nonce = randomBytes(24);
  const creator = serialized(by);
  const txId = createHash('sha256').update(nonce).update(creator).digest('hex');
  const header = headerOf(claimed, { txId, nonce, creator });
  const proposalPayload = new peer.ChaincodeProposalPayload();
  proposalPayload.setInput(invocationOf(claimed).serializeBinary());
  const response = responseOf(claimed, {
    proposalHash: createHash('sha256')
      .update(header.getChannelHeader_asU8())
      .update(header.getSignatureHeader_asU8())
      .update(proposalPayload.serializeBinary())
      .digest(),
  });

  const endorsement = new peer.Endorsement();
  endorsement.setEndorser(serialized(endorser));
  endorsement.setSignature(
    loadSigner(endorser.keyPem).sign(Buffer.concat([response, serialized(endorser)])),
  );
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(response);
  endorsed.setEndorsementsList([endorsement]);
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposalPayload.serializeBinary());
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(header.getSignatureHeader_asU8());
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);

  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(loadSigner(by.keyPem).sign(envelope.getPayload_asU8()));
  const prepared = new gateway.PreparedTransaction();
  prepared.setTransactionId(txId);
  prepared.setEnvelope(envelope);
  return { txId, at: 0, bytes: prepared.serializeBinary() };
}

function serialized({ mspId, certPem }: SigningIdentity): Uint8Array {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certPem));
  return identity.serializeBinary();
}

function chaincodeId(book: string): peer.ChaincodeID {
  const id = new peer.ChaincodeID();
  id.setName(book);
  id.setVersion(VERSION);
  return id;
}

function headerOf(
  { channel, book }: Claimed,
  { txId, nonce, creator }: { txId: string; nonce: Uint8Array; creator: Uint8Array },
): common.Header {
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincodeId(book));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(txId);
  channelHeader.setTimestamp(timestamps.Timestamp.fromDate(new Date()));
  channelHeader.setExtension$(extension.serializeBinary());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
}

function invocationOf({ book, fn }: Claimed): peer.ChaincodeInvocationSpec {
  const input = new peer.ChaincodeInput();
  input.setArgsList([Buffer.from(fn)]);
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(chaincodeId(book));
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  return invocation;
}

function responseOf(
  { book, writes }: Claimed,
  { proposalHash }: { proposalHash: Uint8Array },
): Uint8Array {
  const changes = new ledger.rwset.kvrwset.KVRWSet();
  changes.setWritesList(
    writes.map(({ key, value }) => {
      const write = new ledger.rwset.kvrwset.KVWrite();
      write.setKey(key);
      write.setValue(Buffer.from(value));
      return write;
    }),
  );
  const inBook = new ledger.rwset.NsReadWriteSet();
  inBook.setNamespace(book);
  inBook.setRwset(changes.serializeBinary());
  const set = new ledger.rwset.TxReadWriteSet();
  set.setDataModel(ledger.rwset.TxReadWriteSet.DataModel.KV);
  set.setNsRwsetList([inBook]);
  const result = new peer.Response();
  result.setStatus(SUCCESS);
  const action = new peer.ChaincodeAction();
  action.setResults(set.serializeBinary());
  action.setResponse(result);
  action.setChaincodeId(chaincodeId(book));
  const response = new peer.ProposalResponsePayload();
  response.setProposalHash(proposalHash);
  response.setExtension$(action.serializeBinary());
  return response.serializeBinary();
}
