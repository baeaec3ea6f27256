import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { syntheticBundle } from '@careledger/fhir';
import { openHospital, type Hospital } from './hospital.ts';
import type { StaffActor } from './people/actor.ts';

const folders: string[] = [];
const opened: Hospital[] = [];

async function open(folder: string): Promise<Hospital> {
  const hospital = await openHospital(
    { folder, member: 'northgate', channel: 'careledger', create: true },
    { clock: Date.now, log: () => undefined, projections: [] },
  );
  opened.push(hospital);
  return hospital;
}

async function withDoctor(): Promise<{ hospital: Hospital; doctor: StaffActor; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'care-'));
  folders.push(folder);
  const hospital = await open(folder);
  const { people } = hospital;
  await people.addPractitioner({
    user: 'ada',
    name: 'Ada',
    role: 'administrator',
    password: 'correct horse',
  });
  const ada = await people.vouch({ user: 'ada', password: 'correct horse' });
  await people.addPractitioner({
    user: 'dora',
    name: 'Dora',
    role: 'doctor',
    password: 'battery staple',
    by: ada,
  });
  return {
    hospital,
    folder,
    doctor: await people.vouch({ user: 'dora', password: 'battery staple' }),
  };
}

afterEach(async () => {
  for (const hospital of opened.splice(0)) await hospital.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describe('hospital', () => {
  it('R7.1 brings back after a restart what was written, from index and from logs alone', async () => {
    const { hospital, doctor, folder } = await withDoctor();
    const first = await hospital.chart.importBundle(doctor, {
      source: 'a.json',
      bundle: syntheticBundle(1, 0),
    });
    expect(first.every(({ isNew }) => isNew)).toBe(true);
    await hospital.close();
    const again = await open(folder);
    const dora = await again.people.vouch({ user: 'dora', password: 'battery staple' });
    await again.rebuild();
    for (const { type, id } of first)
      expect((await again.chart.read(dora, { type, id })).resource.id).toBe(id);
    const second = await again.chart.importBundle(dora, {
      source: 'a.json',
      bundle: syntheticBundle(1, 0),
    });
    expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(second.some(({ isNew }) => isNew)).toBe(false);
  });
});
