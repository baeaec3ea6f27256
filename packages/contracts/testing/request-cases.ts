import { positionOf } from '@careledger/proof';
import type { Decidable } from '../src/answer-input.ts';
import type { Because } from '../src/decision.ts';
import { leafHashOf } from '../src/leaf.ts';
import type { StaffLeaf } from '../src/staff-leaf.ts';
import { answerInputFor, ask } from './exchange.ts';
import type { Person } from './hospital.ts';
import { newSigner, otherS, random32 } from './signer.ts';
import { decidable, forceStaff, hire, membersOf, WORLD_NOW as NOW, type World } from './world.ts';

/** One thing that differs from a granted answer, and what must come of it. */
export type Case = readonly [name: string, expected: Because, change: (world: World) => Decidable];

function members(world: World, id: string, status: 'active' | 'suspended' | 'pending') {
  const all = membersOf(world);
  return {
    members: {
      ...all,
      members: all.members.map((each) => (each.id === id ? { ...each, status } : each)),
    },
  };
}

const asker = (world: World, person: Person, at?: number): Decidable => {
  const { river, north } = world;
  const { leaf, nonce } = person.held;
  river.maps.staff.set(positionOf(leaf.handle), leafHashOf(leaf, nonce));
  return decidable(world, { asked: ask(person, north, at === undefined ? {} : { at }) });
};

const withStatus =
  (status: StaffLeaf['status'], at?: number) =>
  (world: World): Decidable =>
    asker(world, forceStaff(world.asker, { status }), at);

