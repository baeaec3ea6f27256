import { array, assert, asyncProperty, nat, uint8Array } from 'fast-check';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog } from './log.ts';
import { scratchFolder } from './scratch-folder.ts';
import { verifyLog, type Finding } from './verify.ts';

async function findings(folder: string, name: string): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of verifyLog(folder, name)) found.push(finding);
  return found;
}

/** The segment, as a fault names it, that a file of a log is. */
function segmentOf(file: string): number | string {
  return file.endsWith('.log') ? Number(file.slice(0, 8)) : file;
}

async function makeLog(folder: string, bodies: readonly Uint8Array[], segmentBytes: number) {
  await using log = await openLog({ folder, name: 'journal', segmentBytes });
  for (const body of bodies) await log.append(body);
}

async function flip(file: string, at: number, mask: number): Promise<void> {
  const bytes = await readFile(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ mask, at);
  await writeFile(file, bytes);
}

const bodies = ['first', 'second', '', 'fourth'].map((body) => Buffer.from(body));

describe('verifying a log', () => {
  it('J4.1 finds nothing in a whole log, clean or beside its writer', async () => {
    await using folder = await scratchFolder();
    await makeLog(folder.path, bodies, 400);
    expect(await findings(folder.path, 'journal')).toEqual([]);
    await using log = await openLog({ folder: folder.path, name: 'journal', segmentBytes: 400 });
    expect(await findings(folder.path, 'journal')).toEqual([]);
    await log.append(Buffer.from('fifth'));
    expect(await findings(folder.path, 'journal')).toEqual([]);
  });

  it('J4.1 takes nothing for a fault that is being written, rolled or closed meanwhile', async () => {
    await using folder = await scratchFolder();
    const stop = new AbortController();
    await makeLog(folder.path, bodies, 9000);
    const writing = (async () => {
      while (!stop.signal.aborted) {
        await using log = await openLog({
          folder: folder.path,
          name: 'journal',
          segmentBytes: 9000,
        });
        for (let n = 0; n < 20; n += 1)
          await Promise.all([500, 50, 5].map((length) => log.append(Buffer.alloc(length, n))));
      }
    })();
    for (let round = 0; round < 25; round += 1)
      expect(await findings(folder.path, 'journal')).toEqual([]);
    stop.abort();
    await writing;
  });

  it('J4.1 J4.3 names log and segment of every single byte that was changed after a clean stop', async () => {
    await using folder = await scratchFolder();
    await makeLog(folder.path, bodies.slice(0, 2), 300);
    const home = join(folder.path, 'journal');
    const files = await readdir(home);
    expect(files.toSorted()).toEqual(['00000000.log', '00000001.log', 'offsets', 'seal', 'tree']);
    const segments = files.filter((file) => file.endsWith('.log'));
    for (const together of [segments, ['offsets', 'tree'], ['seal']]) {
      const sizes = new Map<string, number>();
      for (const file of together) sizes.set(file, (await readFile(join(home, file))).byteLength);
      const longest = Math.max(...sizes.values());
      // Every bit of a seal is tried in log-seal.test.ts.
      for (let at = 0; at < longest; at += together.includes('seal') ? 23 : 1) {
        const changed = together.filter((file) => at < (sizes.get(file) ?? 0));
        for (const file of changed) await flip(join(home, file), at, 1 << (at % 8));
        const found = await findings(folder.path, 'journal');
        const named = found.map((finding) => 'what' in finding && finding.segment);
        for (const file of changed) expect(named, `${file} byte ${at}`).toContain(segmentOf(file));
        for (const file of changed) await flip(join(home, file), at, 1 << (at % 8));
      }
    }
    expect(await findings(folder.path, 'journal')).toEqual([]);
  });

  it('J4.1 names every segment of several changes at random places', async () => {
    await assert(
      asyncProperty(
        array(uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 12 }),
        array(nat(), { minLength: 1, maxLength: 3 }),
        nat(7),
        async (entries, places, bit) => {
          await using folder = await scratchFolder();
          await makeLog(folder.path, entries, 500);
          const home = join(folder.path, 'journal');
          const files = (await readdir(home)).filter((file) => file.endsWith('.log'));
          const changed = new Set<string>();
          for (const place of places) {
            const file = files[place % files.length] ?? '';
            if (changed.has(file)) continue;
            changed.add(file);
            const size = (await readFile(join(home, file))).byteLength;
            await flip(join(home, file), Math.floor(place / files.length) % size, 1 << bit);
          }
          const found = await findings(folder.path, 'journal');
          const named = new Set(found.map((finding) => 'what' in finding && finding.segment));
          for (const file of changed) expect([...named]).toContain(segmentOf(file));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('J4.1 names the entry, and each of several', async () => {
    await using folder = await scratchFolder();
    const many = Array.from({ length: 10 }, (_, n) => Buffer.from(`body of ${n}`));
    await makeLog(folder.path, many, 4000);
    const file = join(folder.path, 'journal', '00000000.log');
    const bytes = await readFile(file);
    await flip(file, bytes.indexOf('body of 3'), 4);
    await flip(file, bytes.indexOf('body of 7'), 4);
    const found = await findings(folder.path, 'journal');
    expect(found.map((finding) => 'what' in finding && [finding.segment, finding.entry])).toEqual([
      [0, 3],
      [0, 7],
    ]);
  });

  it('J4.1 finds a segment or seal of another log, a missing, a shortened and an added one', async () => {
    await using folder = await scratchFolder();
    await makeLog(folder.path, [...bodies, ...bodies], 400);
    const home = join(folder.path, 'journal');
    const last = (await readdir(home)).findLast((file) => file.endsWith('.log')) ?? '';
    const tried = async (change: (copy: string) => Promise<void>): Promise<unknown[]> => {
      await using copy = await scratchFolder();
      await cp(home, join(copy.path, 'journal'), { recursive: true });
      await change(join(copy.path, 'journal'));
      return (await findings(copy.path, 'journal')).map(
        (finding) => 'what' in finding && finding.segment,
      );
    };
    expect(await tried((copy) => rm(join(copy, '00000000.log')))).toContain(0);
    expect(await tried((copy) => rm(join(copy, '00000001.log')))).toContain(1);
    expect(await tried((copy) => rm(join(copy, last)))).toContain(segmentOf(last));
    expect(await tried((copy) => rm(join(copy, 'tree')))).toEqual(['tree']);
    expect(
      await tried((copy) => cp(join(copy, '00000000.log'), join(copy, '00000001.log'))),
    ).toContain(1);
    const added = `0000000${Number(last.slice(0, 8)) + 1}.log`;
    expect(await tried((copy) => cp(join(copy, last), join(copy, added)))).toContain(
      segmentOf(added),
    );
    const shortened = await tried(async (copy) => {
      const bytes = await readFile(join(copy, last));
      // Exactly the last entry is gone: what is left is a sound log, and only the seal knows.
      await writeFile(join(copy, last), bytes.subarray(0, -(94 + Buffer.byteLength('fourth'))));
    });
    expect(shortened).toEqual([segmentOf(last)]);
    const renamed = async (copy: string): Promise<void> =>
      cp(copy, join(copy, '..', 'vault'), { recursive: true });
    await using other = await scratchFolder();
    await cp(home, join(other.path, 'journal'), { recursive: true });
    await renamed(join(other.path, 'journal'));
    expect((await findings(other.path, 'vault')).length).toBeGreaterThan(0);
  });
});
