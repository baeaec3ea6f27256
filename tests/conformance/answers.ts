import {
  createVerifier,
  decide,
  members as membersForm,
  NO_PAUSE,
  parse,
  sealAnswer,
  type AnswerInput,
  type Because,
  type Offer,
} from '@careledger/contracts';
import {
  answerInputFor,
  answerStep,
  ask,
  random32,
  receive,
  type Asked,
  type Patient,
} from '@careledger/contracts/testing';
import { footprintOf, type Envelope } from '@careledger/ledger';
import { canonical } from '@careledger/proof';
import assert from 'node:assert/strict';

import { eventsOf, type Sent } from './recorder.ts';
import { CANARIES, type Cast, type World } from './world.ts';

const verify = createVerifier();

/** What Northgate could release: two kinds that are granted, one that is not, one that is sensitive. */
const OFFERED: readonly Offer[] = [
  { commitment: random32(), kind: 'medications', labels: [], date: null },
  { commitment: random32(), kind: 'medications', labels: ['PSY'], date: null },
  { commitment: random32(), kind: 'allergies', labels: [], date: null },
  { commitment: random32(), kind: 'vitals', labels: [], date: null },
];

/** What Northgate decides on for a request; without a patient the card is unknown. */
export function inputFor({ north }: World, asked: Asked, patient?: Patient): AnswerInput {
  return answerInputFor(north, asked, { patient, offered: patient === undefined ? [] : OFFERED });
}

/** Sends an answer and demands that Northgate, deciding by itself on the same inputs, finds the same. */
export async function answer(
  world: World,
  step: string,
  asked: Asked,
  expected: { because: Because; released: readonly number[]; patient?: Patient },
): Promise<Sent> {
  const { recorder, north } = world;
  const input = inputFor(world, asked, expected.patient);
  const sent = await recorder.send(step, north, answerStep(north, input));
  await demandDecision(world, { sent, input, ...expected });
  return sent;
}

/** Demands that what an answer wrote opens to the decision that its inputs give (C6). */
export async function demandDecision(
  { engine, recorder, north, river }: World,
  {
    sent,
    input,
    because,
    released,
  }: { sent: Sent; input: AnswerInput; because: Because; released: readonly number[] },
): Promise<void> {
  const held = await recorder
    .ledgerOf(north)
    .evaluate({ book: 'governance', fn: 'read', arg: 'members' });
  const decision = await decide(
    {
      channel: engine.channel,
      member: north.id,
      now: sent.at,
      members: parse(membersForm, JSON.parse(held.toString('utf8'))),
      pause: NO_PAUSE,
      roots: {
        requesterStaff: river.maps.staff.root,
        staff: north.maps.staff.root,
        patients: north.maps.patients.root,
        stop: north.stops.root,
      },
      input,
    },
    verify,
  );
  assert.deepEqual([decision.because, decision.released], [because, released]);
  assert(sent.envelope !== undefined);
  const [write] = footprintOf(sent.envelope).writes;
  assert.equal(
    write?.value,
    canonical({
      v: 1,
      org: river.id,
      decision: sealAnswer(decision, input.nonce).commitment,
    }),
  );
}

/** Answers of every outcome, and that nobody else can tell them apart. */
export async function answerEverything(world: World, cast: Cast): Promise<void> {
  const { recorder, north, river } = world;
  const { asker, colleague, patient, neighbour } = cast;
  const card = CANARIES.card;
  const granted = ask(asker, north, { card });
  const sents = [
    await answer(world, 'C2 a granted request is answered', granted, {
      because: 'grant',
      released: [0, 2],
      patient,
    }),
    await answer(world, 'C1.3 one without a grant is answered', ask(colleague, north, { card }), {
      because: 'no-grant',
      released: [],
      patient,
    }),
    await answer(world, 'C1.3 one about another patient is answered', ask(asker, north), {
      because: 'no-consent',
      released: [],
      patient: neighbour,
    }),
    await answer(world, 'C12.2 an unknown card is answered', ask(asker, north), {
      because: 'unknown-card',
      released: [],
    }),
    await answer(
      world,
      'C8 an emergency is answered',
      ask(colleague, north, {
        card,
        basis: 'emergency',
        purpose: 'ETREAT',
        reasons: [CANARIES.reason],
      }),
      { because: 'emergency', released: [0, 1, 2], patient },
    ),
  ];
  demandAlike(sents.flatMap(({ envelope }) => envelope ?? []));
  recorder.note('C12.1 all answers read the same keys and write one form of one size', []);
  await recorder.send(
    'D5 a request is answered once',
    north,
    answerStep(north, inputFor(world, granted, patient)),
    'refused exists',
  );
  const ids = [granted.id, random32()];
  await recorder.send('D7 the asker commits receipts', river, receive(river, ids));
  await recorder.send('D7 each of them once', river, receive(river, ids), 'refused exists');
}

/** Keys read, keys written, sizes and responses of answers tell nothing of whom, about whom, or what (I2, C12). */
function demandAlike(envelopes: readonly Envelope[]): void {
  const views = envelopes.map((envelope) => {
    const { writes, response } = footprintOf(envelope);
    return {
      events: eventsOf(envelope),
      written: writes.map(({ key, value }) => [key.length, value?.length]),
      response,
    };
  });
  assert(views.length > 1);
  for (const view of views) assert.deepEqual(view, views[0]);
  assert.equal(views[0]?.response, '');
}
