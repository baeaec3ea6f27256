import { expect, it } from 'vitest';
import { requestHash, takenMessage, type AnswerInput } from '@careledger/contracts';
import {
  ask,
  createWorld,
  decidable,
  EMERGENCY,
  membersOf,
  WORLD_NOW,
} from '@careledger/contracts/testing';
import type { Json } from '@careledger/proof';
import { membersOf as membersIn } from '../ledger-view/members.ts';
import type { Registry } from '../registry/registry.ts';
import { OLDEST_COPY_MS } from './copy-age.ts';
import type { Draft } from './draft.ts';
import { openTaking } from './taken.ts';

/** Northgate's side with an emergency of Riverside's doctor before it, on a copy of this age. */
function emergency(ageMs = 0) {
  const world = createWorld();
  const { north, river } = world;
  const asked = ask(world.asker, north, EMERGENCY);
  const asDecided = decidable(world, { asked });
  const rows = new Map<string, Json | null>();
  const time = { now: WORLD_NOW };
  const members = membersIn(JSON.stringify(membersOf(world)));
  if (members === undefined) throw new Error('the world has no members');
  const taking = openTaking({
    book: {
      hospital: { channel: north.channel, clock: () => time.now, registry: registryOn(rows) },
      view: { members },
    },
    signer: { sign: (message) => Buffer.from(north.node.sign(message), 'base64url') },
    copyAge: { ms: () => ageMs },
  });
  const draft = draftOf(asDecided.input);
  const signed = (detail: string, by = river) =>
    by.node.sign(takenMessage({ channel: north.channel, id: draft.id, detail }));
  return { taking, draft, asDecided, rows, time, north, signed };
}

function draftOf(input: AnswerInput): Draft {
  const { request, signature, staff, patient, known, document, consentBy, nonce } = input;
  const asking = { request, signature, staff, height: 0, text: null, delay: null, person: null };
  const subject = { patient: 'she', leaf: patient.leaf, nonce: patient.nonce, known, document };
  return {
    asking,
    id: requestHash(request, signature),
    nonce,
    subject: { ...subject, by: consentBy, candidates: [] },
    offered: [],
    input: () => input,
  };
}

function registryOn(rows: Map<string, Json | null>): Registry {
  return {
    put: async (kind, id, value) => void rows.set(`${kind}/${id}`, value),
    putAll: async () => {},
    get: (kind, id) => rows.get(`${kind}/${id}`) ?? undefined,
    all: () => [],
    close: async () => {},
  };
}

it('D2 decides an emergency on a copy of 24 h, and on an older one nothing', async () => {
  const young = emergency(OLDEST_COPY_MS);
  await expect(young.taking.offer(young.draft, young.asDecided, WORLD_NOW)).resolves.toMatchObject({
    detail: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const old = emergency(OLDEST_COPY_MS + 1);
  await expect(old.taking.offer(old.draft, old.asDecided, WORLD_NOW)).rejects.toMatchObject({
    code: 'unreachable',
  });
});

it('D2 gives nothing before the node of the asking member has signed the same decision, and keeps it to be recorded', async () => {
  const { taking, draft, asDecided, rows, north, signed } = emergency();
  const { id } = draft;
  const { detail } = await taking.offer(draft, asDecided, WORLD_NOW);
  expect(rows.size).toBe(0);
  for (const [member, signature] of [
    ['riverside', signed('0'.repeat(64))],
    ['riverside', signed(detail, north)],
  ] as const)
    await expect(taking.take(member, { id, signature })).rejects.toMatchObject({
      code: 'forbidden',
    });
  await expect(taking.take('lakeside', { id, signature: signed(detail) })).rejects.toMatchObject({
    code: 'replay',
  });
  expect(rows.size).toBe(0);
  const { decided } = await taking.take('riverside', { id, signature: signed(detail) });
  expect(decided).toMatchObject({ anchor: null, decision: { outcome: 'granted' } });
  expect([...rows.keys()]).toEqual([`taken/${id}`]);
  await expect(
    taking.take('riverside', { id, signature: signed(detail) }),
    'once only',
  ).rejects.toMatchObject({ code: 'replay' });
});

it('D2 closes a decision that nobody signed within a minute', async () => {
  const { taking, draft, asDecided, time, signed } = emergency();
  const { detail } = await taking.offer(draft, asDecided, WORLD_NOW);
  expect(taking.isOpen(draft.id)).toBe(true);
  time.now += 60_001;
  expect(taking.isOpen(draft.id)).toBe(false);
  await expect(
    taking.take('riverside', { id: draft.id, signature: signed(detail) }),
  ).rejects.toMatchObject({ code: 'replay' });
});
