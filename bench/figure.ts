import { cpus, totalmem } from 'node:os';

/** What a figure was measured under; sizes and counts that change it. */
export type Settings = Readonly<Record<string, string | number>>;

/** Takes what a bench measured and what it is doing. */
export interface Report {
  /** One figure, as one JSON line on standard output. */
  readonly figure: (figure: string, value: number, unit: string, settings: Settings) => void;
  /** What is being done now, on standard error. */
  readonly progress: (sentence: string) => void;
}

/** What a bench is given: where to write (deleted afterwards), when to give up, whom to tell. */
export interface BenchDeps extends Report {
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** A report to this process's own streams. */
export function openReport(): Report {
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memory: totalmem(),
    node: process.version,
  };
  return {
    figure(figure, value, unit, settings) {
      const rounded = Number(value.toPrecision(4));
      const line = { ok: true, figure, value: rounded, unit, machine, settings };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    },
    progress: (sentence) => void process.stderr.write(`${sentence}\n`),
  };
}
