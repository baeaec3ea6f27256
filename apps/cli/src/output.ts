/** Exit codes as scripts rely on them (docs/COMMANDS). */
export const exitCodes = {
  done: 0,
  usage: 2,
  untrue: 3,
  refused: 4,
  unreachable: 5,
  conflict: 6,
  missingProgram: 69,
  fault: 70,
} as const;

/** An end of a command that is not success: a sentence for the person and an exit code for the script. */
export class CommandEnd extends Error {
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandEnd';
    this.exitCode = exitCode;
  }
}

/** Where a command speaks: rows to standard output, prose and progress to standard error. */
export interface Output {
  readonly json: boolean;
  /** One row: a JSON line with `--json`, else the given sentence. */
  row(row: object, sentence?: string): void;
  /** Prose for people, on standard error with `--json`; silent with `--quiet`. */
  say(sentence: string): void;
  /** A line that is rewritten in place on a terminal; silent elsewhere. */
  progress(sentence: string): void;
}

/** Opens the output for the flags of a command line. */
export function openOutput(flags: { json?: boolean; quiet?: boolean }): Output {
  const json = flags.json === true;
  const live = process.stderr.isTTY && flags.quiet !== true;
  return {
    json,
    row(row, sentence) {
      process.stdout.write(`${json ? JSON.stringify(row) : (sentence ?? plain(row))}\n`);
    },
    say(sentence) {
      if (flags.quiet === true) return;
      (json ? process.stderr : process.stdout).write(`${sentence}\n`);
    },
    progress(sentence) {
      if (live) process.stderr.write(`\r\u001b[K${sentence}`);
    },
  };
}

function plain(row: object): string {
  return Object.entries(row)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('  ');
}
