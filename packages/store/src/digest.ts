import { createHash, hash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** SHA-256 of bytes, by OpenSSL: logs hash every entry several times. */
export function digest(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

/** SHA-256 of a whole file, or of its first `length` bytes, as hex. */
export async function digestOfFile(path: string, length?: number): Promise<string> {
  const hasher = createHash('sha256');
  await feedFile(path, (bytes) => hasher.update(bytes), length);
  return hasher.digest('hex');
}

const CHUNK = 1 << 20;

/** Hands the bytes of a file, or its first `length`, to `take`, which does not keep them. */
export async function feedFile(
  path: string,
  take: (bytes: Buffer) => void,
  length = Infinity,
): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const end = Math.min(size, length);
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK, end));
    for (let at = 0; at < end;) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, end - at), at);
      if (bytesRead === 0) break;
      take(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}
