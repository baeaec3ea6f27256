import { createHmac } from 'node:crypto';
import { mkdir, open as openFile, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { newKey, open, seal } from '@careledger/keys';
import { canonical, utf8, type Hex, type Json } from '@careledger/proof';
import type { Hospital } from '../hospital.ts';

/** Reading copies as files beside the logs: sealed, in no log and in no backup, so that what is erased is gone. */
export interface CopyFiles {
  /** On disk when it resolves. */
  keep(id: Hex, content: Json): Promise<void>;
  /** The content, or undefined where there is none that opens. */
  read(id: Hex): Promise<Json | undefined>;
  /** Overwrites the key, then deletes; resolves when the file is gone. */
  erase(id: Hex): Promise<void>;
}

const KEY_BYTES = 32;

/** Opens the folder of reading copies; each file begins with a key of its own, wrapped by the node's master key. */
export function openCopyFiles({
  folder,
  masterKey,
}: Pick<Hospital, 'folder' | 'masterKey'>): CopyFiles {
  const home = join(folder, 'copies');
  const wrapping = Buffer.from(masterKey.derive('careledger-copies-v1'));
  const pathOf = (id: Hex) => join(home, `${nameOf(wrapping, id)}.copy`);
  return {
    async keep(id, content) {
      await mkdir(home, { recursive: true, mode: 0o700 });
      const key = newKey();
      const wrapped = seal(wrapping, key, utf8(id));
      const sealed = seal(key, utf8(canonical(content)), utf8(id));
      const path = pathOf(id);
      const file = await openFile(`${path}.new`, 'w', 0o600);
      try {
        await file.write(Buffer.concat([wrapped, sealed]));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
    },
    async read(id) {
      try {
        const bytes = await readFile(pathOf(id));
        const size = sealedSize(KEY_BYTES);
        const key = open(wrapping, bytes.subarray(0, size), utf8(id));
        const text = open(key, bytes.subarray(size), utf8(id)).toString('utf8');
        const content: Json = JSON.parse(text);
        return content;
      } catch {
        return undefined;
      }
    },
    async erase(id) {
      const path = pathOf(id);
      if ((await stat(path).catch(() => undefined)) === undefined) return;
      const file = await openFile(path, 'r+');
      try {
        await file.write(Buffer.alloc(sealedSize(KEY_BYTES)), 0, sealedSize(KEY_BYTES), 0);
        await file.sync();
      } finally {
        await file.close();
      }
      await rm(path, { force: true });
    },
  };
}

/** Nonce and tag of a sealed text go with it. */
const sealedSize = (bytes: number) => bytes + 12 + 16;

function nameOf(key: Uint8Array, id: Hex): string {
  return createHmac('sha256', key).update(id).digest('hex').slice(0, 40);
}
