import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digest } from './digest.ts';
import type { Disk } from './disk.ts';
import { newerFormat } from './segment-header.ts';
import { StoreError, systemCode } from './store-error.ts';

const VERSION = 1;
const FILE = 'seal';

/** One segment as a clean stop left it. */
export interface SealedSegment {
  readonly bytes: number;
  readonly sha256: string;
}

/** What a clean stop says of a log: every byte of its files. */
export interface LogSeal {
  readonly log: string;
  readonly size: number;
  readonly head: string;
  readonly root: string;
  readonly segments: readonly SealedSegment[];
  /** Digests of the side files, where they are kept. */
  readonly side: { readonly offsets: string; readonly tree: string } | null;
}

/** Where a log's seal lies. */
export function sealPath(folder: string): string {
  return join(folder, FILE);
}

/** The text of a seal, closed by its own digest. */
export function sealText(seal: LogSeal): string {
  const text = JSON.stringify({
    v: VERSION,
    log: seal.log,
    size: seal.size,
    head: seal.head,
    root: seal.root,
    segments: seal.segments.map(({ bytes, sha256 }) => ({ bytes, sha256 })),
    side: seal.side === null ? null : { offsets: seal.side.offsets, tree: seal.side.tree },
  });
  return `${text}\n${digest(Buffer.from(text, 'utf8')).toString('hex')}\n`;
}

/** Makes a clean stop known, durably. */
export function writeSeal(folder: string, seal: LogSeal, disk: Disk): Promise<void> {
  return disk.writeNew(sealPath(folder), Buffer.from(sealText(seal), 'utf8'));
}

/** The seal of a log, undefined without a clean stop; StoreError 'damaged' where it was changed. */
export async function readSeal(folder: string, log: string): Promise<LogSeal | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(sealPath(folder));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const found = parseSeal(bytes, log);
  if (typeof found !== 'string') return found;
  throw new StoreError(
    'damaged',
    `log ${log}: ${found}; run verify, and put back a backup, or remove the seal if all segments are whole`,
    { log, segment: FILE },
  );
}

/** The seal that the bytes are, to the last bit, or a sentence on what is wrong with them. */
export function parseSeal(bytes: Buffer, log: string): LogSeal | string {
  const text = bytes.toString('utf8');
  const [body = '', sum, end, ...more] = text.split('\n');
  const isWhole =
    Buffer.from(text, 'utf8').equals(bytes) &&
    end === '' &&
    more.length === 0 &&
    sum === digest(Buffer.from(body, 'utf8')).toString('hex');
  if (!isWhole) return 'the seal of its clean stop was changed';
  const value: unknown = JSON.parse(body);
  if (!isRecord(value)) return 'the seal of its clean stop has another form';
  const { v, size, head, root, segments, side } = value;
  if (typeof v === 'number' && v > VERSION)
    throw new StoreError('newer-format', newerFormat(`the seal of log ${log}`, v, VERSION), {
      log,
    });
  if (value['log'] !== log) return 'its seal belongs to another log';
  if (typeof size !== 'number' || typeof head !== 'string' || typeof root !== 'string')
    return 'the seal of its clean stop has another form';
  if (!Array.isArray(segments) || !segments.every(isSealedSegment))
    return 'the seal of its clean stop has another form';
  return { log, size, head, root, segments, side: isSide(side) ? side : null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSealedSegment(value: unknown): value is SealedSegment {
  return (
    isRecord(value) && typeof value['bytes'] === 'number' && typeof value['sha256'] === 'string'
  );
}

function isSide(value: unknown): value is { offsets: string; tree: string } {
  return (
    isRecord(value) && typeof value['offsets'] === 'string' && typeof value['tree'] === 'string'
  );
}
