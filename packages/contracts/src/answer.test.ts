import { canonical } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import {
  answerFor,
  answerInputFor,
  answerStep,
  ask,
  claimBook,
  consent,
  contribute,
  createScene,
  decidedBy,
  EMERGENCY,
  grantedPatient,
  newProposal,
  pauseFor,
  propose,
  raiseStop,
  random32,
  sayOn,
  setStatus,
  takenStep,
  type Asked,
  type Endorsed,
  type Patient,
  type Scene,
  type Step,
} from '../testing/index.ts';
import { sealAnswer } from './decision.ts';

/** What the ledger shows of an answer, without what is random or names the request. */
function shape({ reads, writes }: Endorsed) {
  const unnamed = (key: string) => key.replace(/a:[0-9a-f]{64}$/, 'a:ID');
  return {
    reads: reads.map(([key]) => unnamed(key)),
    writes: writes.map(([key, value]) => [unnamed(key), value.replaceAll(/[0-9a-f]{64}/g, 'HEX')]),
    sizes: writes.map(([key, value]) => key.length + value.length),
  };
}

describe('answer', () => {
  it('C12 reads the same keys and writes the same form whatever comes out', async () => {
    const scene = await createScene();
    const { channel, asker, north, river } = scene;
    const patient = await grantedPatient(scene);
    const shapes: [string, ReturnType<typeof shape>][] = [];
    const answered = async (name: string, step: Step) => {
      shapes.push([name, shape(await channel.must(step))]);
    };
    await answered('granted', answerFor(scene, patient).step);
    await answered('unknown', answerFor(scene, undefined).step);
    await answered(
      'empty',
      answerStep(north, answerInputFor(north, ask(asker, north), { patient, offered: [] })),
    );
    await answered('emergency', answerFor(scene, patient, ask(asker, north, EMERGENCY)).step);
    await answered(
      'refused',
      answerFor(scene, patient, ask(asker, north, { purpose: 'HRESCH' })).step,
    );
    const asked = ask(asker, north, EMERGENCY);
    const { input } = answerFor(scene, patient, asked);
    const decision = await decidedBy(scene, input, scene.clock.now);
    await answered(
      'taken',
      takenStep({ custodian: north, requester: river }, { asked, decision, nonce: random32() })
        .step,
    );
    await channel.must(raiseStop(river, north, patient.stopCode));
    await answered('stopped', answerFor(scene, patient).step);
    await channel.must(pauseFor(scene.administrator, { everybody: true, members: [] }));
    await answered('paused', answerFor(scene, patient).step);

    const [first] = shapes;
    expect(first?.[1].reads).toEqual([
      'book-northgate/a:ID',
      'book-northgate/pause',
      'book-northgate/root:patients',
      'book-northgate/root:staff',
      'book-northgate/self',
      'book-northgate/writer',
      'book-riverside/root:staff',
      'governance/members',
      'stop/root:northgate',
    ]);
    expect(first?.[1].writes).toEqual([
      ['book-northgate/a:ID', '{"decision":"HEX","org":"riverside","v":1}'],
    ]);
    for (const [name, found] of shapes) expect([name, found]).toEqual([name, first?.[1]]);
  });

  it('C6 writes what anybody computes again from the inputs', async () => {
    const scene = await createScene();
    const patient = await grantedPatient(scene);
    for (const asked of [ask(scene.asker, scene.north), ask(scene.asker, scene.north, EMERGENCY)]) {
      const { input, step } = answerFor(scene, patient, asked);
      await scene.channel.must(step);
      const decided = await decidedBy(scene, input, scene.clock.now);
      const { commitment } = sealAnswer(decided, input.nonce);
      expect(scene.channel.value(`book-northgate/a:${asked.id}`)).toBe(
        canonical({ v: 1, org: 'riverside', decision: commitment }),
      );
    }
  });

  it('C4.1 refuses a request ordered after a withdrawal', async () => {
    const scene = await createScene();
    const patient = await grantedPatient(scene);
    await scene.channel.must(consent(patient, {}).step);
    const { input, step } = answerFor(scene, patient);
    await scene.channel.must(step);
    expect((await decidedBy(scene, input, scene.clock.now)).because).toBe('no-grant');
  });

  it('D5 answers a request once', async () => {
    const scene = await createScene();
    const patient = await grantedPatient(scene);
    const { step, asked } = answerFor(scene, patient);
    await scene.channel.must(step);
    expect((await scene.channel.run(step)).code).toBe('exists');
    expect((await scene.channel.run(answerFor(scene, patient, asked).step)).code).toBe('exists');
  });

  const races: [string, (scene: Scene, patient: Patient) => Promise<Step> | Step, string][] = [
    ['C4.1 a withdrawal', (_, patient) => consent(patient, {}).step, 'MVCC_READ_CONFLICT'],
    [
      'C11 a stop',
      ({ river, north }, patient) => raiseStop(river, north, patient.stopCode),
      'MVCC_READ_CONFLICT',
    ],
    [
      'I4 a suspension of the practitioner',
      ({ asker, clock }) => setStatus(asker, { status: 'suspended', at: clock.now + 1 }),
      'MVCC_READ_CONFLICT',
    ],
    [
      "C5.1 a change of the custodian's staff",
      ({ doctor, clock }) => setStatus(doctor, { status: 'suspended', at: clock.now + 1 }),
      'MVCC_READ_CONFLICT',
    ],
    [
      'M4.3 a pause',
      ({ administrator }) => pauseFor(administrator, { everybody: true, members: [] }),
      'MVCC_READ_CONFLICT',
    ],
    [
      'E8.3 another incarnation',
      ({ north }) => claimBook({ ...north, incarnation: random32() }, north.incarnation),
      'MVCC_READ_CONFLICT',
    ],
    [
      'D5 the same answer',
      (scene, patient) => answerFor(scene, patient, held.asked).step,
      'MVCC_READ_CONFLICT',
    ],
    ['R7 a contribution', ({ doctor }) => contribute(doctor, [random32()]), 'VALID'],
    ['D7 another answer', (scene, patient) => answerFor(scene, patient).step, 'VALID'],
  ];
  const held: { asked: Asked | undefined } = { asked: undefined };

  it.each(races)(
    'C4.1 of an answer and %s ordered before it, the order decides',
    async (_, other, expected) => {
      const scene = await createScene();
      const patient = await grantedPatient(scene);
      const { step, asked } = answerFor(scene, patient);
      held.asked = asked;
      const endorsed = await scene.channel.endorse(step);
      await scene.channel.must(await other(scene, patient));
      expect(scene.channel.commit(endorsed)).toBe(expected);
    },
  );

  it('M1 fails where the members changed before it', async () => {
    const scene = await createScene();
    const patient = await grantedPatient(scene);
    const { step } = answerFor(scene, patient);
    const endorsed = await scene.channel.endorse(step);
    const { north, river, channel } = scene;
    const update = newProposal(north, 'update', river);
    await channel.must(propose(river, update, [north, river]));
    await channel.must(sayOn(north, 'approve', update, [north, river]));
    expect(channel.commit(endorsed)).toBe('MVCC_READ_CONFLICT');
  });

  it('C7 refuses one whose timestamp is more than 60 s off the endorser, either way', async () => {
    const scene = await createScene();
    const patient = await grantedPatient(scene);
    const { now } = scene.clock;
    const at = async (time: number) =>
      (await scene.channel.endorse(answerFor(scene, patient).step, { at: time })).code;
    expect(await at(now - 60_001)).toBe('time');
    expect(await at(now + 60_001)).toBe('time');
    expect(await at(now - 60_000)).toBe('');
    expect(await at(now + 60_000)).toBe('');
  });

  it('C7 takes the milliseconds of the timestamp', async () => {
    const scene = await createScene();
    const patient = await grantedPatient(scene);
    const { asked, step, input } = answerFor(scene, patient);
    const at = scene.clock.now + 7;
    await scene.channel.must(step, { at });
    const { commitment } = sealAnswer(await decidedBy(scene, input, at), input.nonce);
    expect(scene.channel.value(`book-northgate/a:${asked.id}`)).toContain(commitment);
  });
});

