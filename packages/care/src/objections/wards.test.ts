import { describe, expect, it } from 'vitest';
import type { StaffActor } from '../people/actor.ts';
import { openTeam } from '../team/team.ts';
import { openWards } from '../team/wards.ts';
import { admitted, everything, typesOf } from './admitted.fixture.ts';
import { openObjections } from './objections.ts';

/** A patient who hides her documents; each act after it happens an hour later than the one before. */
async function hiding(carePolicy: 'hospital' | 'team' = 'hospital') {
  const made = await admitted(carePolicy);
  const { ward: held, id, she } = made;
  const [nurse, doctor] = [held.as('nurse'), held.as('doctor')];
  const [wards, team] = [openWards(held.hospital), openTeam(held.hospital)];
  const { ward: east } = await wards.add(doctor, 'East 3');
  const { ward: west } = await wards.add(doctor, 'West 1');
  const later = async <T>(act: () => Promise<T>): Promise<T> => {
    held.time.now += 1;
    return act();
  };
  return {
    ...{ held, id, nurse, doctor, wards, team, east, west, later },
    hide: async () =>
      later(async () => openObjections(held.hospital).hide(she, { categories: ['documents'] })),
    put: async (who: StaffActor, ward: string | null, bed?: string) =>
      later(async () =>
        wards.put(who, { patient: id, ward, ...(bed === undefined ? {} : { bed }) }),
      ),
    join: async (who: StaffActor, ward: string | null) => later(async () => wards.join(who, ward)),
    write: async (who: StaffActor) =>
      later(async () => {
        const subject = { reference: `Patient/${id}` };
        const resource = { resourceType: 'Procedure', subject, status: 'completed' };
        await held.hospital.chart.create(who, { type: 'Procedure', resource });
      }),
    sees: async (who: StaffActor) =>
      (await typesOf(held, who, id)).filter((type) => type === 'DocumentReference').length > 0,
  };
}

describe('what a patient hides, and her ward', () => {
  it('C1.2 whoever works on her ward goes on seeing it after he writes or takes her over', async () => {
    const { held, id, nurse, doctor, east, team, hide, join, later, put, write, sees } =
      await hiding();
    await using _held = held;
    await join(nurse, east);
    await hide();
    await put(doctor, east);
    expect(await typesOf(held, nurse, id)).toEqual(everything);
    await write(nurse);
    expect(await sees(nurse), 'after a note').toBe(true);
    await later(async () => team.takeOver(nurse, id, 'on my ward'));
    expect(await sees(nurse), 'after taking her over').toBe(true);
    expect(await team.inMyCare(nurse), 'she stands in the list once').toHaveLength(1);
    expect(team.careOf(nurse, id)).toMatchObject({ because: 'author' });
    expect(team.careOf(nurse, id).team).toHaveLength(2);
    await held.hospital.rebuild();
    expect(await sees(nurse), 'after the index was made again').toBe(true);
    await later(async () => team.handOver(nurse, id));
    expect(await sees(nurse), 'handing over ends it').toBe(false);
  });
});
