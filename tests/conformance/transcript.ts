import { createHospital } from '@careledger/contracts/testing';
import type { Ledger } from '@careledger/ledger';
import assert from 'node:assert/strict';

import { answerEverything } from './answers.ts';
import type { Engine } from './engine.ts';
import { foundEverything, populate } from './founding.ts';
import { readHistory } from './history.ts';
import { intrude, repeat } from './intrusions.ts';
import { raceChanges } from './races.ts';
import { createRecorder, type Entry } from './recorder.ts';
import { stopEverything } from './stops.ts';
import { CANARIES, type World } from './world.ts';

const MEMBERS = ['northgate', 'riverside'] as const;

/**
 * The whole story of the rules over a fresh channel of two members, through the client that nodes
 * use. Throws at the first step that is not as it should be; returns what must be the same on every
 * engine (E1). `onStep` is told of each step as it was noted.
 */
export async function transcript(
  { engine }: { engine: Engine },
  { onStep }: { onStep?: (entry: Entry) => void } = {},
): Promise<readonly Entry[]> {
  const ledgers = new Map<string, Ledger>();
  try {
    for (const member of MEMBERS) ledgers.set(member, await engine.connect(member));
    const recorder = createRecorder(ledgers, onStep === undefined ? {} : { onStep });
    const [north, river] = MEMBERS.map((id) =>
      createHospital({ id, channel: engine.channel, clock: () => Date.now() }),
    );
    assert(north !== undefined && river !== undefined);
    const world: World = { engine, recorder, north, river };
    await foundEverything(world);
    const cast = await populate(world);
    await answerEverything(world, cast);
    await stopEverything(world, cast);
    await raceChanges(world, cast);
    await intrude(world, cast);
    await repeat(world, cast);
    const canaries = Buffer.from(JSON.stringify(Object.values(CANARIES)));
    await readHistory(world, [...recorder.secrets, canaries]);
    return recorder.entries;
  } finally {
    for (const ledger of ledgers.values()) ledger.close();
  }
}
