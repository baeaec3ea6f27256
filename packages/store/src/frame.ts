import { crc32 } from 'node:zlib';
import { digest } from './digest.ts';

/*
 * A frame: mark 4, body length 4, index 6, rest 4, ahead 4, crc of these 22 bytes 4,
 * crc of leaf and body 4, leaf 32, body, chain hash 32. The chain hash is SHA-256 over the 32 bytes
 * before the frame (the chain hash of its predecessor) and the frame up to the body's end.
 */
const MARK = 0x434c4631;
const AT = { length: 4, index: 8, rest: 14, ahead: 18, headCrc: 22, crc: 26, leaf: 30, body: 62 };

/** Bytes of a chain hash, which stand before every frame. */
export const CHAIN_BYTES = 32;
/** Bytes of a frame before its body. */
export const FRAME_HEAD = AT.body;
/** The longest body that an entry may have. */
export const MAX_BODY = 64 * 1024 * 1024;

/** What a frame says before its leaf and body. */
export interface FrameHead {
  readonly length: number;
  readonly index: number;
  /** Entries of the same group that follow this one; the group counts when all are there. */
  readonly rest: number;
  /** Entries of the same write before this one: all earlier ones were on disk when it was written. */
  readonly ahead: number;
}

/** Bytes of a frame whose body has `length` bytes. */
export function frameBytes(length: number): number {
  return FRAME_HEAD + length + CHAIN_BYTES;
}

/** Writes a frame at `at`, where the 32 bytes before are the chain hash so far, and returns its end. */
export function writeFrame(
  into: Buffer,
  at: number,
  entry: FrameHead & { readonly leaf: Buffer; readonly body: Uint8Array },
): number {
  into.writeUInt32BE(MARK, at);
  into.writeUInt32BE(entry.length, at + AT.length);
  into.writeUIntBE(entry.index, at + AT.index, 6);
  into.writeUInt32BE(entry.rest, at + AT.rest);
  into.writeUInt32BE(entry.ahead, at + AT.ahead);
  into.writeUInt32BE(crc32(into.subarray(at, at + AT.headCrc)), at + AT.headCrc);
  entry.leaf.copy(into, at + AT.leaf);
  into.set(entry.body, at + AT.body);
  const end = at + AT.body + entry.length;
  into.writeUInt32BE(crc32(into.subarray(at + AT.leaf, end)), at + AT.crc);
  digest(into.subarray(at - CHAIN_BYTES, end)).copy(into, end);
  return end + CHAIN_BYTES;
}

/** The head of the frame at `at`, or undefined where there is none. */
export function readHead(bytes: Buffer, at: number): FrameHead | undefined {
  if (bytes.byteLength < at + FRAME_HEAD || bytes.readUInt32BE(at) !== MARK) return undefined;
  if (bytes.readUInt32BE(at + AT.headCrc) !== crc32(bytes.subarray(at, at + AT.headCrc)))
    return undefined;
  return {
    length: bytes.readUInt32BE(at + AT.length),
    index: bytes.readUIntBE(at + AT.index, 6),
    rest: bytes.readUInt32BE(at + AT.rest),
    ahead: bytes.readUInt32BE(at + AT.ahead),
  };
}

/** Whether leaf and body of the frame at `at` match their checksum. */
export function isWhole(bytes: Buffer, at: number, length: number): boolean {
  const end = at + AT.body + length;
  return bytes.readUInt32BE(at + AT.crc) === crc32(bytes.subarray(at + AT.leaf, end));
}

/** Whether the frame at `at` continues the chain hash in the 32 bytes before it. */
export function isChained(bytes: Buffer, at: number, length: number): boolean {
  const end = at + AT.body + length;
  return digest(bytes.subarray(at - CHAIN_BYTES, end)).equals(chainOf(bytes, at, length));
}

/** The leaf commitment of the frame at `at`. */
export function leafOf(bytes: Buffer, at: number): Buffer {
  return bytes.subarray(at + AT.leaf, at + AT.body);
}

/** The body of the frame at `at`. */
export function bodyOf(bytes: Buffer, at: number, length: number): Buffer {
  return bytes.subarray(at + AT.body, at + AT.body + length);
}

/** The chain hash of the frame at `at`. */
export function chainOf(bytes: Buffer, at: number, length: number): Buffer {
  const end = at + AT.body + length;
  return bytes.subarray(end, end + CHAIN_BYTES);
}

/** Where the next mark of a frame may begin at or after `from`, or −1. */
export function nextMark(bytes: Buffer, from: number): number {
  return bytes.indexOf('CLF1', from, 'latin1');
}
