import {
  advance,
  claimBook,
  contribute,
  enrolStaff,
  foundOwnBook,
  ownStep,
  random32,
  type Hospital,
} from '@careledger/contracts/testing';
import { createTree, leafHash, utf8 } from '@careledger/proof';
import assert from 'node:assert/strict';

import { forge } from './forgery.ts';
import { endorsedBy, type Cast, type World } from './world.ts';

/** Whoever tampers with an endorser, or asks an honest peer, writes nothing in another's book (E7). */
export async function intrude(world: World, { doctor }: Cast): Promise<void> {
  const { engine, recorder, north, river } = world;
  const forged = (key: string, value: string) =>
    forge(
      { channel: engine.channel, book: `book-${north.id}`, fn: 'change', writes: [{ key, value }] },
      engine.client(river.id),
      engine.endorser(river.id),
    );
  for (const [what, key] of [
    ['an old key', 'root:patients'],
    ['a new key', `leaf:patients:${random32()}`],
  ] as const) {
    await recorder.deliver(
      `E7.1 Riverside’s endorser alone writes ${what} in Northgate’s book`,
      river,
      forged(key, random32()),
      'ENDORSEMENT_POLICY_FAILURE',
    );
  }
  const root = await recorder
    .ledgerOf(river)
    .evaluate({ book: `book-${north.id}`, fn: 'read', arg: 'root:patients' });
  assert.equal(root.toString('utf8'), north.maps.patients.root);

  const byRiver = (hospital: Hospital) => [
    contribute(doctor, [random32()]),
    enrolStaff(hospital, { role: 'nurse' }).step,
    foundOwnBook(hospital),
    claimBook({ ...hospital, incarnation: random32() }, hospital.incarnation),
  ];
  for (const step of byRiver(north)) {
    await recorder.send(
      `E7.2 Northgate’s peer is asked by Riverside to ${step.fn}`,
      river,
      step,
      'refused creator',
    );
    await recorder.send(
      `E7.2 Riverside’s honest peer is asked to ${step.fn} in Northgate’s book`,
      river,
      endorsedBy(step, river),
      'refused form',
    );
  }
  await recorder.send(
    'E5 a malformed argument is refused',
    north,
    { ...ownStep(north, 'claim', { arg: {} }), arg: '{"v":1,"v":1}' },
    'refused form',
  );
  await recorder.send(
    'E5 an unknown function is refused',
    north,
    ownStep(north, 'rawput', { arg: {} }),
    'refused form',
  );
}

/** Envelopes that come twice, checkpoints that do not extend, and a second copy of a node. */
export async function repeat(world: World, { doctor }: Cast): Promise<void> {
  const { recorder, north } = world;
  const step = contribute(doctor, [random32()]);
  const once = await recorder.send('R7.2 a contribution', north, step);
  assert(once.envelope !== undefined);
  // The status of a transaction id stays that of the first; the second shows in its block.
  await recorder.deliver('R7.2 its envelope again changes nothing', north, once.envelope);
  await recorder.send('R7.2 endorsed anew it counts once', north, step, 'refused exists');

  const entries = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
  const journal = createTree(entries.map((entry) => leafHash(utf8(entry))));
  const rewritten = createTree(entries.toReversed().map((entry) => leafHash(utf8(entry))));
  await recorder.send('J2 a first checkpoint', north, advance(north, journal, { from: 0, to: 3 }));
  await recorder.send('J2 one that extends it', north, advance(north, journal, { from: 3, to: 7 }));
  await recorder.send(
    'J2 one that does not is refused',
    north,
    advance(north, rewritten, { from: 3, to: 7 }),
    'refused fork',
  );

  const inFlight = await recorder.endorse(north, contribute(doctor, [random32()]));
  const copy = { ...north, incarnation: random32() };
  await recorder.send(
    'E8.3 a second copy that knows no predecessor is refused',
    north,
    claimBook(copy),
    'refused writer',
  );
  await recorder.send(
    'E8.3 a second copy that claims the book is in force',
    north,
    claimBook(copy, north.incarnation),
  );
  await recorder.deliver(
    'E8.3 what the first had in flight conflicts',
    north,
    inFlight,
    'MVCC_READ_CONFLICT',
  );
  await recorder.send(
    'E8.3 the first writes nothing any more',
    north,
    contribute(doctor, [random32()]),
    'refused writer',
  );
}
