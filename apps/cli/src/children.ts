import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandEnd, exitCodes } from './output.ts';
import { typescriptFlags } from './typescript-flags.ts';

/** What to run: the sources where Node reads them, else the programs made from them; the sources through tsx where that fails. */
async function commandOf(name: 'orderer' | 'hospital'): Promise<string[]> {
  const source = fileURLToPath(import.meta.resolve(`@careledger/node/${name}`));
  if (typescriptFlags.length === 0) return [source];
  const { nodePrograms } = await import('./node-build.ts');
  try {
    return [join(nodePrograms(), `${name}-main.mjs`)];
  } catch {
    return [...typescriptFlags, source];
  }
}

/** A running part of a consortium: the orderer or one hospital. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Resolves with the exit code or signal when it has ended. */
  readonly ended: Promise<string>;
  /** Asks it to stop cleanly, and kills it after the limit. */
  stop(limitMs?: number): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `entry` as a process of its own, logging to `logFile`; resolves when it says it is ready (its message). */
export async function startChild(options: {
  name: string;
  entry: 'orderer' | 'hospital';
  args: readonly string[];
  logFile: string;
  readyWithinMs: number;
}): Promise<{ child: Child; ready: unknown }> {
  const command = await commandOf(options.entry);
  const log = openSync(options.logFile, 'a', 0o600);
  const spawned = spawn(process.execPath, [...command, ...options.args], {
    stdio: ['ignore', log, log, 'ipc'],
    detached: false,
  });
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    spawned.once('exit', (code, signal) => resolve(signal ?? `code ${code ?? 0}`));
    spawned.once('error', (error) => resolve(error.message));
  });
  const ready = await firstMessage(spawned, ended, options);
  return { child: childOf(options.name, spawned, ended), ready };
}

async function firstMessage(
  spawned: ChildProcess,
  ended: Promise<string>,
  options: { name: string; logFile: string; readyWithinMs: number },
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, options.readyWithinMs, `not ready in ${options.readyWithinMs} ms`);
  });
  const message = new Promise<{ message: unknown }>((resolve) => {
    spawned.once('message', (value) => resolve({ message: value }));
  });
  const first = await Promise.race([message, ended, late]);
  clearTimeout(timer);
  if (typeof first !== 'string') {
    const fault = faultOf(first.message);
    if (fault === undefined) return first.message;
    await ended;
    throw new CommandEnd(exitCodes.usage, fault);
  }
  spawned.kill('SIGKILL');
  const tail = readFileSync(options.logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
  throw new CommandEnd(
    exitCodes.fault,
    `${options.name} did not start (${first}). The end of ${options.logFile}:\n${tail}`,
  );
}

function faultOf(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('fault' in message)) return undefined;
  return String(message.fault);
}

function childOf(name: string, spawned: ChildProcess, ended: Promise<string>): Child {
  return {
    name,
    pid: spawned.pid ?? 0,
    ended,
    kill: (signal) => void spawned.kill(signal),
    async stop(limitMs = 10_000) {
      spawned.kill('SIGTERM');
      const timer = setTimeout(() => spawned.kill('SIGKILL'), limitMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
