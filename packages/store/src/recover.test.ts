import { cp, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog, type Log } from './log.ts';
import { scratchFolder } from './scratch-folder.ts';
import { verifyLog, type Finding } from './verify.ts';

const NAME = 'registry';
const SEGMENT = '00000000.log';

async function findings(folder: string): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of verifyLog(folder, NAME)) found.push(finding);
  return found;
}

/** What a killed process leaves: `writes` are appended one after the other, each with its groups. */
async function crashed(
  to: string,
  writes: readonly (readonly string[])[][],
  segmentBytes = 1 << 20,
) {
  await using folder = await scratchFolder();
  await using log = await openLog({ folder: folder.path, name: NAME, segmentBytes });
  for (const groups of writes)
    await Promise.all(
      groups.map((group) => log.appendAll(group.map((body) => ({ body: Buffer.from(body) })))),
    );
  await cp(join(folder.path, NAME), join(to, NAME), { recursive: true });
}

async function bodiesOf(folder: string): Promise<string[]> {
  await using log = await openLog({ folder, name: NAME });
  return await bodiesFrom(log, 0);
}

async function bodiesFrom(log: Log, from: number): Promise<string[]> {
  const found: string[] = [];
  for await (const { body } of log.entries(from)) found.push(body.toString());
  return found;
}

async function again(original: string, act: (copy: string, file: string) => Promise<void>) {
  await using copy = await scratchFolder();
  await cp(join(original, NAME), join(copy.path, NAME), { recursive: true });
  await act(copy.path, join(copy.path, NAME, SEGMENT));
}

