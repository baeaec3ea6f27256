import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of bytes, by OpenSSL: logs hash every entry several times. */
export function digest(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** SHA-256 of a whole file, or of its first `length` bytes, as hex. */
export async function digestOfFile(path: string, length?: number): Promise<string> {
  const hasher = createHash('sha256');
  if (length === 0) return hasher.digest('hex');
  const options = length === undefined ? {} : { end: length - 1 };
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, ...options }))
    hasher.update(chunk);
  return hasher.digest('hex');
}
