import { describe, expect, it } from 'vitest';
import {
  changeStep,
  contribute,
  createScene,
  forceStaff,
  newPerson,
  newSigner,
  random32,
  receive,
  setStatus,
  staffChange,
  WORLD_NOW as NOW,
  type Scene,
  type Step,
} from '../testing/index.ts';
import { canonical, utf8 } from '@careledger/proof';

const RECORDS = [random32(), random32()];

/** The step with its argument or private part a little different. */
function changed(step: Step, from: string | RegExp, to: string, part: 'arg' | 'secret'): Step {
  if (part === 'arg') return { ...step, arg: step.arg.replace(from, to) };
  const secret = Buffer.from(step.secret ?? []).toString('utf8');
  return { ...step, secret: Buffer.from(secret.replace(from, to)) };
}

describe('contribute', () => {
  it('R4 writes root and commitment to the act under a random id, and nothing else', async () => {
    const { channel, doctor } = await createScene();
    const { reads, writes } = await channel.must(contribute(doctor, RECORDS));
    expect(reads.map(([key]) => key.replace(/[0-9a-f]{64}/, 'ID'))).toEqual([
      'book-northgate/c:ID',
      'book-northgate/root:staff',
      'book-northgate/self',
      'book-northgate/writer',
    ]);
    expect(
      writes.map(([key, value]) => `${key} ${value}`.replaceAll(/[0-9a-f]{64}/g, 'HEX')),
    ).toEqual(['book-northgate/c:HEX {"act":"HEX","root":"HEX","v":1}']);
  });

  type Case = [name: string, code: string, step: (scene: Scene) => Step];
  const cases: Case[] = [
    ['I1.2 a nurse', '', ({ nurse }) => contribute(nurse, RECORDS)],
    [
      'I1.2 an administrator',
      'authority',
      ({ administrator }) => contribute(administrator, RECORDS),
    ],
    [
      'I1.2 another key',
      'signature',
      ({ doctor }) => contribute({ ...doctor, signer: newSigner() }, RECORDS),
    ],
    [
      'I1.1 a person who is not under the root',
      'stale',
      ({ doctor }) => contribute(forceStaff(doctor, { name: random32() }), RECORDS),
    ],
    [
      'I1.2 an act of another author',
      'authority',
      ({ doctor, nurse }) => contribute(doctor, RECORDS, { author: nurse.held.leaf.handle }),
    ],
    [
      'D5 an act of another member',
      'rule',
      ({ doctor }) => contribute(doctor, RECORDS, { member: 'lakeside' }),
    ],
    [
      'D5 an act of another channel',
      'rule',
      ({ doctor }) => contribute(doctor, RECORDS, { channel: 'other' }),
    ],
    [
      'I4 an act from before its author was active',
      'authority',
      ({ doctor }) => contribute(doctor, RECORDS, { at: NOW - 1 }),
    ],
    [
      'I4 an act more than 60 s ahead',
      'time',
      ({ doctor }) => contribute(doctor, RECORDS, { at: NOW + 60_001 }),
    ],
    ['I4 an act 60 s ahead', '', ({ doctor }) => contribute(doctor, RECORDS, { at: NOW + 60_000 })],
    [
      'I1.2 an act changed after it was signed',
      'form',
      ({ doctor }) =>
        changed(contribute(doctor, RECORDS), `"at":${NOW}`, `"at":${NOW + 1}`, 'secret'),
    ],
    [
      'R4 an item with another root',
      'form',
      ({ doctor }) =>
        changed(
          contribute(doctor, RECORDS),
          /"root":"[0-9a-f]{64}"/,
          `"root":"${random32()}"`,
          'arg',
        ),
    ],
    [
      'R4 an item with another id',
      'form',
      ({ doctor }) =>
        changed(contribute(doctor, RECORDS), /"id":"[0-9a-f]{64}"/, `"id":"${random32()}"`, 'arg'),
    ],
    [
      'R4 an item with another commitment to its act',
      'form',
      ({ doctor }) =>
        changed(
          contribute(doctor, RECORDS),
          /"act":"[0-9a-f]{64}"/,
          `"act":"${random32()}"`,
          'arg',
        ),
    ],
    [
      'E5 an act that names no author',
      'form',
      ({ doctor }) => changed(contribute(doctor, RECORDS), '"staff":0', '"staff":1', 'secret'),
    ],
    [
      'E8.3 an incarnation that is not in force',
      'writer',
      ({ doctor }) =>
        contribute(
          { ...doctor, hospital: { ...doctor.hospital, incarnation: random32() } },
          RECORDS,
        ),
    ],
  ];

  it.each(cases)('%s: %s', async (_, code, step) => {
    const scene = await createScene();
    expect((await scene.channel.run(step(scene))).code).toBe(code);
  });

  it('I4 anchors what was signed before a suspension, and nothing signed after it', async () => {
    const { channel, clock, doctor } = await createScene();
    const before = { at: clock.now };
    clock.now += 1_000;
    await channel.must(setStatus(doctor, { status: 'suspended', at: clock.now }));
    expect((await channel.run(contribute(doctor, RECORDS, before))).code).toBe('');
    expect((await channel.run(contribute(doctor, RECORDS, { at: clock.now }))).code).toBe(
      'authority',
    );
  });

  it('I4 takes the key that held when the act was signed', async () => {
    const { channel, clock, doctor } = await createScene();
    const old = { ...doctor };
    const signer = newSigner();
    const at = clock.now + 10;
    const [key] = doctor.held.leaf.keys;
    if (key === undefined) throw new Error('no key');
    const { hospital, held } = doctor;
    const keys = [
      { ...key, until: at },
      { spki: signer.spki, from: at, until: null },
    ];
    const now = { leaf: { ...held.leaf, keys }, nonce: random32() };
    await channel.must(changeStep(hospital, [staffChange(hospital, { old: held, now })]));
    clock.now = at;
    const signed = (by: typeof doctor, when: number) =>
      channel.run(contribute({ ...by, held: now }, RECORDS, { at: when }));
    expect((await signed(old, at - 1)).code).toBe('');
    expect((await signed(old, at)).code).toBe('signature');
    expect((await signed({ ...doctor, signer }, at)).code).toBe('');
    expect((await signed({ ...doctor, signer }, at - 1)).code).toBe('signature');
  });

  it('I4 wants a key that held when the act was signed', async () => {
    const { channel, north } = await createScene();
    const person = newPerson(north, 'doctor');
    const keys = person.held.leaf.keys.map((key) => ({ ...key, from: NOW + 1 }));
    const late = forceStaff(person, { keys });
    await channel.must(changeStep(north, [staffChange(north, { old: null, now: late.held })]));
    expect((await channel.run(contribute(late, RECORDS))).code).toBe('authority');
  });

  it('R7.2 counts an act once', async () => {
    const { channel, doctor } = await createScene();
    const step = contribute(doctor, RECORDS);
    await channel.must(step);
    expect((await channel.run(step)).code).toBe('exists');
  });

  it('R7.2 counts an act once within a transaction and wants one act for each item', async () => {
    const { channel, north, doctor } = await createScene();
    const { arg, secret } = contribute(doctor, RECORDS);
    const argument = JSON.parse(arg);
    const input = JSON.parse(Buffer.from(secret ?? []).toString('utf8'));
    const twice = (items: number, acts: number): Step => ({
      book: 'book-northgate',
      fn: 'contribute',
      arg: canonical({ ...argument, items: Array(items).fill(argument.items[0]) }),
      secret: utf8(canonical({ ...input, acts: Array(acts).fill(input.acts[0]) })),
      by: north.mspId,
      endorsedBy: [north.mspId],
      commit: () => {},
    });
    expect((await channel.endorse(twice(2, 2))).code).toBe('form');
    expect((await channel.endorse(twice(1, 2))).code).toBe('form');
    expect((await channel.endorse(twice(1, 1))).code).toBe('');
  });
});

describe('receive', () => {
  it('D7 writes a receipt of one form for each answer', async () => {
    const { channel, river } = await createScene();
    const { writes } = await channel.must(receive(river, [random32(), random32()]));
    const forms = writes.map(([key, value]) =>
      `${key} ${value}`.replaceAll(/[0-9a-f]{64}/g, 'HEX'),
    );
    expect(new Set(forms)).toEqual(new Set(['book-riverside/r:HEX {"receipt":"HEX","v":1}']));
    expect(writes).toHaveLength(2);
  });

  it('D7 takes a receipt once', async () => {
    const { channel, river } = await createScene();
    const id = random32();
    await channel.must(receive(river, [id]));
    expect((await channel.run(receive(river, [id]))).code).toBe('exists');
    expect((await channel.run(receive(river, [random32(), id]))).code).toBe('exists');
    const twice = random32();
    expect((await channel.run(receive(river, [twice, twice]))).code).toBe('form');
  });

  it('E8.3 is refused by an incarnation that is not in force', async () => {
    const { channel, river } = await createScene();
    const other = { ...river, incarnation: random32() };
    expect((await channel.run(receive(other, [random32()]))).code).toBe('writer');
  });
});
