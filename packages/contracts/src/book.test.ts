import { canonical, positionOf } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import {
  changeStep,
  claimBook,
  consent,
  contribute,
  createChannel,
  createHospital,
  createScene,
  enrolPatient,
  foundConsortium,
  foundOwnBook,
  grantedPatient,
  grantTo,
  newPerson,
  ownStep,
  pauseFor,
  random32,
  staffChange,
  WORLD_NOW as NOW,
} from '../testing/index.ts';
import { leafHashOf } from './leaf.ts';

const clock = () => NOW;
const options = { channel: 'careledger', clock };

describe('found and claim', () => {
  it('E7.2 founds a book once, for its own member', async () => {
    const north = createHospital({ id: 'northgate', ...options });
    const channel = createChannel([north], options);
    const { writes } = await channel.must(foundOwnBook(north));
    expect(writes).toEqual([
      ['book-northgate/root:devices', '0'.repeat(64)],
      ['book-northgate/root:patients', '0'.repeat(64)],
      ['book-northgate/root:staff', '0'.repeat(64)],
      ['book-northgate/self', '{"member":"northgate","mspId":"NorthgateMSP","v":1}'],
    ]);
    expect((await channel.run(foundOwnBook(north))).code).toBe('exists');
  });

  it("E7.2 founds no book under another member's name", async () => {
    const north = createHospital({ id: 'northgate', ...options });
    const channel = createChannel([north], options);
    const arg = canonical({ v: 1, member: 'riverside' });
    expect((await channel.run({ ...foundOwnBook(north), arg })).code).toBe('creator');
  });

  it('E7.2 founds a book when its own organisation asks directly alone', async () => {
    const north = createHospital({ id: 'northgate', ...options });
    const channel = createChannel([north], options);
    const step = foundOwnBook(north);
    expect((await channel.endorse(step, { by: 'RiversideMSP' })).code).toBe('creator');
    expect((await channel.endorse(step, { through: 'book-riverside' })).code).toBe('direct');
  });

  it('E7.2 writes nothing where the state says another member, and fails aloud on state that is malformed', async () => {
    const { channel, north, nurse, doctor } = await createScene();
    const { step } = enrolPatient(north, { signers: [nurse, doctor] });
    const good = await channel.endorse(step);
    const forge = (key: string, value: string) =>
      channel.commit({ ...good, reads: [], writes: [[key, value]] });
    const cases = [
      ['book-northgate/root:devices', 'no root', 'fault'],
      ['governance/members', '{"members":[],"v":1}', 'fault'],
      ['book-northgate/self', '{"member":"riverside","mspId":"RiversideMSP","v":1}', 'creator'],
    ] as const;
    for (const [key, value, code] of cases) {
      const before = channel.value(key) ?? '';
      forge(key, value);
      expect([key, (await channel.endorse(step)).code]).toEqual([key, code]);
      forge(key, before);
    }
    expect((await channel.endorse(step)).code).toBe('');
  });

  it('E8.3 claims a book from the incarnation in force alone, and then only the new one writes', async () => {
    const { channel, north, doctor } = await createScene();
    const second = { ...north, incarnation: random32() };
    expect((await channel.run(claimBook(second))).code).toBe('writer');
    expect((await channel.run(claimBook(second, random32()))).code).toBe('writer');
    expect((await channel.run(claimBook(north, north.incarnation))).code).toBe('writer');
    await channel.must(claimBook(second, north.incarnation));
    expect((await channel.run(contribute(doctor, [random32()]))).code).toBe('writer');
    await channel.must(contribute({ ...doctor, hospital: second }, [random32()]));
  });

  it('E8.3 of two claims one is VALID', async () => {
    const { channel, north } = await createScene();
    const claims = [random32(), random32()].map((incarnation) =>
      claimBook({ ...north, incarnation }, north.incarnation),
    );
    const endorsed = [];
    for (const claim of claims) endorsed.push(await channel.endorse(claim));
    expect(endorsed.map((each) => channel.commit(each))).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
  });

  it('E7.2 writes nothing before the book is founded and claimed', async () => {
    const north = createHospital({ id: 'northgate', ...options });
    const channel = createChannel([north], options);
    const person = newPerson(north, 'nurse');
    const enrol = changeStep(north, [staffChange(north, { old: null, now: person.held })]);
    expect((await channel.run(enrol)).code).toBe('absent');
    expect((await channel.run(claimBook(north))).code).toBe('absent');
    await channel.must(foundOwnBook(north));
    expect((await channel.run(enrol)).code).toBe('writer');
    await channel.must(claimBook(north));
    expect((await channel.run(enrol)).code).toBe('absent');
    await channel.must(foundConsortium([north]));
    await channel.must(enrol);
  });
});

