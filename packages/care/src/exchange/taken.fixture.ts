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
import type { Draft } from './draft.ts';
import { openTaking } from './taken.ts';

/** Northgate's side with an emergency of Riverside's doctor before it, on a copy of this age. */
export function emergency(ageMs = 0) {
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

/** A registry over rows in memory. */
export function registryOn(rows: Map<string, Json | null>): Registry {
  return {
    put: async (kind, id, value) => void rows.set(`${kind}/${id}`, value),
    putAll: async () => {},
    get: (kind, id) => rows.get(`${kind}/${id}`) ?? undefined,
    all: (kind) =>
      [...rows].flatMap(([key, value]) =>
        value !== null && key.startsWith(`${kind}/`)
          ? [[key.slice(kind.length + 1), value] as const]
          : [],
      ),
    close: async () => {},
  };
}