describe('a log after a crash', () => {
  it('R7.1 holds whole groups only, wherever the last write was cut off', async () => {
    await using folder = await scratchFolder();
    await crashed(folder.path, [[['a']], [['b', 'c', 'd'], ['e'], ['f', 'g']]]);
    const whole = await readFile(join(folder.path, NAME, SEGMENT));
    const firstWrite = 160 + 95;
    const possible = ['a', 'abcd', 'abcde', 'abcdefg'];
    for (let length = firstWrite; length <= whole.byteLength; length += 11)
      await again(folder.path, async (copy, file) => {
        await truncate(file, length);
        const bodies = await bodiesOf(copy);
        expect(possible).toContain(bodies.join(''));
        const expected = possible.findLast((some) => 160 + some.length * 95 <= length);
        expect(bodies.join('')).toBe(expected);
      });
  });

  it('J4.3 reports an incomplete last group as unfinished and no fault, cuts it off, and goes on', async () => {
    await using folder = await scratchFolder();
    await crashed(folder.path, [[['a']], [['b', 'c']]]);
    const file = join(folder.path, NAME, SEGMENT);
    const { byteLength } = await readFile(file);
    await truncate(file, byteLength - 10);
    const unfinished = { log: NAME, segment: 0, entry: 1, bytes: 2 * 95 - 10 };
    expect(await findings(folder.path)).toEqual([{ unfinished }]);
    {
      await using log = await openLog({ folder: folder.path, name: NAME });
      expect(log.opening).toEqual({ state: 'crashed', unfinished, isDerivedAnew: false });
      expect(await log.append(Buffer.from('d'))).toBe(1);
    }
    expect(await findings(folder.path)).toEqual([]);
    expect(await bodiesOf(folder.path)).toEqual(['a', 'd']);
  });

  it('J4.1 refuses every changed byte of what was acknowledged, also of the last entry', async () => {
    await using folder = await scratchFolder();
    await crashed(folder.path, [[['one']], [['two']]]);
    const file = join(folder.path, NAME, SEGMENT);
    const bytes = await readFile(file);
    for (let at = 0; at < bytes.byteLength; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(at) ^ (1 << (at % 8)), at);
      await writeFile(file, changed);
      await expect(bodiesOf(folder.path), `byte ${at}`).rejects.toMatchObject({
        code: 'damaged',
        log: NAME,
        segment: 0,
      });
    }
    await writeFile(file, bytes);
    expect(await bodiesOf(folder.path)).toEqual(['one', 'two']);
  });

  it('J4.1 tells a sector that never reached the disk in the last write from one lost before it', async () => {
    await using folder = await scratchFolder();
    const long = (digit: string): string => digit.repeat(700);
    await crashed(folder.path, [[[long('1')]], [[long('2')], [long('3')], [long('4')]]]);
    const hole = (from: number) => async (copy: string, file: string) => {
      const bytes = await readFile(file);
      const sector = Math.ceil(from / 512) * 512;
      await writeFile(file, bytes.fill(0, sector, sector + 512));
      const found = await findings(copy);
      const opened = await bodiesOf(copy).catch((error: unknown) => error);
      return { found, opened };
    };
    const second = 160 + 794;
    await again(folder.path, async (copy, file) => {
      const { found, opened } = await hole(second)(copy, file);
      expect(found).toMatchObject([{ unfinished: { entry: 1 } }]);
      expect(opened).toEqual([long('1')]);
    });
    await again(folder.path, async (copy, file) => {
      const { found, opened } = await hole(200)(copy, file);
      expect(found).toMatchObject([{ log: NAME, segment: 0, entry: 0 }]);
      expect(opened).toMatchObject({ code: 'damaged', segment: 0, entry: 0 });
    });
  });

  it('makes the derived files anew when they are gone or wrong, over several segments', async () => {
    await using folder = await scratchFolder();
    const writes = Array.from({ length: 20 }, (_, n) => [[`entry ${n}`, `and ${n}`]]);
    await crashed(folder.path, writes, 600);
    expect((await readdir(join(folder.path, NAME))).length).toBeGreaterThan(6);
    const expected = writes.flat(2);
    for (const side of ['tree', 'offsets'])
      await again(folder.path, async (copy) => {
        await writeFile(join(copy, NAME, side), Buffer.alloc(20));
        await using log = await openLog({ folder: copy, name: NAME, segmentBytes: 600 });
        expect(log.opening).toMatchObject({ state: 'crashed', isDerivedAnew: true });
        for (const [index, body] of expected.entries())
          expect((await log.read(index)).toString()).toBe(body);
      });
    await again(folder.path, async (copy) => {
      await using log = await openLog({ folder: copy, name: NAME, segmentBytes: 600 });
      expect(log.opening).toMatchObject({ state: 'crashed', isDerivedAnew: false });
      for (const [index, body] of expected.entries())
        expect((await log.read(index)).toString()).toBe(body);
    });
  });

  it('finds entries though the table of their places is wrong, and verify names it', async () => {
    await using folder = await scratchFolder();
    const writes = Array.from({ length: 12 }, (_, n) => [[`entry ${n}`]]);
    await crashed(folder.path, writes, 600);
    for (const side of ['offsets', 'tree'])
      await again(folder.path, async (copy) => {
        const bytes = await readFile(join(copy, NAME, side));
        bytes.writeUInt8(bytes.readUInt8(5) ^ 16, 5);
        await writeFile(join(copy, NAME, side), bytes);
        expect(await findings(copy)).toMatchObject([{ log: NAME, segment: side }]);
        await using log = await openLog({ folder: copy, name: NAME, segmentBytes: 600 });
        for (const [index, [group]] of writes.entries())
          expect((await log.read(index)).toString()).toBe(group?.[0]);
        expect((await bodiesFrom(log, 1)).length).toBe(11);
      });
  });

  it('J4.1 checks every entry that is read, and names its place', async () => {
    await using folder = await scratchFolder();
    await using log = await openLog({ folder: folder.path, name: NAME });
    for (const body of ['one', 'two', 'three']) await log.append(Buffer.from(body));
    const file = join(folder.path, NAME, SEGMENT);
    const bytes = await readFile(file);
    const place = bytes.indexOf('two');
    bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
    await writeFile(file, bytes);
    expect(await log.read(0)).toEqual(Buffer.from('one'));
    await expect(log.read(1)).rejects.toMatchObject({ code: 'damaged', segment: 0, entry: 1 });
    const all = async (): Promise<void> => {
      for await (const entry of log.entries()) expect(entry.index).toBe(0);
    };
    await expect(all()).rejects.toMatchObject({ code: 'damaged', segment: 0, entry: 1 });
  });

  it('E6 refuses a newer format with a sentence that says what to do', async () => {
    await using folder = await scratchFolder();
    await crashed(folder.path, [[['a']]]);
    const file = join(folder.path, NAME, SEGMENT);
    const { readHeader, writeHeader } = await import('./segment-header.ts');
    const bytes = await readFile(file);
    const header = readHeader(bytes);
    if (typeof header === 'string') throw new Error(header);
    await writeFile(
      file,
      Buffer.concat([writeHeader({ ...header, version: 2 }), bytes.subarray(160)]),
    );
    await expect(openLog({ folder: folder.path, name: NAME })).rejects.toMatchObject({
      code: 'newer-format',
      message: expect.stringContaining('start that one, or a later one'),
    });
  });
});
