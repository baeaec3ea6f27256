import { crc32 } from 'node:zlib';
import { digest } from './digest.ts';

/** Bytes of a segment's header; its form is frozen for all versions of what follows it. */
export const HEADER_BYTES = 160;
/** The version of the frames that this release writes, and the newest that it reads. */
export const FORMAT_VERSION = 1;

const MAGIC = Buffer.from('CARELOG\n', 'latin1');
const AT = { version: 8, segment: 12, first: 16, nameLength: 22, name: 23, root: 54, previous: 86 };
const AT_CRC = 124;
const AT_CHAIN = 128;

/** What a segment says about itself and everything before it. */
export interface SegmentHeader {
  readonly version: number;
  readonly name: string;
  readonly segment: number;
  /** Index of its first entry. */
  readonly first: number;
  /** Root of the RFC 9162 tree over the entries before it. */
  readonly root: Buffer;
  /** SHA-256 of the whole segment before it; zeros in the first. */
  readonly previous: Buffer;
  /** Chain hash of the entry before it. */
  readonly chain: Buffer;
}

/** A name that a log may have. */
export const LOG_NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** The chain hash that stands before a log's first entry: it binds the log's name. */
export function chainStart(name: string): Buffer {
  return digest(Buffer.from(`careledger-log-v1\n${name}`, 'utf8'));
}

/** The header as bytes, its chain hash last, where the first frame's predecessor is looked for. */
export function writeHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt32BE(header.version, AT.version);
  bytes.writeUInt32BE(header.segment, AT.segment);
  bytes.writeUIntBE(header.first, AT.first, 6);
  bytes.writeUInt8(header.name.length, AT.nameLength);
  bytes.write(header.name, AT.name, 'latin1');
  header.root.copy(bytes, AT.root);
  header.previous.copy(bytes, AT.previous);
  header.chain.copy(bytes, AT_CHAIN);
  bytes.writeUInt32BE(checksum(bytes), AT_CRC);
  return bytes;
}

/** The header that the bytes hold, or a sentence on what is wrong with them. */
export function readHeader(bytes: Buffer): SegmentHeader | string {
  if (bytes.byteLength < HEADER_BYTES) return 'the header is incomplete';
  if (!bytes.subarray(0, MAGIC.byteLength).equals(MAGIC)) return 'this is not a segment of a log';
  if (bytes.readUInt32BE(AT_CRC) !== checksum(bytes))
    return 'the header does not match its checksum';
  const nameLength = Math.min(bytes.readUInt8(AT.nameLength), AT.root - AT.name);
  return {
    version: bytes.readUInt32BE(AT.version),
    name: bytes.toString('latin1', AT.name, AT.name + nameLength),
    segment: bytes.readUInt32BE(AT.segment),
    first: bytes.readUIntBE(AT.first, 6),
    root: Buffer.from(bytes.subarray(AT.root, AT.previous)),
    previous: Buffer.from(bytes.subarray(AT.previous, AT.previous + 32)),
    chain: Buffer.from(bytes.subarray(AT_CHAIN, HEADER_BYTES)),
  };
}

function checksum(bytes: Buffer): number {
  return crc32(bytes.subarray(AT_CHAIN, HEADER_BYTES), crc32(bytes.subarray(0, AT_CRC)));
}

/** The sentence that refuses a format which a newer release wrote. */
export function newerFormat(what: string, version: number, known: number): string {
  return `${what} has format version ${version}, and this release reads up to ${known}: it was written by a newer release; start that one, or a later one`;
}
