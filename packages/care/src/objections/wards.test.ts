import { describe, expect, it } from 'vitest';
import type { StaffActor } from '../people/actor.ts';
import { openTeam } from '../team/team.ts';
import { openWards } from '../team/wards.ts';
import type { Ward } from '../ward.fixture.ts';
import { admitted, everything, hourMs, typesOf } from './admitted.fixture.ts';
import { openObjections } from './objections.ts';

const dayMs = 24 * hourMs;

/** One more doctor, who treats nobody yet. */
async function otherOf(held: Ward): Promise<StaffActor> {
  const { people } = held.hospital;
  const password = 'correct horse battery';
  const by = held.as('administrator');
  await people.addPractitioner({ user: 'other', name: 'O', role: 'doctor', password, by });
  const other = people.actor((await people.login({ user: 'other', password })).token);
  if (other.kind !== 'staff') throw new Error('one of the staff is expected');
  return other;
}

/** A patient who hides her documents; each act happens a moment after the one before. */
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
    held,
    id,
    nurse,
    doctor,
    team,
    east,
    west,
    later,
    other: await otherOf(held),
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

  it('C1.2 whoever puts her on his own ward by his own word does not stand behind it', async () => {
    const { held, id, nurse, other, east, team, hide, join, later, put, sees } = await hiding();
    await using _held = held;
    await join(other, east);
    await hide();
    await join(nurse, east);
    await later(async () => team.takeOver(nurse, id, 'curious'));
    await put(nurse, east);
    expect(await sees(nurse)).toBe(false);
    expect(await sees(other), 'somebody else put her on his ward').toBe(true);
    await put(nurse, null);
    await put(nurse, east);
    expect(await sees(nurse), 'nor when she does it again').toBe(false);
    await held.hospital.rebuild();
    expect(await sees(nurse)).toBe(false);
  });

  it('C1.2 a referral by whoever put her on his own ward is worth no more than his word', async () => {
    const { held, id, nurse, doctor, other, east, west, team, hide, join, later, put, sees } =
      await hiding();
    await using _held = held;
    await hide();
    await put(doctor, east);
    await join(nurse, east);
    await later(async () => team.handOver(nurse, id, 'other'));
    expect(await sees(other)).toBe(false);
    await join(nurse, west);
    await put(doctor, west);
    await later(async () => team.handOver(nurse, id, 'other'));
    expect(await sees(other), 'one who treats her calls him in').toBe(true);
  });

  it('C1.2 whoever begins to work on her ward only afterwards does not stand behind it', async () => {
    const { held, nurse, doctor, other, east, west, hide, join, put, sees } = await hiding();
    await using _held = held;
    await put(doctor, east, '14');
    await join(nurse, east);
    await hide();
    await join(other, east);
    expect(await sees(other)).toBe(false);
    expect(await sees(nurse), 'who worked there when she objected').toBe(true);
    await join(nurse, null);
    await join(nurse, west);
    expect(await sees(nurse), 'while she works elsewhere').toBe(false);
    held.time.now += 20 * dayMs;
    await held.refresh();
    await join(nurse, east);
    expect(await sees(held.as('nurse')), 'back from her holidays').toBe(true);
    await put(held.as('nurse'), east, '15');
    expect(await sees(held.as('nurse')), 'another bed is the same stay').toBe(true);
    expect(await sees(other), 'for him too').toBe(false);
    await join(nurse, null);
    held.time.now += 40 * dayMs;
    await held.refresh();
    await join(held.as('nurse'), east);
    expect(await sees(held.as('nurse')), 'after a long time she begins anew').toBe(false);
  });

  it('C1.2 whoever treats her and moves her to his other ward goes on seeing it', async () => {
    const { held, nurse, doctor, east, west, hide, join, put, sees } = await hiding();
    await using _held = held;
    await join(nurse, west);
    await join(nurse, east);
    await put(doctor, east);
    await hide();
    await put(nurse, west);
    await join(nurse, west);
    expect(await sees(nurse)).toBe(true);
  });
});

describe('putting a patient on a ward', () => {
  it('C1.1 C1.2 is refused to whoever does not treat her, and the attempt recorded', async () => {
    const { held, id, nurse, doctor, other, east, west, team, join, later, put } =
      await hiding('team');
    await using _held = held;
    await join(other, east);
    await put(doctor, east);
    await join(nurse, west);
    for (const ward of [west, null])
      await expect(put(nurse, ward)).rejects.toMatchObject({
        code: 'not-in-care',
        message: expect.stringContaining('take the patient over'),
      });
    expect(team.careOf(other, id), 'the ward keeps her').toMatchObject({ because: 'ward' });
    expect(team.careOf(nurse, id)).toMatchObject({ because: null });
    await later(async () => team.takeOver(nurse, id, 'she comes to us'));
    await put(nurse, west);
    expect(await puts(held)).toMatchObject([
      { role: 'doctor', outcome: 'permitted', basis: 'treatment', patients: [id] },
      { role: 'nurse', outcome: 'refused', because: 'not-in-care', patients: [id] },
      { role: 'nurse', outcome: 'refused', because: 'not-in-care', patients: [id] },
      { role: 'nurse', outcome: 'permitted', basis: 'treatment', patients: [id] },
    ]);
  });
});

async function puts({ hospital }: Ward): Promise<object[]> {
  const found: object[] = [];
  for await (const { entry } of hospital.journal.entries())
    if (entry.t === 'access' && entry['interaction'] === 'put-on-ward') found.push(entry);
  return found;
}
