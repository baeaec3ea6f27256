import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createIndex, openIndex, type Index, type IndexOptions } from './index-file.ts';
import { scratchFolder } from './scratch-folder.ts';

const keyHex = '5a'.repeat(32);

function optionsIn(folder: string): IndexOptions {
  return { file: join(folder, 'index.sqlite'), keyHex, schema: 3 };
}

async function filled(options: IndexOptions): Promise<Index> {
  const index = await createIndex(options);
  index.exec('create table note (id text primary key, body blob, at integer) without rowid');
  const add = index.prepare('insert into note values (?, ?, ?)');
  index.transaction(() => {
    for (let n = 0; n < 300; n += 1) add.run(`note-${n}`, Buffer.from(`canary ${n}`), n);
  });
  return index;
}

async function outcome(options: IndexOptions): Promise<string> {
  const opened = await openIndex(options);
  if (opened.state === 'rebuild') return opened.why;
  await opened.index.close();
  return 'ready';
}

describe('an index', () => {
  it('I3 keeps its rows, encrypted, and is ready after a clean stop', async () => {
    await using folder = await scratchFolder();
    const options = optionsIn(folder.path);
    expect(await outcome(options)).toBe('absent');
    await (await filled(options)).close();
    expect((await readdir(folder.path)).toSorted()).toEqual(['index.sqlite', 'index.sqlite.seal']);
    expect((await readFile(options.file)).includes('canary')).toBe(false);
    const opened = await openIndex(options);
    if (opened.state !== 'ready') throw new Error(opened.why);
    await using index = opened.index;
    const row = { id: 'note-7', body: Buffer.from('canary 7'), at: 7 };
    const one = index.prepare('select * from note where id = ?');
    expect(one.get('note-7')).toEqual(row);
    expect(one.all('note-7')).toEqual([row]);
    expect([...one.iterate('note-7')]).toEqual([row]);
    expect(one.get('no such note')).toBeUndefined();
    expect(index.prepare('delete from note where at < ?').run(5)).toEqual({ changes: 5 });
    expect(index.prepare('update note set at = 0 where id = ? returning id').run('note-9')).toEqual(
      { changes: 1 },
    );
  });

  it('answers each call of a statement for its own values, whatever was read before', async () => {
    await using folder = await scratchFolder();
    await using index = await filled(optionsIn(folder.path));
    const from = index.prepare('select at from note where at >= ? order by at');
    expect(from.all(299)).toEqual([{ at: 299 }]);
    expect(from.get(5)).toEqual({ at: 5 });
    for (const { at } of from.iterate(0)) if (at === 150) break;
    expect(from.get(300)).toBeUndefined();
    expect(from.all(297).length).toBe(3);
    expect(() => from.get()).toThrow('1 values');
    expect(index.prepare('select ? as value').get(Buffer.from('a'))).toEqual({
      value: Buffer.from('a'),
    });
    expect(index.prepare('select ? as value').get(null)).toEqual({ value: null });
    index.exec('drop table note');
  });

  it('undoes a transaction that throws', async () => {
    await using folder = await scratchFolder();
    await using index = await filled(optionsIn(folder.path));
    const work = (): never => {
      index.exec('delete from note');
      throw new Error('no');
    };
    expect(() => index.transaction(work)).toThrow('no');
    expect(index.prepare('select count(*) as count from note').get()).toEqual({ count: 300 });
  });

  it('refuses to bind what would end the process', async () => {
    await using folder = await scratchFolder();
    await using index = await filled(optionsIn(folder.path));
    const values: never[] = JSON.parse('[true]');
    expect(() => index.prepare('select ?').get(...values)).toThrow('boolean');
  });

  it('J4.2 finds every kind of change made while it was stopped, before it is opened', async () => {
    await using folder = await scratchFolder();
    const options = optionsIn(folder.path);
    await (await filled(options)).close();
    const after = async (change: (file: string) => Promise<void>): Promise<string> => {
      await using copy = await scratchFolder();
      await cp(folder.path, copy.path, { recursive: true });
      await change(optionsIn(copy.path).file);
      return await outcome(optionsIn(copy.path));
    };
    const bytes = await readFile(options.file);
    for (let at = 0; at < bytes.byteLength; at += 997)
      expect(
        await after(async (file) => {
          const changed = Buffer.from(bytes);
          changed.writeUInt8(changed.readUInt8(at) ^ (1 << (at % 8)), at);
          await writeFile(file, changed);
        }),
      ).toBe('changed');
    const seal = await readFile(`${options.file}.seal`);
    for (let at = 0; at < seal.byteLength; at += 1)
      expect(
        await after(async (file) => {
          const changed = Buffer.from(seal);
          changed.writeUInt8(changed.readUInt8(at) ^ (1 << (at % 8)), at);
          await writeFile(`${file}.seal`, changed);
        }),
      ).toBe('changed');
    expect(await after((file) => rm(`${file}.seal`))).toBe('changed');
    expect(await after((file) => writeFile(`${file}-wal`, bytes.subarray(0, 4096)))).toBe(
      'changed',
    );
    expect(await after((file) => writeFile(file, bytes.subarray(0, -4096)))).toBe('changed');
    expect(await after(async () => undefined)).toBe('ready');
  });

  it('is made again for another schema version, and under another key', async () => {
    await using folder = await scratchFolder();
    const options = optionsIn(folder.path);
    await (await filled(options)).close();
    expect(await outcome({ ...options, schema: 4 })).toBe('schema');
    expect(await outcome({ ...options, keyHex: '5b'.repeat(32) })).toBe('changed');
    expect(await outcome(options)).toBe('ready');
  });

  it('J4.2 is checked by a process of its own after an unclean stop', async () => {
    await using folder = await scratchFolder();
    await using copy = await scratchFolder();
    await using torn = await scratchFolder();
    {
      await using index = await filled(optionsIn(folder.path));
      index.exec("insert into note values ('last', null, 1)");
      for (const to of [copy, torn]) await cp(folder.path, to.path, { recursive: true });
    }
    const opened = await openIndex(optionsIn(copy.path));
    if (opened.state !== 'ready') throw new Error(opened.why);
    const found = opened.index.prepare("select at from note where id = 'last'").get();
    await opened.index.close();
    expect(found).toEqual({ at: 1 });
    expect(await outcome(optionsIn(copy.path))).toBe('ready');
    await writeFile(optionsIn(torn.path).file, Buffer.alloc(8192, 7));
    await writeFile(`${optionsIn(torn.path).file}-wal`, '');
    expect(await outcome(optionsIn(torn.path))).toBe('damaged');
    const again = await createIndex(optionsIn(torn.path));
    await again.close();
    expect(await outcome(optionsIn(torn.path))).toBe('ready');
  });
});
