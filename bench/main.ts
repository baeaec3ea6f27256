import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReport, type BenchDeps } from './figure.ts';

type Bench = (deps: BenchDeps) => Promise<void>;

const benches = new Map<string, () => Promise<Bench>>([
  ['ledger', async () => (await import('./ledger.ts')).benchLedger],
  ['import', async () => (await import('./import.ts')).benchImport],
  ['exchange', async () => (await import('./exchange.ts')).benchExchange],
  ['pages', async () => (await import('./pages.ts')).benchPages],
]);

/** Runs a bench by its name and gives the exit code: 0 done, 2 unknown name, 70 fault, 130 interrupted. */
async function main(args: readonly string[]): Promise<number> {
  const load = benches.get(args[0] ?? '');
  if (load === undefined || args.length !== 1) {
    process.stderr.write(`Say which bench to run: ${[...benches.keys()].join(', ')}.\n`);
    return 2;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const folder = mkdtempSync(join(tmpdir(), 'careledger-bench-'));
  try {
    const bench = await load();
    await bench({ ...openReport(), folder, signal: stop.signal });
    return 0;
  } catch (error) {
    if (stop.signal.aborted) return 130;
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 70;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
