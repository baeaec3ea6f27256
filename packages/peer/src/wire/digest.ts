import { createHash } from 'node:crypto';

/** SHA-256 over the concatenation of the parts. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Whether two byte strings are the same. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}

/** Compares strings by their UTF-8 bytes, the order of Fabric's keys and namespaces. */
export function byteOrder(left: string, right: string): number {
  if (left === right) return 0;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
