import {
  answerStep,
  ask,
  consent,
  enrolStaff,
  grantTo,
  setStatus,
} from '@careledger/contracts/testing';
import assert from 'node:assert/strict';

import { answer, demandDecision, inputFor } from './answers.ts';
import type { Cast, World } from './world.ts';

/** Answers that race changes of what they read: the ledger's order decides, and the later is endorsed again. */
export async function raceChanges(world: World, cast: Cast): Promise<void> {
  const { recorder, north, river } = world;
  const { asker, patient } = cast;

  // A change of somebody else's leaf moves the root that the answer read.
  const racing = ask(asker, north);
  const hired = enrolStaff(north, { role: 'nurse' });
  const early = await recorder.endorse(north, answerStep(north, inputFor(world, racing, patient)));
  const change = await recorder.endorse(north, hired.step);
  const ledger = recorder.ledgerOf(north);
  await ledger.submit(change);
  await recorder.deliver(
    'E2 an answer ordered after a root change conflicts',
    north,
    early,
    'MVCC_READ_CONFLICT',
  );
  assert.equal((await ledger.outcome(change.txId)).code, 'VALID');
  hired.step.commit();
  await answer(world, 'E2 endorsed again under the same id it is in force', racing, {
    because: 'grant',
    released: [0, 2],
    patient,
  });

  // The answer first: then the change conflicts with nothing, since it does not read what was written.
  const first = ask(asker, north);
  const input = inputFor(world, first, patient);
  const answered = await recorder.endorse(north, answerStep(north, input));
  const sent = await recorder.deliver('C4.1 an answer ordered first is in force', north, answered);
  await demandDecision(world, { sent, input, because: 'grant', released: [0, 2] });

  await raceWithdrawal(world, cast);

  // A member's suspension of its own doctor, in its own book, ends answers to him elsewhere.
  const grants = [grantTo({ hospital: river, person: asker }, ['medications'])];
  await recorder.send('C5.1 the patient grants again', north, consent(patient, { grants }).step);
  const last = ask(asker, north);
  const staleInput = inputFor(world, last, patient);
  const stale = await recorder.endorse(north, answerStep(north, staleInput));
  const suspension = setStatus(asker, { status: 'suspended', at: Date.now() });
  await recorder.send('I4 Riverside suspends the asker', river, suspension);
  await recorder.deliver(
    'I4 an answer in flight to him conflicts',
    north,
    stale,
    'MVCC_READ_CONFLICT',
  );
  await recorder.send(
    'D5 his old path proves nothing',
    north,
    answerStep(north, staleInput),
    'refused stale',
  );
  const fresh = ask(asker, north);
  await answer(world, 'I4 with his present leaf nothing is released', fresh, {
    because: 'practitioner-not-active',
    released: [],
    patient,
  });
}

async function raceWithdrawal(world: World, { asker, patient }: Cast): Promise<void> {
  const { recorder, north } = world;
  const asked = ask(asker, north);
  const inFlight = await recorder.endorse(
    north,
    answerStep(north, inputFor(world, asked, patient)),
  );
  await recorder.send('C4.1 the patient withdraws', north, consent(patient, {}).step);
  await recorder.deliver(
    'C4.1 an answer ordered after the withdrawal conflicts',
    north,
    inFlight,
    'MVCC_READ_CONFLICT',
  );
  await answer(world, 'C4.1 after it nothing is released', asked, {
    because: 'no-grant',
    released: [],
    patient,
  });
}
