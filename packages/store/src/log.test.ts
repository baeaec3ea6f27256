import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineDisk, type Disk } from './disk.ts';
import { openLog, type Log } from './log.ts';
import type { Entry } from './log-reader.ts';
import { scratchFolder } from './scratch-folder.ts';

const text = (value: string): Buffer => Buffer.from(value, 'utf8');

async function all(log: Log, from?: number): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of log.entries(from)) entries.push(entry);
  return entries;
}

interface Faults {
  onWrite?: () => void;
  onSync?: () => void;
  onNew?: (path: string) => void;
  onOpen?: (path: string) => void;
}

/** The disk of this machine, which fails when it is told to. */
function failingDisk(faults: Faults): Disk {
  return {
    ...machineDisk,
    async writeNew(path, bytes) {
      faults.onNew?.(path);
      await machineDisk.writeNew(path, bytes);
    },
    async openFile(path) {
      faults.onOpen?.(path);
      const file = await machineDisk.openFile(path);
      return {
        ...file,
        async write(bytes, at) {
          if (faults.onWrite !== undefined)
            await file.write(bytes.subarray(0, bytes.length / 2), at);
          faults.onWrite?.();
          await file.write(bytes, at);
        },
        async sync() {
          faults.onSync?.();
          await file.sync();
        },
      };
    },
  };
}

function fail(code: string): () => never {
  return () => {
    throw Object.assign(new Error(code), { code });
  };
}

