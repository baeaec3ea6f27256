import {
  createHospital,
  foundOwnBook,
  join,
  memberForm,
  newProposal,
  propose,
  raiseStop,
  sayOn,
  type Hospital,
} from '@careledger/contracts/testing';
import { randomBytes } from 'node:crypto';

import { endorsedBy, type World } from './world.ts';

/** Governance admits Lakeside, whose organisation the channel knows already, by the rules of M2. */
export async function admitThird({ engine, recorder, north, river }: World): Promise<Hospital> {
  const lake = createHospital({ id: 'lakeside', channel: engine.channel, clock: () => Date.now() });
  const form = memberForm(lake, engine.certificates(lake.id));
  const all = [north, river, lake];
  await recorder.send('M2 a newcomer founds its own book', lake, foundOwnBook(lake));
  const admission = newProposal(north, 'admit', form);
  await recorder.send(
    'M2 one endorsement of three is no majority',
    north,
    propose(north, admission, [north]),
    'ENDORSEMENT_POLICY_FAILURE',
  );
  await recorder.send('M2 a member proposes it', north, propose(north, admission, [north, river]));
  await recorder.send(
    'M3.1 the newcomer has no word about itself',
    lake,
    sayOn(lake, 'approve', admission, all),
    'refused member',
  );
  await recorder.send(
    'M2 the other approves, endorsed by two of three',
    river,
    sayOn(river, 'approve', admission, [river, lake]),
  );
  await recorder.send('M2 the newcomer joins', lake, join(lake, all));
  await recorder.send(
    'C11 and raises a stop alone',
    lake,
    endorsedBy(raiseStop(lake, north, randomBytes(16).toString('hex')), lake),
  );
  return lake;
}
