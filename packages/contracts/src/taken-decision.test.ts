import { canonical } from '@careledger/proof';
import { describe, expect, it } from 'vitest';
import {
  answerFor,
  answerInputFor,
  answerStep,
  ask,
  type Asked,
  claimBook,
  createChannel,
  createHospital,
  createScene,
  decidedBy,
  EMERGENCY,
  enrolStaff,
  foundConsortium,
  foundOwnBook,
  grantedPatient,
  random32,
  type Scene,
  type Step,
  takenStep,
  WORLD_NOW,
} from '../testing/index.ts';
import type { AnswerInput } from './answer-input.ts';
import { sealAnswer, type Decision } from './decision.ts';

describe('a decision taken without a ledger', () => {
  type Taken = [name: string, code: string, change: (scene: Scene, taken: Parts) => Step];
  type Parts = {
    asked: Asked;
    input: AnswerInput;
    decision: Decision;
  };
  const record = (
    scene: Scene,
    parts: Parts,
    nodes = { custodian: scene.north, requester: scene.river },
  ) => takenStep(nodes, { ...parts, nonce: parts.input.nonce }).step;
  const altered = (differently: Partial<Parts['decision']>) => (scene: Scene, parts: Parts) =>
    record(scene, { ...parts, decision: { ...parts.decision, ...differently } });
  const cases: Taken[] = [
    ['D2 is anchored as it was', '', (scene, parts) => record(scene, parts)],
    [
      "D2 is not signed by the custodian's node",
      'signature',
      (scene, parts) =>
        record(scene, parts, {
          custodian: { ...scene.north, node: scene.river.node },
          requester: scene.river,
        }),
    ],
    [
      "D2 is not signed by the requester's node",
      'signature',
      (scene, parts) => record(scene, parts, { custodian: scene.north, requester: scene.north }),
    ],
    [
      'D2 was changed after it was signed',
      'signature',
      (scene, parts) => {
        const { input, step } = takenStep(
          { custodian: scene.north, requester: scene.river },
          { ...parts, nonce: parts.input.nonce },
        );
        const decision = { ...parts.decision, released: [] };
        return { ...step, secret: Buffer.from(canonical({ ...input, decision })) };
      },
    ],
    ['D2 is on another practitioner', 'rule', altered({ practitioner: random32() })],
    ['D2 is on another event', 'rule', altered({ event: random32() })],
    ['D2 is on another purpose', 'rule', altered({ purpose: 'HRESCH' })],
    ['D2 is on another basis', 'rule', altered({ basis: 'emergency-rest' })],
    ['D2 is on another requester', 'rule', altered({ requester: 'lakeside' })],
    [
      'D2 was taken 60 s after the request',
      '',
      (scene, parts) => altered({ at: parts.decision.at + 60_000 })(scene, parts),
    ],
    [
      'D2 was taken 60 s before the request',
      '',
      (scene, parts) => altered({ at: parts.decision.at - 60_000 })(scene, parts),
    ],
    [
      'D2 was taken long after the request',
      'rule',
      (scene, parts) => altered({ at: parts.decision.at + 60_001 })(scene, parts),
    ],
    [
      'D2 was taken long before the request',
      'rule',
      (scene, parts) => altered({ at: parts.decision.at - 60_001 })(scene, parts),
    ],
  ];

  it.each(cases)('%s (%s)', async (_, code, change) => {
    const scene = await createScene();
    const patient = await grantedPatient(scene);
    const asked = ask(scene.asker, scene.north, EMERGENCY);
    const { input } = answerFor(scene, patient, asked);
    const decision = await decidedBy(scene, input, scene.clock.now);
    scene.clock.now += 3_600_000;
    const found = await scene.channel.run(change(scene, { asked, input, decision }));
    expect(found.code).toBe(code);
    if (code === '') expect(found.writes).toHaveLength(1);
  });

  it('D2 is anchored unchanged', async () => {
    const scene = await createScene();
    const asked = ask(scene.asker, scene.north, EMERGENCY);
    const { input } = answerFor(scene, await grantedPatient(scene), asked);
    const decision = await decidedBy(scene, input, scene.clock.now);
    const { nonce } = input;
    scene.clock.now += 3_600_000;
    const nodes = { custodian: scene.north, requester: scene.river };
    await scene.channel.must(takenStep(nodes, { asked, decision, nonce }).step);
    expect(scene.channel.value(`book-northgate/a:${asked.id}`)).toContain(
      sealAnswer(decision, nonce).commitment,
    );
  });

  it.each([
    ['C1.3 on a grant', 'rule', {}],
    ['D5 for another custodian', 'rule', { ...EMERGENCY, custodian: 'lakeside' }],
    ['D5 on another channel', 'rule', { ...EMERGENCY, channel: 'other' }],
    ['D2 of a time ahead', 'time', { ...EMERGENCY, at: 1_800_000_060_001 }],
    ['D2 of a time 60 s ahead', '', { ...EMERGENCY, at: 1_800_000_060_000 }],
  ] as const)('%s: %s', async (_, code, differently) => {
    const scene = await createScene();
    const { asker, north, river } = scene;
    const asked = ask(asker, north, differently);
    const { basis, at, purpose, event, practitioner } = asked.request;
    const nonce = random32();
    const { input } = answerFor(scene, await grantedPatient(scene));
    const decided = await decidedBy(scene, input, scene.clock.now);
    const decision = { ...decided, basis, at, purpose, event, practitioner };
    const { step } = takenStep({ custodian: north, requester: river }, { asked, decision, nonce });
    expect((await scene.channel.run(step)).code).toBe(code);
  });
});

describe('an answer of a custodian that is no member', () => {
  it('M1 is not made, decided or taken', async () => {
    const clock = () => WORLD_NOW;
    const options = { channel: 'careledger', clock };
    const north = createHospital({ id: 'northgate', ...options });
    const river = createHospital({ id: 'riverside', ...options });
    const channel = createChannel([north, river], options);
    await channel.must(foundConsortium([river]));
    await channel.must(foundOwnBook(north));
    await channel.must(claimBook(north));
    await channel.must(foundOwnBook(river));
    await channel.must(claimBook(river));
    const { step, person } = enrolStaff(river, { role: 'doctor' });
    await channel.must(step);
    const scene = await createScene();
    const asked = ask(person, north, EMERGENCY);
    const input = answerInputFor(north, asked, { offered: [] });
    expect((await channel.run(answerStep(north, input))).code).toBe('member');
    const other = answerFor(
      scene,
      await grantedPatient(scene),
      ask(scene.asker, scene.north, EMERGENCY),
    );
    const decision = await decidedBy(scene, other.input, WORLD_NOW);
    const taken = takenStep(
      { custodian: north, requester: river },
      { asked, decision, nonce: random32() },
    );
    expect((await channel.run(taken.step)).code).toBe('member');
  });
});
