import { describe, expect, it } from 'vitest';
import type { StaffActor } from '../people/actor.ts';
import { openWard, type Ward } from '../ward.fixture.ts';
import { findPatients } from './find.ts';
import { openTeam } from './team.ts';
import { openWards } from './wards.ts';

const marta = {
  resourceType: 'Patient',
  name: [{ family: 'Lindqvist', given: ['Marta'] }],
  birthDate: '1958-11-20',
  gender: 'female',
  identifier: [
    { system: 'urn:local', value: 'H-77' },
    { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990417732' },
  ],
};

/** A ward whose doctor admitted one patient, and a colleague who never saw her. */
async function admitted(policy: 'hospital' | 'team') {
  const ward = await openWard({}, { carePolicy: policy });
  const { people } = ward.hospital;
  const { id } = await people.admit(ward.as('doctor'), marta);
  return { ward, id, nurse: ward.as('nurse') };
}

const accesses = async ({ hospital }: Ward) => {
  const found: object[] = [];
  for await (const { entry } of hospital.journal.entries())
    if (entry.t === 'access') found.push(entry);
  return found;
};

describe('who is in whose care', () => {
  it('C1.2 whoever admitted a patient has her in his care, and nobody else has', async () => {
    await using ward = (await admitted('hospital')).ward;
    const team = openTeam(ward.hospital);
    expect(await team.inMyCare(ward.as('doctor'))).toMatchObject([
      { name: 'LINDQVIST, Marta', born: '1958-11-20', sex: 'female', because: 'author' },
    ]);
    expect(await team.inMyCare(ward.as('nurse'))).toEqual([]);
    await expect(team.inMyCare(ward.as('administrator'))).rejects.toThrow('Doctors and nurses');
  });

  it('D4 a chart read outside the team is marked, one read inside it is not', async () => {
    const { ward, id, nurse } = await admitted('hospital');
    await using held = ward;
    const { chart } = held.hospital;
    await chart.readPatient(nurse, { patient: id });
    await chart.readPatient(held.as('doctor'), { patient: id });
    expect(await accesses(held)).toMatchObject([
      { outcome: 'permitted', because: 'outside-team', role: 'nurse' },
      { outcome: 'permitted', because: null, role: 'doctor' },
    ]);
  });

  it('C1.2 where the team alone reads, a stranger is refused on every path and the attempt is recorded', async () => {
    const { ward, id, nurse } = await admitted('team');
    await using held = ward;
    const { chart } = held.hospital;
    const place = { type: 'Patient', id };
    const refused = { code: 'not-in-care' };
    await expect(chart.readPatient(nurse, { patient: id })).rejects.toMatchObject(refused);
    await expect(chart.read(nurse, place)).rejects.toMatchObject(refused);
    await expect(chart.vread(nurse, { ...place, version: 1 })).rejects.toMatchObject(refused);
    await expect(chart.history(nurse, place)).rejects.toMatchObject(refused);
    const resource = { ...marta, id };
    await expect(chart.update(nurse, { ...place, resource, ifMatch: 1 })).rejects.toMatchObject(
      refused,
    );
    const note = {
      resourceType: 'Condition',
      subject: { reference: `Patient/${id}` },
      code: { text: 'cough' },
    };
    await expect(chart.create(nurse, { type: 'Condition', resource: note })).rejects.toMatchObject(
      refused,
    );
    const all = { type: 'Patient', query: '' };
    expect(await chart.search(nurse, all)).toMatchObject({ total: 0, matches: [] });
    expect(await chart.search(held.as('doctor'), all)).toMatchObject({ total: 1 });
    const recorded = await accesses(held);
    expect(recorded.slice(0, 6)).toMatchObject(
      recorded.slice(0, 6).map(() => ({ outcome: 'refused', because: 'not-in-care' })),
    );
  });

  it('C1.1 whoever takes a patient over reads her, and his reason is kept; handing over ends it', async () => {
    const { ward, id, nurse } = await admitted('team');
    await using held = ward;
    const team = openTeam(held.hospital);
    const read = (actor: StaffActor) => held.hospital.chart.readPatient(actor, { patient: id });
    await expect(team.takeOver(nurse, id, ' ')).rejects.toThrow('few words');
    await team.takeOver(nurse, id, 'covers the night');
    expect(await read(nurse)).toHaveLength(1);
    expect(await accesses(held)).toContainEqual(
      expect.objectContaining({ interaction: 'take-over', role: 'nurse', patients: [id] }),
    );
    expect(team.careOf(nurse, id)).toMatchObject({ because: 'take-over' });
    held.time.now += 1;
    await team.handOver(nurse, id);
    await expect(read(nurse)).rejects.toMatchObject({ code: 'not-in-care' });
    await expect(team.handOver(nurse, id)).rejects.toMatchObject({ code: 'conflict' });
    held.time.now += 1;
    await team.handOver(held.as('doctor'), id, 'nurse');
    expect(team.careOf(nurse, id)).toMatchObject({ because: 'referral' });
    await expect(read(held.as('doctor'))).rejects.toMatchObject({ code: 'not-in-care' });
  });

  it('C1.2 whoever works on a ward has its patients in his care until either leaves it', async () => {
    const { ward, id, nurse } = await admitted('team');
    await using held = ward;
    const wards = openWards(held.hospital);
    const team = openTeam(held.hospital);
    const doctor = held.as('doctor');
    const { ward: east } = await wards.add(doctor, 'East 3');
    await wards.put(doctor, { patient: id, ward: east, bed: '14' });
    await wards.join(nurse, east);
    expect(await team.inMyCare(nurse)).toMatchObject([
      { patient: id, because: 'ward', ward: east },
    ]);
    expect(await wards.all(nurse)).toEqual([
      { ward: east, name: 'East 3', patients: 1, mine: true },
    ]);
    expect(await wards.one(nurse, east)).toMatchObject({
      staff: [{ user: 'nurse' }],
      rows: [{ patient: id, bed: '14', name: 'LINDQVIST, Marta' }],
    });
    await wards.join(nurse, null);
    expect(await team.inMyCare(nurse)).toEqual([]);
    await wards.join(nurse, east);
    await wards.put(doctor, { patient: id, ward: null });
    expect(await team.inMyCare(nurse)).toEqual([]);
    await expect(wards.join(nurse, 'nowhere')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('R7.1 the team is the same after the index was made again', async () => {
    const { ward, id, nurse } = await admitted('hospital');
    await using held = ward;
    await openTeam(held.hospital).takeOver(nurse, id, 'covers the night');
    const before = openTeam(held.hospital).careOf(nurse, id);
    await held.hospital.rebuild();
    expect(openTeam(held.hospital).careOf(nurse, id)).toEqual(before);
    expect(before.team).toHaveLength(2);
  });
});

describe('finding a patient', () => {
  it('D2 finds by name, birth date and number, with limited fields, and records who was found', async () => {
    const { ward, id, nurse } = await admitted('team');
    await using held = ward;
    const find = (text: string) => findPatients(held.hospital, nurse, { text });
    const her = {
      patient: id,
      name: 'LINDQVIST, Marta',
      born: '1958-11-20',
      sex: 'female',
      number: '9990417732',
      enrolled: false,
      inCare: false,
    };
    for (const text of ['lind', 'Marta Lindqvist', '1958-11-20', '999 041 7732', 'H-77'])
      expect([text, await find(text)]).toEqual([text, [her]]);
    for (const text of ['qvist', 'marta 1958-11-21', '99904', '%%', '__nd'])
      expect([text, await find(text).catch(() => [])]).toEqual([text, []]);
    const found = (await accesses(held))[0];
    expect(found).toMatchObject({ interaction: 'find', basis: 'directory', patients: [id] });
    await expect(
      findPatients(held.hospital, held.as('researcher'), { text: 'lind' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    await expect(find('x')).rejects.toMatchObject({ code: 'invalid' });
  });
});
