import { expect, it } from 'vitest';
import { openWard } from '../ward.fixture.ts';
import { copyProjection } from './erase-tables.ts';
import { filedOf, filedUnder } from './file.ts';

it('C4.2 what was filed is marked superseded once a later answer brings a newer version of it, and by no other', async () => {
  await using ward = await openWard({ projections: [copyProjection] });
  const { journal } = ward.hospital;
  const received = (id: string, items: { type: string; id: string; version: number }[]) =>
    journal.append({ t: 'received', at: ward.time.now, id, custodian: 'riverside', items });
  await received('first', [{ type: 'Observation', id: 'theirs', version: 1 }]);
  await journal.append({
    t: 'filed',
    at: ward.time.now,
    id: 'first',
    patient: 'she',
    by: 'who',
    type: 'Observation',
    resource: 'ours',
    custodian: 'riverside',
    foreignType: 'Observation',
    foreignId: 'theirs',
    version: 1,
  });
  await received('second', [{ type: 'Observation', id: 'another', version: 7 }]);
  const filed = () =>
    filedOf(ward.hospital, 'she').map(({ newest, superseded }) => [newest, superseded]);
  expect(filed()).toEqual([[1, false]]);
  await received('third', [{ type: 'Observation', id: 'theirs', version: 3 }]);
  await received('late', [{ type: 'Observation', id: 'theirs', version: 2 }]);
  expect(filed()).toEqual([[3, true]]);
  expect(filedUnder(ward.hospital, 'first')).toEqual(['Observation/theirs']);
  await ward.hospital.rebuild();
  expect(filed(), 'the same after the index is made again').toEqual([[3, true]]);
});
