import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backup } from './backup.ts';
import { openLog } from './log.ts';
import { scratchFolder } from './scratch-folder.ts';
import { verifyLog } from './verify.ts';

async function faultsOf(folder: string, name: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const finding of verifyLog(folder, name)) found.push(finding);
  return found;
}

describe('a backup', () => {
  it('holds whole groups up to one moment while the logs are being written, and opens as they do', async () => {
    await using folder = await scratchFolder();
    const to = join(folder.path, 'copy');
    const data = join(folder.path, 'data');
    const options = { folder: data, segmentBytes: 2000 };
    await using vault = await openLog({ ...options, name: 'vault' });
    await using journal = await openLog({ ...options, name: 'journal' });
    const stop = new AbortController();
    const writing = (async () => {
      for (let n = 0; !stop.signal.aborted; n += 1) {
        const first = await vault.appendAll([
          { body: Buffer.from(`${n}a`) },
          { body: Buffer.from(`${n}b`) },
        ]);
        await journal.append(Buffer.from(String(first + 1)));
      }
    })();
    while (journal.size < 40) await new Promise(setImmediate);
    const acknowledged = journal.size;
    const [done] = await backup({ folder: data, names: ['journal', 'vault'], to });
    stop.abort();
    await writing;
    for (const name of ['journal', 'vault']) expect(await faultsOf(to, name)).toEqual([]);
    await using vaultCopy = await openLog({ folder: to, name: 'vault' });
    await using journalCopy = await openLog({ folder: to, name: 'journal' });
    expect(done).toEqual([
      { log: 'journal', size: journalCopy.size, head: journalCopy.head },
      { log: 'vault', size: vaultCopy.size, head: vaultCopy.head },
    ]);
    expect(journalCopy.opening).toMatchObject({ state: 'clean', isDerivedAnew: false });
    expect(journalCopy.size).toBeGreaterThanOrEqual(acknowledged);
    expect(vaultCopy.size % 2).toBe(0);
    for await (const { body } of journalCopy.entries())
      expect(Number(body.toString())).toBeLessThan(vaultCopy.size);
    expect(vaultCopy.tree.root()).toEqual(vault.tree.root(vaultCopy.size));
  });

  it('J4.1 is not made of a damaged log, nor over other files', async () => {
    await using folder = await scratchFolder();
    const data = join(folder.path, 'data');
    {
      await using log = await openLog({ folder: data, name: 'vault' });
      for (const body of ['one', 'two']) await log.append(Buffer.from(body));
    }
    const to = join(folder.path, 'copy');
    await expect(backup({ folder: data, names: ['vault'], to: data })).rejects.toMatchObject({
      code: 'not-empty',
    });
    await expect(backup({ folder: data, names: ['journal'], to })).rejects.toMatchObject({
      code: 'absent',
    });
    const file = join(data, 'vault', '00000000.log');
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.indexOf('two') - 62));
    await expect(backup({ folder: data, names: ['vault'], to })).rejects.toMatchObject({
      code: 'damaged',
      log: 'vault',
    });
    bytes.writeUInt8(1, bytes.indexOf('one'));
    await writeFile(file, bytes);
    await expect(backup({ folder: data, names: ['vault'], to })).rejects.toMatchObject({
      code: 'damaged',
      entry: 0,
    });
  });
});
