import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** An orderer or a peer in a process of its own, to be killed. */
export interface Child {
  readonly process: ChildProcess;
  /** Ends it with SIGKILL and waits until it is gone. */
  kill(): Promise<void>;
}

/** What the process opens; certificates and keys as PEM. */
export type ChildTask =
  | { readonly kind: 'orderer'; readonly options: object }
  | { readonly kind: 'peer'; readonly options: object };

/** Starts a child and waits until it serves; it ends when this process does. */
export async function startChild(task: ChildTask): Promise<Child> {
  const script = fileURLToPath(new URL('./child-process.ts', import.meta.url));
  const child = spawn(process.execPath, [...flags(), script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(task)}\n`);
  const ready = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  await Promise.race([ready, gone]);
  if (child.exitCode !== null) throw new Error(`the ${task.kind} ended with ${child.exitCode}`);
  return {
    process: child,
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function flags(): string[] {
  if ('typescript' in process.features && process.features.typescript) return [];
  const runner = createRequire(import.meta.url).resolve('tsx');
  return ['--import', pathToFileURL(runner).href];
}
