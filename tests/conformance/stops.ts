import { answerStep, ask, consent, grantTo, raiseStop } from '@careledger/contracts/testing';
import type { Ledger } from '@careledger/ledger';
import { canonical, createSparseMap, positionOf, type SparseMap } from '@careledger/proof';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';

import { answer, inputFor } from './answers.ts';
import type { Cast, World } from './world.ts';

/** The raised stops under a custodian's name, as any member's own copy of the ledger has them. */
async function stopsOf(ledger: Ledger, custodian: string): Promise<SparseMap> {
  const arg = canonical({ v: 1, custodian, after: null });
  const page: unknown = JSON.parse(
    (await ledger.evaluate({ book: 'stop', fn: 'codes', arg })).toString('utf8'),
  );
  assert(typeof page === 'object' && page !== null && 'codes' in page && Array.isArray(page.codes));
  return createSparseMap(
    page.codes.map((code: unknown) => [positionOf(String(code)), String(code)]),
  );
}

/** The stop code shown at the other member ends release; only the patient's new assertion opens it again. */
export async function stopEverything(world: World, cast: Cast): Promise<void> {
  const { recorder, north, river } = world;
  const { asker, patient } = cast;
  const code = patient.stopCode;
  // Riverside knows nothing of Northgate's patients but what its own copy of the ledger says.
  const known = await stopsOf(recorder.ledgerOf(river), north.id);
  const raised = raiseStop(river, { ...north, stops: known }, code);
  const waiting = ask(asker, north);
  const inFlight = await recorder.endorse(
    north,
    answerStep(north, inputFor(world, waiting, patient)),
  );

  const guess = Buffer.from(canonical({ v: 1, code: randomBytes(16).toString('hex') }));
  await recorder.send(
    'C11 a guessed stop code is refused',
    river,
    { ...raised, secret: guess },
    'refused authority',
  );
  await recorder.send('C11 the other member raises the stop from the ledger alone', river, raised);
  await recorder.send('C11 a stop is raised once', river, raised, 'refused exists');
  await recorder.deliver(
    'C11 an answer in flight meets the stop',
    north,
    inFlight,
    'MVCC_READ_CONFLICT',
  );

  const seen = await stopsOf(recorder.ledgerOf(north), north.id);
  for (const [position, hash] of seen.entries()) north.stops.set(position, hash);
  const root = await recorder
    .ledgerOf(north)
    .evaluate({ book: 'stop', fn: 'read', arg: `root:${north.id}` });
  assert.equal(root.toString('utf8'), north.stops.root);
  await answer(world, 'C11 under a stop nothing is released', waiting, {
    because: 'stopped',
    released: [],
    patient,
  });

  const grants = [grantTo({ hospital: river, person: asker }, ['medications', 'allergies'])];
  await recorder.send(
    'C11 a new assertion with the old code opens nothing',
    north,
    consent(patient, { grants }).step,
    'refused rule',
  );
  const stopCode = `STOP-${randomBytes(16).toString('hex')}`;
  const opened = consent(patient, { grants, stopCode });
  await recorder.send('C11 one with a new code opens it again', north, opened.step);
  await answer(world, 'C11 and the grant is in force', ask(asker, north), {
    because: 'grant',
    released: [0, 2],
    patient,
  });
}
