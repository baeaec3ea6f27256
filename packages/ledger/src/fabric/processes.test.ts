import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { demandFree, openGuard, run, start, startOf, stop } from './processes.ts';

async function ended(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 8_000; waited += 25) {
    if (startOf(pid) === undefined) return true;
    await delay(25);
  }
  return false;
}

describe('the processes of a network', () => {
  let folder: string;
  const sleeper = () => start({ file: 'sleep', args: ['60'] }, join(folder, 'log')).pid ?? 0;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'processes-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('E4 are ended by number and start: a later process with the same number is left alone', async () => {
    const pid = sleeper();
    await stop(pid, 'another start', 100);
    expect(startOf(pid)).toBeDefined();
    await stop(pid, startOf(pid) ?? '');
    expect(startOf(pid)).toBeUndefined();
  });

  it('E4 are killed when they do not end by themselves', async () => {
    const file = process.execPath;
    const args = ['-e', 'process.on("SIGTERM",()=>{}); console.log("up"); setInterval(()=>{},1e3)'];
    const pid = start({ file, args }, join(folder, 'stubborn')).pid ?? 0;
    while (!readFileSync(join(folder, 'stubborn'), 'utf8').includes('up')) await delay(20);
    await stop(pid, startOf(pid) ?? '', 100);
    expect(startOf(pid)).toBeUndefined();
  });

  it('E4 end with the process that started them, even when that is killed', async () => {
    const pid = sleeper();
    const owner = `
      const { openGuard } = await import(${JSON.stringify(new URL('processes.ts', import.meta.url).href)});
      openGuard().watch(${pid});
      console.log('watching');
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', owner], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGKILL');
    expect(await ended(pid)).toBe(true);
  });

  it('E4 outlive a guard that was released', async () => {
    const pid = sleeper();
    const guard = openGuard();
    guard.watch(pid);
    guard.release();
    await delay(200);
    const started = startOf(pid);
    expect(started).toBeDefined();
    await stop(pid, started ?? '');
  });

  it('E5 name a port that is taken, and a command that failed with what it said', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(demandFree([port])).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining(String(port)),
    });
    server.close();
    await expect(run({ file: 'sh', args: ['-c', 'echo why; exit 3'] })).rejects.toMatchObject({
      code: 'command-failed',
      message: expect.stringContaining('why'),
    });
  });
});
