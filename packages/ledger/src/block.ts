import { createHash } from 'node:crypto';

import { common, ledger, msp, peer } from '@hyperledger/fabric-protos';

import { LedgerError } from './ledger-error.ts';

/** One key that a transaction changed in a book; `value` is null where it deleted the key. */
export interface Write {
  readonly book: string;
  readonly key: string;
  readonly value: string | null;
}

/** One transaction of a block; `writes` is empty unless `code` is VALID. */
export interface CommittedTransaction {
  readonly txId: string;
  /** 'VALID' or the name of Fabric's validation code. */
  readonly code: string;
  /** MSP id of the organisation that submitted it. */
  readonly org: string;
  readonly writes: readonly Write[];
}

/** A block as this member's peer committed it; configuration blocks count and hold no transactions. */
export interface CommittedBlock {
  readonly number: number;
  /** Hex SHA-256 of the DER form of the block header. */
  readonly hash: string;
  readonly previousHash: string;
  /** Hex; chains validation flags and state changes; empty in the first block. */
  readonly commitHash: string;
  readonly transactions: readonly CommittedTransaction[];
  /** The whole block as protobuf bytes. */
  bytes(): Uint8Array;
}

const CODES = new Map<number, string>(
  Object.entries(peer.TxValidationCode).map(([name, code]) => [code, name]),
);

/** The name of a validation code, as Fabric writes it. */
export function codeName(code: number): string {
  return CODES.get(code) ?? `CODE_${code}`;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function der(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(tag, content.length), content]);
}

function derInteger(value: number): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return der(0x02, (bytes[0] ?? 0) > 0x7f ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** Fabric's block hash: SHA-256 of the DER SEQUENCE of number, previous hash and data hash. */
export function headerHash(header: common.BlockHeader): string {
  const content = Buffer.concat([
    derInteger(header.getNumber()),
    der(0x04, header.getPreviousHash_asU8()),
    der(0x04, header.getDataHash_asU8()),
  ]);
  return createHash('sha256').update(der(0x30, content)).digest('hex');
}

/** Lifecycle and other system chaincodes, whose values are no member's book. */
function isBook(namespace: string): boolean {
  return /^[a-z]/.test(namespace) && namespace !== 'lscc';
}

function writesOf(transaction: peer.Transaction): Write[] {
  return transaction.getActionsList().flatMap((action) => {
    const set = readWriteSet(action);
    return set.flatMap(({ namespace, changes }) =>
      isBook(namespace)
        ? changes.getWritesList().map((write) => ({
            book: namespace,
            key: write.getKey(),
            value: write.getIsDelete() ? null : Buffer.from(write.getValue_asU8()).toString('utf8'),
          }))
        : [],
    );
  });
}

/** The read and write sets of an action, by namespace. */
export function readWriteSet(
  action: peer.TransactionAction,
): { namespace: string; changes: ledger.rwset.kvrwset.KVRWSet }[] {
  const payload = peer.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const response = peer.ProposalResponsePayload.deserializeBinary(
    payload.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array(),
  );
  const result = peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  return ledger.rwset.TxReadWriteSet.deserializeBinary(result.getResults_asU8())
    .getNsRwsetList()
    .map((set) => ({
      namespace: set.getNamespace(),
      changes: ledger.rwset.kvrwset.KVRWSet.deserializeBinary(set.getRwset_asU8()),
    }));
}

function decodeTransaction(bytes: Uint8Array, code: string): CommittedTransaction | undefined {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = payload.getHeader();
  const channel = common.ChannelHeader.deserializeBinary(
    header?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  if (channel.getType() !== common.HeaderType.ENDORSER_TRANSACTION) return undefined;
  const signer = common.SignatureHeader.deserializeBinary(
    header?.getSignatureHeader_asU8() ?? new Uint8Array(),
  );
  return {
    txId: channel.getTxId(),
    code,
    org: msp.SerializedIdentity.deserializeBinary(signer.getCreator_asU8()).getMspid(),
    writes:
      code === 'VALID' ? writesOf(peer.Transaction.deserializeBinary(payload.getData_asU8())) : [],
  };
}

/** Decodes what a peer delivers; throws LedgerError 'fork' when the content is not what the header says. */
export function decodeBlock(block: common.Block): CommittedBlock {
  const header = block.getHeader() ?? new common.BlockHeader();
  const envelopes = block.getData()?.getDataList_asU8() ?? [];
  const number = header.getNumber();
  const dataHash = createHash('sha256');
  for (const envelope of envelopes) dataHash.update(envelope);
  if (dataHash.digest('hex') !== hex(header.getDataHash_asU8())) {
    throw new LedgerError('fork', `block ${number} does not hold what its header says`, {
      block: number,
    });
  }
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const flags = metadata[common.BlockMetadataIndex.TRANSACTIONS_FILTER] ?? new Uint8Array();
  const commit = metadata[common.BlockMetadataIndex.COMMIT_HASH] ?? new Uint8Array();
  return {
    number,
    hash: headerHash(header),
    previousHash: hex(header.getPreviousHash_asU8()),
    commitHash: hex(common.Metadata.deserializeBinary(commit).getValue_asU8()),
    transactions: envelopes.flatMap((envelope, index) => {
      const code = codeName(flags[index] ?? peer.TxValidationCode.NOT_VALIDATED);
      try {
        return decodeTransaction(envelope, code) ?? [];
      } catch {
        // Whatever a faulty client had ordered is there for all to see, and delays nothing else.
        return { txId: '', code, org: '', writes: [] };
      }
    }),
    bytes: () => block.serializeBinary(),
  };
}