/** What may differ about members, request and practitioner. */
export const requests: readonly Case[] = [
  [
    'M4.1 the custodian is suspended',
    'custodian-not-active',
    (world) => decidable(world, { context: members(world, 'northgate', 'suspended') }),
  ],
  [
    'M4.1 the requester is suspended',
    'requester-not-active',
    (world) => decidable(world, { context: members(world, 'riverside', 'suspended') }),
  ],
  [
    'M2 the requester is still pending',
    'requester-not-active',
    (world) => decidable(world, { context: members(world, 'riverside', 'pending') }),
  ],
  [
    'M4.3 all releases are paused',
    'paused',
    (world) => decidable(world, { context: { pause: { v: 1, everybody: true, members: [] } } }),
  ],
  [
    'M4.3 releases to this member are paused',
    'paused',
    (world) =>
      decidable(world, { context: { pause: { v: 1, everybody: false, members: ['riverside'] } } }),
  ],
  [
    'M4.3 releases to another member are paused',
    'grant',
    (world) =>
      decidable(world, { context: { pause: { v: 1, everybody: false, members: ['lakeside'] } } }),
  ],
  [
    'D5 it is bound to another custodian',
    'not-bound-here',
    (world) =>
      decidable(world, { asked: ask(world.asker, world.north, { custodian: 'lakeside' }) }),
  ],
  [
    'D5 it is bound to another channel',
    'not-bound-here',
    (world) => decidable(world, { asked: ask(world.asker, world.north, { channel: 'other' }) }),
  ],
  [
    'I1.2 it names another practitioner',
    'practitioner',
    (world) =>
      decidable(world, { asked: ask(world.asker, world.north, { practitioner: random32() }) }),
  ],
  [
    'I1.2 another key signed it',
    'request-signature',
    (world) =>
      decidable(world, { asked: ask({ ...world.asker, signer: newSigner() }, world.north) }),
  ],
  [
    'I1.2 it was changed after signing',
    'request-signature',
    (world) => {
      const asked = ask(world.asker, world.north);
      const request = { ...asked.request, categories: ['medications'] };
      return decidable(world, { asked: { ...asked, request } });
    },
  ],
  [
    'I1.2 its signature has high S',
    'request-signature',
    (world) => {
      const asked = ask(world.asker, world.north);
      return decidable(world, { asked: { ...asked, signature: otherS(asked.signature) } });
    },
  ],
  [
    'I4 the key ended before the request',
    'request-signature',
    (world) => {
      const keys = [{ spki: world.asker.signer.spki, from: NOW - 10, until: NOW }];
      return asker(world, forceStaff(world.asker, { keys }));
    },
  ],
  [
    'I4 the key was not in use at the time of the request',
    'request-signature',
    (world) => {
      const keys = [{ spki: world.asker.signer.spki, from: NOW, until: null }];
      const status = [{ status: 'active' as const, at: NOW - 100 }];
      return asker(world, forceStaff(world.asker, { keys, status }), NOW - 1);
    },
  ],
  [
    'I1 a second key took over from the first',
    'grant',
    (world) => {
      const keys = [
        { spki: newSigner().spki, from: NOW - 10, until: NOW },
        { spki: world.asker.signer.spki, from: NOW, until: null },
      ];
      return asker(world, forceStaff(world.asker, { keys }));
    },
  ],
  [
    'D5 it is older than 60 s',
    'request-not-fresh',
    (world) => decidable({ ...world }, { context: { now: NOW + 60_001 } }),
  ],
  ['D5 it is 60 s old', 'grant', (world) => decidable(world, { context: { now: NOW + 60_000 } })],
  [
    'D5 it lies more than 60 s ahead',
    'request-not-fresh',
    (world) => {
      const status = [{ status: 'active' as const, at: NOW - 90_000 }];
      const keys = [{ spki: world.asker.signer.spki, from: NOW - 90_000, until: null }];
      return asker(world, forceStaff(world.asker, { status, keys }), NOW + 60_001);
    },
  ],
  [
    'D5 it lies 60 s ahead',
    'grant',
    (world) => decidable(world, { asked: ask(world.asker, world.north, { at: NOW + 60_000 }) }),
  ],
  [
    'I1.2 an administrator asks',
    'role',
    (world) => decidable(world, { asked: ask(hire(world.river, 'administrator'), world.north) }),
  ],
  [
    'I1.2 a researcher asks',
    'role',
    (world) => decidable(world, { asked: ask(hire(world.river, 'researcher'), world.north) }),
  ],
  [
    'I1.2 a privacy officer asks',
    'role',
    (world) => decidable(world, { asked: ask(hire(world.river, 'privacy-officer'), world.north) }),
  ],
  [
    'I4 the practitioner is suspended',
    'practitioner-not-active',
    withStatus([
      { status: 'active', at: 1 },
      { status: 'suspended', at: NOW - 1 },
    ]),
  ],
  [
    'I4 the practitioner has left',
    'practitioner-not-active',
    withStatus([
      { status: 'active', at: 1 },
      { status: 'ended', at: NOW },
    ]),
  ],
  [
    'I4 the practitioner was suspended between asking and now',
    'practitioner-not-active',
    (world) => {
      const keys = [{ spki: world.asker.signer.spki, from: 1, until: null }];
      const status = [
        { status: 'active' as const, at: 1 },
        { status: 'suspended' as const, at: NOW - 5 },
      ];
      return asker(world, forceStaff(world.asker, { keys, status }), NOW - 10);
    },
  ],
  [
    'I4 the practitioner was not active yet when asking',
    'practitioner-not-active',
    (world) => {
      const keys = [{ spki: world.asker.signer.spki, from: 1, until: null }];
      const status = [{ status: 'active' as const, at: NOW - 5 }];
      return asker(world, forceStaff(world.asker, { keys, status }), NOW - 10);
    },
  ],
  [
    'I4 the practitioner is active again',
    'grant',
    withStatus([
      { status: 'active', at: 1 },
      { status: 'suspended', at: 2 },
      { status: 'active', at: 3 },
    ]),
  ],
  [
    'C12.2 the card is unknown',
    'unknown-card',
    (world) =>
      decidable(world, {
        input: answerInputFor(world.north, ask(world.asker, world.north), {
          offered: world.offered,
        }),
      }),
  ],
  [
    'C2.1 it is for another purpose',
    'purpose',
    (world) => decidable(world, { asked: ask(world.asker, world.north, { purpose: 'HRESCH' }) }),
  ],
  [
    'C2.1 another practitioner of the same hospital asks',
    'no-grant',
    (world) => decidable(world, { asked: ask(hire(world.river, 'doctor'), world.north) }),
  ],
  [
    'C13 it asks for nothing that was granted',
    'category',
    (world) =>
      decidable(world, { asked: ask(world.asker, world.north, { categories: ['vitals'] }) }),
  ],
  [
    'I1.2 a nurse asks, who may, and has no grant',
    'no-grant',
    (world) => decidable(world, { asked: ask(hire(world.river, 'nurse'), world.north) }),
  ],
];