describe('change', () => {
  it('I2.2 reads roots and never a position, and writes leaf hash and root', async () => {
    const { channel, north, nurse, doctor } = await createScene();
    const { step, patient } = enrolPatient(north, { signers: [nurse, doctor] });
    const { reads, writes } = await channel.must(step);
    expect(reads.map(([key]) => key)).toEqual([
      'book-northgate/root:devices',
      'book-northgate/root:patients',
      'book-northgate/root:staff',
      'book-northgate/self',
      'book-northgate/writer',
      'governance/members',
      'stop/root:northgate',
    ]);
    const { leaf, nonce } = patient.held;
    expect(writes).toEqual([
      [`book-northgate/leaf:patients:${positionOf(leaf.handle)}`, leafHashOf(leaf, nonce)],
      ['book-northgate/root:patients', north.maps.patients.root],
    ]);
  });

  it('I2.2 shows no handle of a person anywhere on the ledger', async () => {
    const scene = await createScene();
    const patient = await grantedPatient(scene);
    const all = scene.channel
      .keys()
      .map((key) => `${key} ${scene.channel.value(key) ?? ''}`)
      .join('\n');
    const people = [scene.nurse, scene.doctor, scene.administrator, scene.asker];
    for (const { handle } of [...people.map(({ held }) => held.leaf), patient.held.leaf])
      expect(all).not.toContain(handle);
  });

  it('R2.1 applies several changes in order, each on the root that the one before left', async () => {
    const { channel, north, river, asker, nurse, doctor } = await createScene();
    const first = enrolPatient(north, { signers: [nurse, doctor] });
    await channel.must(first.step);
    const grant = grantTo({ hospital: river, person: asker }, ['medications']);
    const one = consent(first.patient, { grants: [grant] });
    one.step.commit();
    const two = consent(first.patient, {});
    two.step.commit();
    await channel.must(changeStep(north, [one.change, two.change]));
    expect(channel.value('book-northgate/root:patients')).toBe(north.maps.patients.root);
  });

  it('R2.1 applies all of several changes or none', async () => {
    const { channel, north, nurse } = await createScene();
    const before = channel.value('book-northgate/root:staff');
    const good = staffChange(north, { old: null, now: newPerson(north, 'nurse').held });
    const bad = staffChange(north, { old: null, now: newPerson(north, 'nurse').held }, nurse);
    const found = await channel.run(changeStep(north, [good, bad]));
    expect(found.outcome).toBe('REFUSED');
    expect(channel.value('book-northgate/root:staff')).toBe(before);
  });

  it('R2.1 of two changes of one root the order decides', async () => {
    const { channel, north } = await createScene();
    const endorsed = [];
    for (const role of ['nurse', 'doctor'] as const) {
      const now = newPerson(north, role).held;
      endorsed.push(
        await channel.endorse(changeStep(north, [staffChange(north, { old: null, now })])),
      );
    }
    expect(endorsed.map((each) => channel.commit(each))).toEqual(['VALID', 'MVCC_READ_CONFLICT']);
  });

  it('M1 wants the own organisation among the members', async () => {
    const north = createHospital({ id: 'northgate', ...options });
    const river = createHospital({ id: 'riverside', ...options });
    const channel = createChannel([north, river], options);
    await channel.must(foundConsortium([north]));
    await channel.must(foundOwnBook(river));
    await channel.must(claimBook(river));
    const now = newPerson(river, 'nurse').held;
    const step = changeStep(river, [staffChange(river, { old: null, now })]);
    expect((await channel.run(step)).code).toBe('member');
    const pause = pauseFor(newPerson(river, 'administrator'), { everybody: true, members: [] });
    expect((await channel.run(pause)).code).toBe('member');
  });
});

describe('leaves', () => {
  it('E8.1 gives every leaf of a map in order, in pages', async () => {
    const { channel, north } = await createScene();
    const page = async (map: string, after: string | null) => {
      const arg = canonical({ v: 1, map, after });
      const step = {
        book: 'book-northgate',
        fn: 'leaves',
        arg,
        secret: undefined,
        by: 'NorthgateMSP',
        endorsedBy: ['RiversideMSP', 'NorthgateMSP'],
        commit: () => {},
      };
      const { payload } = await channel.endorse(step);
      return JSON.parse(payload);
    };
    const all = [...north.maps.staff.entries()];
    expect(await page('staff', null)).toEqual({ v: 1, leaves: all, more: false });
    expect(await page('staff', all[0]?.[0] ?? '')).toEqual({
      v: 1,
      leaves: all.slice(1),
      more: false,
    });
    expect(await page('devices', null)).toEqual({ v: 1, leaves: [], more: false });
  });

  it('E8.1 says that more follow', async () => {
    const { channel, north } = await createScene();
    const enrol = async (count: number) => {
      const changes = Array.from({ length: count }, () => {
        const { held } = newPerson(north, 'nurse');
        const change = staffChange(north, { old: null, now: held });
        north.maps.staff.set(positionOf(held.leaf.handle), leafHashOf(held.leaf, held.nonce));
        return change;
      });
      await channel.must(changeStep(north, changes));
    };
    const page = async (after: string | null) => {
      const arg = canonical({ v: 1, map: 'staff', after });
      const step = ownStep(north, 'leaves', { arg: null });
      return JSON.parse((await channel.endorse({ ...step, arg })).payload);
    };
    for (const count of [200, 200, 200, 200, 197]) await enrol(count);
    const full = await page(null);
    expect([full.leaves.length, full.more]).toEqual([1_000, false]);
    await enrol(2);
    const first = await page(null);
    expect([first.leaves.length, first.more]).toEqual([1_000, true]);
    const rest = await page(first.leaves[999][0]);
    expect([rest.leaves.length, rest.more]).toEqual([2, false]);
  });
});
