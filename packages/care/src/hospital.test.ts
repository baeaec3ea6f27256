import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { syntheticBundle } from '@careledger/fhir';
import { openHospital } from './hospital.ts';
import { openWard } from './ward.fixture.ts';

const source = 'a.json';
const bundle = syntheticBundle(1, 0);

describe('hospital', () => {
  it('R7.1 brings back after a restart what was written, from index and from logs alone', async () => {
    await using ward = await openWard();
    const first = await ward.hospital.chart.importBundle(ward.as('doctor'), { source, bundle });
    expect(first.every(({ isNew }) => isNew)).toBe(true);
    const [patient] = ward.hospital.people.patients(ward.as('nurse'));
    for (const again of ['restart', 'rebuild']) {
      await ward.restart();
      if (again === 'rebuild') await ward.hospital.rebuild();
      const { chart, people } = ward.hospital;
      for (const { type, id } of first)
        expect((await chart.read(ward.as('doctor'), { type, id })).resource.id).toBe(id);
      const second = await chart.importBundle(ward.as('doctor'), { source, bundle });
      expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
      expect(second.some(({ isNew }) => isNew)).toBe(false);
      expect(people.patients(ward.as('nurse'))).toEqual([patient]);
    }
  });

  it('J4.2 makes an index anew that was changed while the node was stopped', async () => {
    const events: unknown[] = [];
    await using ward = await openWard({ log: (line) => events.push(line) });
    const done = await ward.hospital.chart.importBundle(ward.as('doctor'), { source, bundle });
    await ward.hospital.close();
    const file = join(ward.folder, 'index.sqlite');
    const bytes = await readFile(file);
    const at = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    await writeFile(file, bytes);
    await ward.restart();
    expect(events).toContainEqual({ event: 'index-made-again', why: 'changed' });
    for (const { type, id } of done)
      expect((await ward.hospital.chart.read(ward.as('doctor'), { type, id })).id).toBe(id);
  });

  it('J4.2 follows again from the journal where the index belongs to another one', async () => {
    await using ward = await openWard();
    const { index, chart } = ward.hospital;
    await chart.importBundle(ward.as('doctor'), { source, bundle });
    index.prepare('update projected set last = ? where id = 1').run('00'.repeat(32));
    index.exec('delete from chart_version');
    await ward.restart();
    expect(ward.hospital.people.patients(ward.as('doctor'))).toHaveLength(1);
    expect(
      (await ward.hospital.chart.search(ward.as('doctor'), { type: 'Patient', query: '' })).total,
    ).toBe(1);
  });

  it('E8 lets one process alone have a data folder', async () => {
    await using ward = await openWard();
    const second = openHospital(
      { folder: ward.folder, member: 'northgate', channel: 'careledger' },
      { clock: Date.now, log: () => undefined, projections: [] },
    );
    await expect(second).rejects.toMatchObject({ code: 'not-ready' });
  });

  it('E8.2 sets an entry aside that a projection cannot take, and goes on', async () => {
    const events: unknown[] = [];
    const seen: number[] = [];
    await using ward = await openWard({
      log: (line) => events.push(line),
      projections: [
        {
          name: 'picky',
          schema: 'create table if not exists picky (at integer)',
          tables: ['picky'],
          apply: {
            note: (db, { entry }) => {
              db.prepare('insert into picky (at) values (?)').run(entry.at);
              if (entry.at === 13) throw new Error('not this one');
              seen.push(entry.at);
            },
          },
        },
      ],
    });
    const { journal, index } = ward.hospital;
    const done = await Promise.all([12, 13, 14].map((at) => journal.append({ t: 'note', at })));
    expect(seen).toEqual([12, 14]);
    expect(index.prepare('select at from picky').all()).toEqual([{ at: 12 }, { at: 14 }]);
    expect(events).toContainEqual({
      event: 'entry-set-aside',
      journal: done[1]?.index,
      projection: 'picky',
    });
  });

  it('J1 gives the journal’s tree the commitment of each entry', async () => {
    await using ward = await openWard();
    const { journal } = ward.hospital;
    const { index, nonce, commitment } = await journal.append({ t: 'note', at: 1, fact: 'x' });
    expect(await journal.read(index)).toEqual({
      index,
      nonce,
      commitment,
      entry: { t: 'note', at: 1, fact: 'x' },
    });
    expect(journal.tree.size).toBe(journal.size);
  });
});