describe('a log', () => {
  it('J1 gives back what it acknowledged, in order, over segments and reopening', async () => {
    await using folder = await scratchFolder();
    const options = { folder: folder.path, name: 'journal', segmentBytes: 1000 };
    const bodies = Array.from({ length: 60 }, (_, n) => text(`entry ${n} ${'x'.repeat(n * 3)}`));
    const leaf = 'ab'.repeat(32);
    let head: string;
    let root: string;
    {
      await using log = await openLog(options);
      expect(log.opening.state).toBe('new');
      for (const [index, body] of bodies.entries())
        expect(await log.append(body, index === 5 ? leaf : undefined)).toBe(index);
      ({ head } = log);
      root = log.tree.root().toString('hex');
    }
    expect((await readdir(join(folder.path, 'journal'))).length).toBeGreaterThan(6);
    await using log = await openLog(options);
    expect(log.opening).toEqual({ state: 'clean', unfinished: undefined, isDerivedAnew: false });
    expect(log.size).toBe(60);
    expect(log.head).toBe(head);
    expect(log.tree.root().toString('hex')).toBe(root);
    expect((await all(log)).map(({ body }) => body.toString())).toEqual(bodies.map(String));
    expect((await all(log, 57)).map(({ index }) => index)).toEqual([57, 58, 59]);
    for (const [index, body] of bodies.entries()) expect(await log.read(index)).toEqual(body);
    expect((await log.entry(5)).leaf).toBe(leaf);
  });

  it('J1 acknowledges only after the sync, and appends of one time share it', async () => {
    await using folder = await scratchFolder();
    let syncs = 0;
    let settled = 0;
    const settledAtSync: number[] = [];
    const disk = failingDisk({
      onSync: () => {
        syncs += 1;
        settledAtSync.push(settled);
      },
    });
    await using log = await openLog({ folder: folder.path, name: 'journal' }, { disk });
    syncs = 0;
    settledAtSync.length = 0;
    await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        await log.append(text(`entry ${n}`));
        settled += 1;
      }),
    );
    expect(syncs).toBe(1);
    expect(settledAtSync).toEqual([0]);
    expect(settled).toBe(100);
  });

  it('J1 counts nothing that the full disk refused, and goes on when there is space', async () => {
    await using folder = await scratchFolder();
    const faults: Faults = {};
    const log = await openLog(
      { folder: folder.path, name: 'vault' },
      { disk: failingDisk(faults) },
    );
    await log.append(text('one'));
    faults.onWrite = fail('ENOSPC');
    await expect(log.append(text('two'))).rejects.toMatchObject({ code: 'no-space', log: 'vault' });
    expect(log.size).toBe(1);
    delete faults.onWrite;
    expect(await log.append(text('three'))).toBe(1);
    await log.close();
    await using again = await openLog({ folder: folder.path, name: 'vault' });
    expect((await all(again)).map(({ body }) => body.toString())).toEqual(['one', 'three']);
  });

  it('J1 takes nothing more after a failed sync until it is opened again', async () => {
    await using folder = await scratchFolder();
    const faults: Faults = {};
    const log = await openLog(
      { folder: folder.path, name: 'vault' },
      { disk: failingDisk(faults) },
    );
    await log.append(text('one'));
    faults.onSync = fail('EIO');
    await expect(log.append(text('two'))).rejects.toMatchObject({ code: 'io' });
    delete faults.onSync;
    await expect(log.append(text('three'))).rejects.toMatchObject({ code: 'failed' });
    expect(await log.read(0)).toEqual(text('one'));
    await log.close();
    await using again = await openLog({ folder: folder.path, name: 'vault' });
    expect(again.opening.state).toBe('crashed');
    expect(again.size).toBe(1);
    expect(await again.append(text('three'))).toBe(1);
  });

  it.each(['onNew', 'onOpen'] as const)(
    'J1 stays whole when the next segment cannot be made (%s)',
    async (moment) => {
      await using folder = await scratchFolder();
      const faults: Faults = {};
      const options = { folder: folder.path, name: 'vault', segmentBytes: 470 };
      const log = await openLog(options, { disk: failingDisk(faults) });
      await log.append(Buffer.alloc(100, 1));
      faults[moment] = fail('ENOSPC');
      await expect(log.append(Buffer.alloc(100, 2))).rejects.toMatchObject({ code: 'no-space' });
      expect(await log.append(Buffer.alloc(10, 3))).toBe(1);
      delete faults[moment];
      expect(await log.append(Buffer.alloc(100, 4))).toBe(2);
      await log.close();
      await using again = await openLog(options);
      expect(again.opening.state).toBe('clean');
      expect((await all(again)).map(({ body }) => body[0])).toEqual([1, 3, 4]);
      expect(await readdir(join(folder.path, 'vault'))).toHaveLength(5);
    },
  );

  it('refuses what would not fit into its queue, and says so', async () => {
    await using folder = await scratchFolder();
    await using log = await openLog({ folder: folder.path, name: 'vault', queueBytes: 1000 });
    const first = log.append(Buffer.alloc(600));
    await expect(log.append(Buffer.alloc(600))).rejects.toMatchObject({ code: 'queue-full' });
    expect(await first).toBe(0);
    expect(await log.append(Buffer.alloc(5000))).toBe(1);
  });

  it('names its refusals: absent entry, closed log, empty group, wrong leaf, unusable name', async () => {
    await using folder = await scratchFolder();
    const log = await openLog({ folder: folder.path, name: 'vault' });
    await expect(log.read(0)).rejects.toMatchObject({ code: 'absent' });
    await expect(log.appendAll([])).rejects.toMatchObject({ code: 'unusable' });
    await expect(log.append(text('x'), 'AB')).rejects.toMatchObject({ code: 'unusable' });
    await log.close();
    await expect(log.append(text('x'))).rejects.toMatchObject({ code: 'closed' });
    await expect(openLog({ folder: folder.path, name: '../x' })).rejects.toMatchObject({
      code: 'unusable',
    });
  });

  it('shows entries that are written while it is read', async () => {
    await using folder = await scratchFolder();
    await using log = await openLog({ folder: folder.path, name: 'journal', segmentBytes: 500 });
    await log.append(text('0'));
    const seen: number[] = [];
    for await (const { index } of log.entries()) {
      seen.push(index);
      if (index < 20) await log.append(text(String(index + 1)));
    }
    expect(seen).toEqual(Array.from({ length: 21 }, (_, n) => n));
  });
});
