import { hkdfSync } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fromBase64url } from '@careledger/proof';
import { KeysError } from './keys-error.ts';
import { newKey } from './seal.ts';

/** A node's master key: what every wrapped key hangs on. Each epoch has its own key, so that destroying an old one destroys what only it opened. */
export interface MasterKey {
  /** The epoch that wraps now, and its key. */
  readonly current: { readonly epoch: number; readonly key: Buffer };
  /** Epochs whose keys exist, ascending. */
  readonly epochs: readonly number[];
  /** The key of an epoch; `KeysError` 'no-epoch' where it is unknown or destroyed. */
  key(epoch: number): Buffer;
  /** Begins a new epoch, on disk before it returns its number. */
  advance(): number;
  /** Destroys an epoch that is not the current one, on disk before it returns; `KeysError` 'no-epoch' otherwise. */
  destroy(epoch: number): void;
  /** 32 bytes for a purpose (HKDF-SHA-256), the same in every epoch: for what can be made again from the logs. */
  derive(label: string): Buffer;
}

type Content = { root: Buffer; epochs: Map<number, Buffer> };

/**
 * The master key in a file that its owner alone can read (mode 0600), made first if absent and `create`.
 * Throws `KeysError` 'no-master-key' where it is absent, 'master-key' where it is malformed or open to others.
 */
export function openMasterKey(file: string, { create = false } = {}): MasterKey {
  const content = read(file) ?? (create ? createIn(file) : undefined);
  if (content === undefined) throw new KeysError('no-master-key', 'there is no master key');
  const { root, epochs } = content;

  const key = (epoch: number): Buffer => {
    const found = epochs.get(epoch);
    if (found === undefined) throw new KeysError('no-epoch', `no key of epoch ${epoch}`);
    return found;
  };
  const newest = (): number => Math.max(...epochs.keys());
  const keep = (): void => write(file, content, (written) => renameSync(written, file));

  return {
    get current() {
      const epoch = newest();
      return { epoch, key: key(epoch) };
    },
    get epochs() {
      return [...epochs.keys()].toSorted((a, b) => a - b);
    },
    key,
    advance() {
      const epoch = newest() + 1;
      epochs.set(epoch, newKey());
      keep();
      return epoch;
    },
    destroy(epoch) {
      const destroyed = key(epoch);
      if (epoch === newest()) throw new KeysError('no-epoch', 'the current epoch stays');
      epochs.delete(epoch);
      keep();
      destroyed.fill(0);
    },
    derive: (label) =>
      Buffer.from(hkdfSync('sha256', root, '', `careledger-derive-v1\n${label}`, 32)),
  };
}

function createIn(file: string): Content {
  const content = { root: newKey(), epochs: new Map([[1, newKey()]]) };
  // link() refuses to replace a master key that appeared meanwhile.
  write(file, content, (written) => linkSync(written, file));
  return content;
}

function write(file: string, content: Content, settle: (written: string) => void): void {
  const epochs = [...content.epochs].map(([epoch, key]) => ({ epoch, key: textOf(key) }));
  const text = JSON.stringify({ v: 1, root: textOf(content.root), epochs });
  const written = `${file}.new`;
  rmSync(written, { force: true });
  const handle = openSync(written, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  settle(written);
  rmSync(written, { force: true });
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function read(file: string): Content | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (process.platform !== 'win32' && (stat.mode & 0o077) !== 0)
    throw new KeysError('master-key', 'others can read the master key: set its mode to 0600');
  try {
    return contentOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new KeysError('master-key', 'the file is not a master key', { cause });
  }
}

function contentOf(value: unknown): Content {
  const root = fieldOf(value, 'root');
  const list = fieldOf(value, 'epochs');
  if (fieldOf(value, 'v') !== 1 || !Array.isArray(list) || list.length === 0)
    throw new KeysError('master-key', 'not version 1');
  const epochs = new Map<number, Buffer>();
  for (const item of list) {
    const epoch = fieldOf(item, 'epoch');
    if (typeof epoch !== 'number' || !Number.isSafeInteger(epoch) || epochs.has(epoch))
      throw new KeysError('master-key', 'an epoch is a whole number');
    epochs.set(epoch, keyFrom(fieldOf(item, 'key')));
  }
  return { root: keyFrom(root), epochs };
}

function fieldOf(value: unknown, name: string): unknown {
  return new Map<string, unknown>(Object.entries(value ?? {})).get(name);
}

function keyFrom(text: unknown): Buffer {
  const key = typeof text === 'string' ? Buffer.from(fromBase64url(text)) : Buffer.alloc(0);
  if (key.length !== 32) throw new KeysError('master-key', 'a key has 32 bytes');
  return key;
}

function textOf(key: Buffer): string {
  return key.toString('base64url');
}
