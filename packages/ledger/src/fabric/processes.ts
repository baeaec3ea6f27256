import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { FabricError } from './fabric-error.ts';

/** A program with its arguments and the variables that it gets beside PATH. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 30_000;
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** Runs a program to its end and returns what it printed; throws FabricError 'command-failed'. */
export async function run(
  command: Command,
  options: { timeoutMs?: number; signal?: AbortSignal | undefined } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      command.file,
      [...command.args],
      {
        env: { PATH: process.env['PATH'] ?? '', ...command.env },
        timeout: options.timeoutMs ?? 60_000,
        maxBuffer: OUTPUT_LIMIT,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve(`${stdout}${stderr}`);
          return;
        }
        const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-5).join(' | ');
        const words = [basename(command.file), ...command.args.slice(0, 3)].join(' ');
        reject(new FabricError('command-failed', `${words} failed: ${said}`, { cause: error }));
      },
    );
  });
}

/** Starts a program that goes on running, in a process group of its own, writing to `log`. */
export function start(command: Command, log: string): ChildProcess {
  mkdirSync(dirname(log), { recursive: true });
  const out = openSync(log, 'a');
  try {
    const child = spawn(command.file, [...command.args], {
      env: { PATH: process.env['PATH'] ?? '', ...command.env },
      stdio: ['ignore', out, out],
      detached: true,
    });
    child.unref();
    return child;
  } finally {
    closeSync(out);
  }
}

/** Ends the processes whose numbers it is told when its owner closes it or dies by any cause. */
export interface Guard {
  watch(pid: number): void;
  release(): void;
}

const GUARD = `pids=""
while read -r line; do
  if [ "$line" = done ]; then exit 0; fi
  pids="$pids $line"
done
kill $pids 2>/dev/null
sleep 3
kill -9 $pids 2>/dev/null`;

/** Starts a guard whose life hangs on a pipe from this process. */
export function openGuard(): Guard {
  const child = spawn('/bin/sh', ['-c', GUARD], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  child.unref();
  const stdin = child.stdin;
  // The guard may be gone already when its owner closes; that is no fault.
  stdin.on('error', () => undefined);
  return {
    watch: (pid) => void stdin.write(`${pid}\n`),
    release: () => void stdin.end('done\n'),
  };
}

/** When the process `pid` started, in the system's own words; undefined when it does not run. */
export function startOf(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** Ends a process that started at `started`: asks, waits up to `graceMs`, then kills. */
export async function stop(pid: number, started: string, graceMs = 5_000): Promise<void> {
  const same = () => startOf(pid) === started;
  const signal = (name: NodeJS.Signals) => {
    try {
      if (same()) process.kill(pid, name);
    } catch {
      // It ended between the look and the signal.
    }
  };
  signal('SIGTERM');
  for (let waited = 0; same() && waited < graceMs; waited += 25) await delay(25);
  signal('SIGKILL');
  for (let waited = 0; same() && waited < 2_000; waited += 25) await delay(25);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.setTimeout(1_000, () => socket.destroy(new Error('timeout')));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Waits until something listens on a loopback port; 'not-ready' after `timeoutMs` or when `child` ends. */
export async function untilListening(
  port: number,
  options: {
    what: string;
    child: ChildProcess;
    timeoutMs?: number;
    signal?: AbortSignal | undefined;
  },
): Promise<void> {
  const until = performance.now() + (options.timeoutMs ?? 30_000);
  while (!(await answers(port))) {
    options.signal?.throwIfAborted();
    if (options.child.exitCode !== null || options.child.signalCode !== null) {
      throw new FabricError('not-ready', `${options.what} ended at once: see its log`);
    }
    if (performance.now() > until) {
      throw new FabricError(
        'not-ready',
        `${options.what} does not listen on port ${port}: see its log`,
      );
    }
    await delay(30);
  }
}

/** Throws 'port-in-use' that names the first of these loopback ports that something listens on, and still does a second later: who just ended may need a moment. */
export async function demandFree(ports: readonly number[]): Promise<void> {
  const until = performance.now() + 1_000;
  for (;;) {
    const taken = await Promise.all(ports.map(answers));
    const port = ports[taken.indexOf(true)];
    if (port === undefined) return;
    if (performance.now() > until)
      throw new FabricError('port-in-use', `port ${port} is in use: choose another --port-base`);
    await delay(50);
  }
}

/** Tries again what can fail while a network is starting, for half a minute. */
export async function patiently(
  signal: AbortSignal | undefined,
  attempt: () => Promise<void>,
): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (let pauseMs = 100; ; pauseMs *= 2) {
    try {
      await attempt();
      return;
    } catch (error) {
      signal?.throwIfAborted();
      if (performance.now() + pauseMs > until) throw error;
    }
    await delay(pauseMs, undefined, signal === undefined ? {} : { signal });
  }
}