describe('answer refuses to make a transaction', () => {
  type Refused = [name: string, code: string, step: (scene: Scene, patient: Patient) => Step];
  const withArgument = (step: Step, arg: string): Step => ({ ...step, arg });
  const cases: Refused[] = [
    [
      "D5 of an id that is another request's",
      'form',
      (scene, patient) => {
        const { input } = answerFor(scene, patient);
        return answerStep(scene.north, input, random32());
      },
    ],
    [
      'E8.3 by an incarnation that is not in force',
      'writer',
      (scene, patient) =>
        answerStep({ ...scene.north, incarnation: random32() }, answerFor(scene, patient).input),
    ],
    [
      'M1 for an organisation that is no member',
      'member',
      (scene, patient) =>
        answerFor(scene, patient, ask(scene.asker, scene.north, { requester: 'lakeside' })).step,
    ],
    [
      'C1.3 for the custodian itself',
      'form',
      (scene, patient) =>
        answerFor(scene, patient, ask(scene.asker, scene.north, { requester: 'northgate' })).step,
    ],
    [
      'E5 without a transient value',
      'form',
      (scene, patient) => ({ ...answerFor(scene, patient).step, secret: undefined }),
    ],
    [
      'E5 with an argument that is not canonical',
      'form',
      (scene, patient) => {
        const { step } = answerFor(scene, patient);
        return withArgument(step, ` ${step.arg}`);
      },
    ],
    [
      'E5 with a member too many',
      'form',
      (scene, patient) => {
        const { step } = answerFor(scene, patient);
        return withArgument(step, step.arg.replace('{', '{"a":1,'));
      },
    ],
    [
      'E6 of another version',
      'form',
      (scene, patient) => {
        const { step } = answerFor(scene, patient);
        return withArgument(step, step.arg.replace('"v":1', '"v":2'));
      },
    ],
    ...['null', '[]', '"text"', '7', '{"decision":1}'].map((secret): Refused => [
      `E5 with ${secret} for a transient value`,
      'form',
      (scene, patient) => ({
        ...answerFor(scene, patient).step,
        secret: Buffer.from(secret),
      }),
    ]),
    [
      'I1.1 on a path of before',
      'stale',
      (scene, patient) => {
        const asked = ask(scene.asker, scene.north);
        scene.north.maps.patients.set(random32(), random32());
        return answerFor(scene, patient, asked).step;
      },
    ],
  ];

  it.each(cases)('%s: %s', async (_, code, step) => {
    const scene = await createScene();
    const patient = await grantedPatient(scene);
    expect((await scene.channel.endorse(step(scene, patient))).code).toBe(code);
  });
});
