import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  FORMAT_VERSION,
  HEADER_BYTES,
  newerFormat,
  readHeader,
  type SegmentHeader,
} from './segment-header.ts';
import { StoreError } from './store-error.ts';

/** One segment of a log on disk: its file, its bytes now, and its header or what is wrong with it. */
export interface SegmentFile {
  readonly number: number;
  readonly path: string;
  readonly bytes: number;
  readonly header: SegmentHeader | string;
}

/** A segment whose header is sound. */
export interface Segment {
  readonly number: number;
  readonly path: string;
  readonly bytes: number;
  readonly header: SegmentHeader;
}

const FILE_NAME = /^(\d{8})\.log$/;

/** Where a segment lies in its log's folder. */
export function segmentPath(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(8, '0')}.log`);
}

/** The segments of a log in order, whatever their state. */
export async function listSegments(folder: string, name: string): Promise<SegmentFile[]> {
  const numbers = (await readdir(folder))
    .map((file) => FILE_NAME.exec(file)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .toSorted((left, right) => left - right);
  const files: SegmentFile[] = [];
  for (const number of numbers) files.push(await readSegment(folder, name, number));
  return files;
}

async function readSegment(folder: string, name: string, number: number): Promise<SegmentFile> {
  const path = segmentPath(folder, number);
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, HEADER_BYTES, 0);
    const header = readHeader(bytes.subarray(0, bytesRead));
    return { number, path, bytes: size, header: headerFault(header, name, number) ?? header };
  } finally {
    await handle.close();
  }
}

function headerFault(header: SegmentHeader | string, name: string, number: number) {
  if (typeof header === 'string') return undefined;
  if (header.version > FORMAT_VERSION)
    throw new StoreError(
      'newer-format',
      newerFormat(`log ${name}`, header.version, FORMAT_VERSION),
      {
        log: name,
        segment: number,
      },
    );
  if (header.name !== name) return `it is a segment of log ${header.name}`;
  if (header.segment !== number) return `it is segment ${header.segment} of its log`;
  return undefined;
}

/** The segments with sound headers and none missing between them; StoreError 'damaged' otherwise. */
export function soundSegments(files: readonly SegmentFile[], name: string): Segment[] {
  return files.map((file, position) => {
    const { header, number } = file;
    if (number !== position) throw damaged(name, position, undefined, 'the segment is missing');
    if (typeof header === 'string') throw damaged(name, number, undefined, header);
    return { ...file, header };
  });
}

/** The error that names a damaged place and says what to do. */
export function damaged(
  log: string,
  segment: number | string,
  entry: number | undefined,
  what: string,
): StoreError {
  const place = `log ${log}, segment ${segment}${entry === undefined ? '' : `, entry ${entry}`}`;
  return new StoreError(
    'damaged',
    `${place}: ${what}; run verify to see every fault, then put back a backup`,
    entry === undefined ? { log, segment } : { log, segment, entry },
  );
}
