import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { childFlags } from './child-flags.fixture.ts';
import { lockFolder } from './lock.ts';
import { scratchFolder } from './scratch-folder.ts';

const holder = fileURLToPath(new URL('./lock-holder.fixture.ts', import.meta.url));

describe('the lock of a data folder', () => {
  it('E8.3 admits one owner at a time, and the next when it is given free', async () => {
    await using folder = await scratchFolder();
    const lock = await lockFolder(folder.path);
    await expect(lockFolder(folder.path)).rejects.toMatchObject({
      code: 'locked',
      pid: process.pid,
    });
    await lock.release();
    await lock.release();
    await using second = await lockFolder(folder.path);
    await expect(lockFolder(folder.path)).rejects.toMatchObject({ code: 'locked' });
    expect(second).toBeDefined();
  });

  it('E8.3 names the process that has it, and outlives no kill -9 of that process', async () => {
    await using folder = await scratchFolder();
    const child = spawn(process.execPath, [...childFlags(), holder, folder.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 20_000,
    });
    await once(child.stdout, 'data');
    await expect(lockFolder(folder.path)).rejects.toMatchObject({
      code: 'locked',
      pid: child.pid,
      message: expect.stringContaining(`process ${child.pid}`),
    });
    child.kill('SIGKILL');
    await once(child, 'close');
    await using lock = await lockFolder(folder.path);
    expect(lock).toBeDefined();
  });

  it('says what to do with a lock file that is none', async () => {
    await using folder = await scratchFolder();
    await writeFile(join(folder.path, 'lock'), 'x'.repeat(5000));
    await expect(lockFolder(folder.path)).rejects.toMatchObject({
      code: 'unusable',
      message: expect.stringContaining('remove the file "lock"'),
    });
  });
});
