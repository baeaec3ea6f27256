import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = (data: string) => join(data, 'running.json');

/** Notes the process that holds a consortium up, so that `down` finds it. */
export function noteRunning(data: string, pids: readonly number[]): void {
  writeFileSync(file(data), JSON.stringify(pids));
}

/** Forgets it. */
export function forgetRunning(data: string): void {
  rmSync(file(data), { force: true });
}

/** The process ids that were noted and still live; the first is the one that holds the others. */
export function runningPids(data: string): number[] {
  if (!existsSync(file(data))) return [];
  const noted: unknown = JSON.parse(readFileSync(file(data), 'utf8'));
  return Array.isArray(noted) ? noted.filter((pid) => typeof pid === 'number' && isAlive(pid)) : [];
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
