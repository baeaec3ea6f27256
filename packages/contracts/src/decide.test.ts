import { canonical, positionOf, type Verify } from '@careledger/proof';
import { assert, asyncProperty, nat } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assisted, assistedConsents } from '../testing/assisted-cases.ts';
import { consents } from '../testing/consent-cases.ts';
import { emergencies } from '../testing/emergency-cases.ts';
import {
  answerInputFor,
  ask,
  consent,
  createWorld,
  decidable,
  forceStaff,
  GRANTED,
  random32,
  WORLD_NOW as NOW,
  type World,
} from '../testing/index.ts';
import { requests } from '../testing/request-cases.ts';
import type { Decidable } from './answer-input.ts';
import { decide } from './decide.ts';
import type { Because, Decision } from './decision.ts';
import { createVerifier } from './signature.ts';

const verify = createVerifier();
const decided = (asked: Decidable): Promise<Decision> => decide(asked, verify);

/** What a decision says, made in a fresh world. */
async function because(change: (world: World) => Decidable): Promise<Because> {
  return (await decided(change(createWorld()))).because;
}

/** The code of what a decision throws. */
async function fault(change: (world: World) => Decidable): Promise<unknown> {
  const asked = change(createWorld());
  return decided(asked).then(
    ({ because: found }) => found,
    (error: { code?: string }) => error.code,
  );
}

const throwing: readonly (readonly [
  name: string,
  code: string,
  change: (world: World) => Decidable,
])[] = [
  [
    'I1.1 the practitioner is not under the root',
    'stale',
    (world) =>
      decidable(world, { asked: ask(forceStaff(world.asker, { name: random32() }), world.north) }),
  ],
  [
    'I1.1 the practitioner is not under the root, and two of staff signed for the patient',
    'stale',
    (world) => {
      const asked = ask(forceStaff(world.asker, { name: random32() }), world.north);
      const { input, ...context } = assisted()(world);
      const { request, signature, staff } = asked;
      return { ...context, input: { ...input, request, signature, staff } };
    },
  ],
  [
    'I1.1 the patient is not under the root',
    'stale',
    (world) => {
      const { patient } = decidable(world).input;
      return decidable(world, { input: { patient: { ...patient, nonce: random32() } } });
    },
  ],
  [
    'C12.2 a known card is said to be unknown',
    'stale',
    (world) => decidable(world, { input: { known: false } }),
  ],
  [
    'C12.2 an unknown card is said to be known',
    'stale',
    (world) => {
      const input = answerInputFor(world.north, ask(world.asker, world.north), { offered: [] });
      return decidable(world, { input: { ...input, known: true } });
    },
  ],
  [
    'C11 the path of the stop code is old',
    'stale',
    (world) => {
      const { stopPath } = decidable(world).input;
      for (let count = 0; count < 3; count += 1) {
        const other = random32();
        world.north.stops.set(positionOf(other), other);
      }
      return decidable(world, { input: { stopPath } });
    },
  ],
  [
    'C5.1 a witness is not under the root',
    'stale',
    (world) => {
      const asked = assisted()(world);
      const { consentBy } = asked.input;
      if (consentBy.kind !== 'assisted') throw new Error('not assisted');
      const [one, other] = consentBy.signers;
      if (one === undefined || other === undefined) throw new Error('not two');
      const spoilt = { ...other, staff: { ...other.staff, nonce: random32() } };
      return {
        ...asked,
        input: { ...asked.input, consentBy: { ...consentBy, signers: [one, spoilt] } },
      };
    },
  ],
  [
    'M1 the requester is no member',
    'member',
    (world) =>
      decidable(world, { asked: ask(world.asker, world.north, { requester: 'lakeside' }) }),
  ],
  [
    'M1 the custodian is no member',
    'member',
    (world) => decidable(world, { context: { member: 'lakeside' } }),
  ],
  [
    'C1.3 a member asks itself',
    'form',
    (world) =>
      decidable(world, { asked: ask(world.asker, world.north, { requester: 'northgate' }) }),
  ],
];

const GRANTING = new Set<Because>(['grant', 'emergency', 'emergency-rest']);
const cases = [...requests, ...consents, ...assistedConsents, ...emergencies];

describe('decide', () => {
  it('C16 grants what the patient granted, and nothing else', async () => {
    const found = await decided(decidable(createWorld()));
    expect(found).toMatchObject({
      rule: '1',
      outcome: 'granted',
      because: 'grant',
      basis: 'grant',
      released: GRANTED,
    });
  });

  it.each(cases)('C16 %s: %s', async (_, expected, change) => {
    expect(await because(change)).toBe(expected);
  });

  it.each(cases.filter(([, expected]) => !GRANTING.has(expected)))(
    'C1.3 releases nothing when %s',
    async (_, __, change) => {
      const found = await decided(change(createWorld()));
      expect(found).toMatchObject({ outcome: 'refused', released: [] });
    },
  );

  it('C5.1 opens what is sensitive by a passkey, and not by two of staff', async () => {
    const world = createWorld();
    const sensitive = { ...world.grant, categories: ['problems', 'PSY'] };
    consent(world.patient, { grants: [sensitive] }).step.commit();
    expect((await decided(decidable(world))).released).toEqual([2, 4]);
    const by = assisted()({ ...world, grant: sensitive });
    expect((await decided(by)).released).toEqual([2]);
  });

  it('C8.1 releases in an emergency the summary, and by a second reason the rest', async () => {
    const world = createWorld();
    const released = async (differently: Parameters<typeof ask>[2]) =>
      (await decided(decidable(world, { asked: ask(world.asker, world.north, differently) })))
        .released;
    expect(await released({ basis: 'emergency', reasons: ['BTG'] })).toEqual([0, 1, 2]);
    const rest = { basis: 'emergency-rest', reasons: ['BTG', 'UNCONSCIOUS'] } as const;
    expect(await released(rest)).toEqual([0, 1, 2, 3, 4]);
  });

  it.each(throwing)('C16 %s: decides nothing (%s)', async (_, code, change) => {
    expect(await fault(change)).toBe(code);
  });

  it('C12 checks the same number of signatures whatever comes out', async () => {
    const counts = new Map<string, number>();
    for (const [name, , change] of cases) {
      let count = 0;
      const counting: Verify = (...signed) => {
        count += 1;
        return verify(...signed);
      };
      await decide(change(createWorld()), counting);
      counts.set(name, count);
    }
    expect([...counts].filter(([, count]) => count !== 3)).toEqual([]);
  });

  it('C6 computes the same bytes again from inputs that went through JSON', async () => {
    const world = createWorld();
    await assert(
      asyncProperty(nat(cases.length - 1), async (index) => {
        const asked = cases[index]?.[2](createWorld()) ?? decidable(world);
        const first = canonical(await decided(asked));
        const again: Decidable = JSON.parse(canonical(asked));
        expect(canonical(await decided(again))).toBe(first);
      }),
      { numRuns: 15 },
    );
  });

  it('C6 names other inputs when anything differs', async () => {
    const world = createWorld();
    const asked = decidable(world);
    const { inputs } = await decided(asked);
    const others: Decidable[] = [
      { ...asked, now: NOW + 1 },
      { ...asked, input: { ...asked.input, offered: asked.input.offered.slice(1) } },
      { ...asked, pause: { v: 1, everybody: false, members: ['lakeside'] } },
    ];
    for (const other of others) expect((await decided(other)).inputs).not.toBe(inputs);
  });
});
