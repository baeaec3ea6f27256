import { common } from '@hyperledger/fabric-protos';
import { PeerError } from '../error.ts';
import { sha256 } from './digest.ts';

/** The parts of a block that its hash chain binds. */
export interface BlockHead {
  readonly number: number;
  readonly previousHash: Buffer;
  readonly dataHash: Buffer;
}

const { BlockMetadataIndex } = common;

/** A block without metadata over the given envelopes (serialised). */
export function newBlock(
  number: number,
  previousHash: Uint8Array,
  envelopes: readonly Uint8Array[],
): common.Block {
  const header = new common.BlockHeader();
  header.setNumber(number);
  header.setPreviousHash(previousHash);
  header.setDataHash(sha256(...envelopes));
  const data = new common.BlockData();
  data.setDataList([...envelopes]);
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList(Object.keys(BlockMetadataIndex).map(() => new Uint8Array()));
  const block = new common.Block();
  block.setHeader(header);
  block.setData(data);
  block.setMetadata(metadata);
  return block;
}

/** Reads a serialised block; anything that is not one is a `form` fault. */
export function readBlock(bytes: Uint8Array): common.Block {
  try {
    return common.Block.deserializeBinary(bytes);
  } catch (cause) {
    throw new PeerError('form', 'the bytes are not a block', { cause });
  }
}

/** Number and hashes of a block. */
export function headOf(block: common.Block): BlockHead {
  const header = block.getHeader();
  if (header === undefined) throw new PeerError('form', 'the block has no header');
  return {
    number: header.getNumber(),
    previousHash: Buffer.from(header.getPreviousHash_asU8()),
    dataHash: Buffer.from(header.getDataHash_asU8()),
  };
}

/** Fabric's header bytes: DER SEQUENCE of number, previous hash and data hash. */
export function headerBytes(head: BlockHead): Buffer {
  const body = Buffer.concat([
    der(0x02, integer(head.number)),
    der(0x04, head.previousHash),
    der(0x04, head.dataHash),
  ]);
  return der(0x30, body);
}

/** The hash that the next block carries as its previous hash. */
export function headerHash(head: BlockHead): Buffer {
  return sha256(headerBytes(head));
}

/** The serialised envelopes of a block, in order. */
export function envelopesOf(block: common.Block): Uint8Array[] {
  return block.getData()?.getDataList_asU8() ?? [];
}

/** One metadata field of a block; empty when absent. */
export function metadataOf(
  block: common.Block,
  index: common.BlockMetadataIndexMap[keyof common.BlockMetadataIndexMap],
): Uint8Array {
  return block.getMetadata()?.getMetadataList_asU8()[index] ?? new Uint8Array();
}

/** Sets one metadata field, filling the fields before it. */
export function setMetadata(
  block: common.Block,
  index: common.BlockMetadataIndexMap[keyof common.BlockMetadataIndexMap],
  value: Uint8Array,
): void {
  const metadata = block.getMetadata() ?? new common.BlockMetadata();
  const fields = metadata.getMetadataList_asU8();
  while (fields.length < Object.keys(BlockMetadataIndex).length) fields.push(new Uint8Array());
  fields[index] = value;
  metadata.setMetadataList(fields);
  block.setMetadata(metadata);
}

/** The validation code of each transaction of a committed block. */
export function codesOf(block: common.Block): Uint8Array {
  return metadataOf(block, BlockMetadataIndex.TRANSACTIONS_FILTER);
}

/** The commit hash that a peer wrote into a block; empty in block 0. */
export function commitHashOf(block: common.Block): Buffer {
  const field = metadataOf(block, BlockMetadataIndex.COMMIT_HASH);
  return field.length === 0
    ? Buffer.alloc(0)
    : Buffer.from(common.Metadata.deserializeBinary(field).getValue_asU8());
}

function der(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  if (length < 0x100) return Buffer.concat([Buffer.of(tag, 0x81, length), content]);
  throw new PeerError('form', 'a block header field is too long');
}

function integer(value: number): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}
