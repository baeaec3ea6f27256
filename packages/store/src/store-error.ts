/** The closed set of reasons for which the store refuses or stops. */
export type StoreCode =
  | 'absent'
  | 'closed'
  | 'damaged'
  | 'failed'
  | 'io'
  | 'locked'
  | 'newer-format'
  | 'no-space'
  | 'not-empty'
  | 'queue-full'
  | 'too-large'
  | 'unusable';

/** Where a fault lies: log, segment (a number, or the name of a side file) and entry, as far as known. */
export interface StorePlace {
  readonly log?: string;
  readonly segment?: number | string;
  readonly entry?: number;
  readonly pid?: number;
}

/** Every failure of this package: a closed code, a sentence that says what to do, and the place as fields. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreCode;
  readonly log: string | undefined;
  readonly segment: number | string | undefined;
  readonly entry: number | undefined;
  readonly pid: number | undefined;

  constructor(code: StoreCode, message: string, place: StorePlace = {}, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
    this.log = place.log;
    this.segment = place.segment;
    this.entry = place.entry;
    this.pid = place.pid;
  }
}

/** The operating system's code of an error ('ENOENT', …), or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What the disk answered as a StoreError: 'no-space' when it is full, otherwise 'io'; others unchanged. */
export function diskError(log: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StoreError(
      'no-space',
      `the disk that holds log ${log} is full (${code}): nothing of this write is acknowledged; free space and try again`,
      { log },
      error,
    );
  return new StoreError(
    'io',
    `the disk that holds log ${log} failed (${code ?? 'unknown'}): nothing of this is acknowledged; check disk and permissions, and open the log again`,
    { log },
    error,
  );
}
