import { describe, expect, it } from 'vitest';
import { hearsOf } from '../bulletin/may-hear.ts';
import { newsOfEntry } from '../bulletin/news-of-entry.ts';
import { seenBy } from '../guardians/demand-sight.ts';
import type { PatientActor } from '../people/actor.ts';
import { openTeam } from '../team/team.ts';
import { admitted, everything, hourMs, typesOf } from './admitted.fixture.ts';
import { openObjections } from './objections.ts';

const notFound = { code: 'not-found', message: 'There is no such record.' };

describe('what a patient hides inside her hospital', () => {
  it('C1.2 is absent for whoever does not treat her from read, vread, history, search, count, sort and old pages', async () => {
    const { ward, id, she, letter, condition } = await admitted();
    await using held = ward;
    const { chart } = held.hospital;
    const nurse = held.as('nurse');
    const one = `patient=${id}&_count=1&_sort=-_lastUpdated`;
    const before = await chart.search(nurse, { type: 'DocumentReference', query: one });
    expect(before.total).toBe(1);
    const other = { resourceType: 'Condition', subject: { reference: `Patient/${id}` } };
    await chart.create(held.as('doctor'), {
      type: 'Condition',
      resource: { ...other, code: { text: 'cough' } },
    });
    const page = await chart.search(nurse, { type: 'Condition', query: `patient=${id}&_count=1` });
    held.time.now += 1;
    await openObjections(held.hospital).hide(she, { categories: ['documents', 'PSY'] });
    expect(await typesOf(held, nurse, id)).toEqual(['AllergyIntolerance', 'Condition']);
    for (const { type, id: place, version } of [letter, condition]) {
      await expect(chart.read(nurse, { type, id: place })).rejects.toMatchObject(notFound);
      await expect(chart.vread(nurse, { type, id: place, version })).rejects.toMatchObject(
        notFound,
      );
      await expect(chart.history(nurse, { type, id: place })).rejects.toMatchObject(notFound);
      for (const query of [`_id=${place}`, `patient=${id}&_sort=_lastUpdated`, '_summary=count']) {
        const found = await chart.search(nurse, { type, query });
        expect([found.total, JSON.stringify(found).includes(place)]).toEqual([
          type === 'Condition' && !query.startsWith('_id') ? 1 : 0,
          false,
        ]);
      }
    }
    const next = await chart.search(nurse, {
      type: 'Condition',
      query: `patient=${id}&_count=1`,
      ...(page.next === null ? {} : { cursor: page.next }),
    });
    expect(JSON.stringify(next)).not.toContain(condition.id);
    expect(await typesOf(held, held.as('doctor'), id)).toHaveLength(4);
    expect(await chart.readPatient(she, { patient: id })).toHaveLength(5);
  });

  it('C1.2 cannot be found out or changed by writing', async () => {
    const { ward, id, she, letter } = await admitted();
    await using held = ward;
    const { chart } = held.hospital;
    const nurse = held.as('nurse');
    await openObjections(held.hospital).hide(she, { categories: ['documents'] });
    const place = { type: letter.type, id: letter.id };
    const { resource } = letter;
    await expect(
      chart.update(nurse, { ...place, resource, ifMatch: undefined }),
    ).rejects.toMatchObject(notFound);
    await expect(chart.enterInError(nurse, { ...place, reason: 'x' })).rejects.toMatchObject(
      notFound,
    );
    await expect(
      chart.relabel(nurse, { ...place, add: ['PSY'], reason: 'x' }),
    ).rejects.toMatchObject(notFound);
    const entry = (request: object) => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource, request }],
    });
    const put = entry({ method: 'PUT', url: `DocumentReference/${letter.id}` });
    await expect(chart.transaction(nurse, put)).rejects.toMatchObject(notFound);
    await chart.enterInError(held.as('doctor'), { ...place, reason: 'another patient' });
    await expect(
      chart.update(nurse, { ...place, resource, ifMatch: undefined }),
      'nor that it was entered in error',
    ).rejects.toMatchObject(notFound);
    await expect(chart.enterInError(nurse, { ...place, reason: 'x' })).rejects.toMatchObject(
      notFound,
    );
    const { id: _id, meta: _meta, ...fresh } = resource;
    const ifNoneExist = `patient=${id}`;
    const bundle = {
      ...entry({}),
      entry: [
        { resource: fresh, request: { method: 'POST', url: 'DocumentReference', ifNoneExist } },
      ],
    };
    const [made] = await chart.transaction(nurse, bundle);
    expect(made).toMatchObject({ status: '201', isNew: true });
    expect(made?.id).not.toBe(letter.id);
  });

  it('C1.2 whoever takes her over or writes only afterwards does not stand behind it; a referral does', async () => {
    const { ward, id, she } = await admitted();
    await using held = ward;
    const [nurse, doctor] = [held.as('nurse'), held.as('doctor')];
    await openObjections(held.hospital).hide(she, { categories: ['documents'] });
    const team = openTeam(held.hospital);
    held.time.now += 1;
    await team.takeOver(nurse, id, 'curious');
    expect(await typesOf(held, nurse, id)).not.toContain('DocumentReference');
    held.time.now += 1;
    await team.handOver(doctor, id, 'nurse');
    expect(await typesOf(held, nurse, id)).toEqual(everything);
    held.time.now += 1;
    await team.takeOver(nurse, id, 'again');
    expect(await typesOf(held, nurse, id), 'a referral stays one').toEqual(everything);
  });

  it('C1.2 a referral by whoever took her over only afterwards is worth no more than his word', async () => {
    const { ward, id, she } = await admitted();
    await using held = ward;
    const [nurse, doctor] = [held.as('nurse'), held.as('doctor')];
    const by = held.as('administrator');
    const password = 'correct horse battery';
    const { people } = held.hospital;
    await people.addPractitioner({ user: 'other', name: 'O', role: 'doctor', password, by });
    const other = people.actor((await people.login({ user: 'other', password })).token);
    if (other.kind !== 'staff') throw new Error('one of the staff is expected');
    await openObjections(held.hospital).hide(she, { categories: ['documents'] });
    const team = openTeam(held.hospital);
    held.time.now += 1;
    await team.takeOver(nurse, id, 'curious');
    await team.handOver(nurse, id, 'other');
    expect(await typesOf(held, other, id)).not.toContain('DocumentReference');
    await held.hospital.rebuild();
    expect(await typesOf(held, other, id)).not.toContain('DocumentReference');
    await team.handOver(doctor, id, 'other');
    expect(await typesOf(held, other, id), 'one who treats her calls him in').toEqual(everything);
  });

  it('C1.2 hides from one person of the team alone, ends on its day, and is lifted', async () => {
    const { ward, id, she } = await admitted();
    await using held = ward;
    const objections = openObjections(held.hospital);
    const doctor = held.as('doctor');
    const until = held.time.now + 2 * hourMs;
    const wish = { categories: ['allergies', 'documents'], who: 'doctor' };
    await objections.hide(she, { ...wish, until });
    expect(await typesOf(held, doctor, id), 'also what he wrote').toEqual(['Condition']);
    expect(await typesOf(held, held.as('nurse'), id)).toEqual(everything);
    held.time.now = until;
    expect(objections.of(she)).toEqual([]);
    await held.refresh();
    const again = held.as('doctor');
    expect(await typesOf(held, again, id)).toEqual(everything);
    const { objection } = await objections.hide(she, wish);
    expect(await typesOf(held, again, id)).toEqual(['Condition']);
    await held.hospital.rebuild();
    expect(objections.of(she)).toMatchObject([
      { objection, who: { user: 'doctor', name: 'Some doctor' }, categories: wish.categories },
    ]);
    await objections.lift(she, objection);
    expect(await typesOf(held, again, id)).toEqual(everything);
    await expect(objections.lift(she, objection)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('C1.2 I7 a guardian hides within his scope alone, and nobody hides who she is', async () => {
    const { ward, id, she } = await admitted();
    await using held = ward;
    const objections = openObjections(held.hospital);
    const bounds = { patient: id, name: 'Eve', relation: 'mother', from: 0, until: null };
    const as = (scope: 'consent' | 'view'): PatientActor => ({
      ...she,
      guardian: { ...bounds, scope, categories: ['documents'] },
    });
    const hide = (actor: PatientActor, ...categories: string[]) =>
      objections.hide(actor, { categories });
    await expect(hide(as('view'), 'documents')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(hide(as('consent'), 'PSY')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(hide(she, 'identity')).rejects.toMatchObject({ code: 'invalid' });
    await expect(hide(she, 'moods')).rejects.toMatchObject({ code: 'invalid' });
    const past = { categories: ['documents'], until: 1 };
    await expect(objections.hide(she, past)).rejects.toMatchObject({ code: 'invalid' });
    await expect(
      objections.hide(she, { categories: ['documents'], who: 'administrator' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const { objection } = await hide(she, 'PSY');
    expect(objections.of(as('consent'))).toEqual([]);
    await expect(objections.lift(as('consent'), objection)).rejects.toMatchObject({
      code: 'not-found',
    });
    held.time.now += 1;
    await hide(as('consent'), 'documents');
    expect(objections.of(she)).toMatchObject([{ guardian: 'Eve' }, { guardian: null }]);
  });

  it('C1.2 C9 is not told by events or by the list of accesses', async () => {
    const { ward, id, she, letter } = await admitted();
    await using held = ward;
    const { hospital } = held;
    const nurse = held.as('nurse');
    await openObjections(hospital).hide(she, { categories: ['documents'] });
    const news = [];
    for await (const { entry } of hospital.journal.entries()) news.push(...newsOfEntry(entry));
    const chart = news.filter(({ kind, patient }) => kind === 'chart' && patient === id);
    const heard = chart.filter((each) => hearsOf(hospital, nurse, each));
    expect(chart.length - heard.length, 'the act of the letter').toBe(1);
    expect(heard).toContainEqual({ kind: 'chart', patient: id });
    expect(JSON.stringify(news)).not.toContain('objection');
    const place = { type: letter.type, id: letter.id, version: 1 };
    const row = { resources: [place], text: null };
    expect(seenBy(hospital, nurse, [row])).toEqual([]);
    expect(seenBy(hospital, held.as('doctor'), [row])).toEqual([row]);
    expect(seenBy(hospital, held.as('privacy-officer'), [row])).toEqual([row]);
  });
});
