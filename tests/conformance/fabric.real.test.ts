import { createHospital, enrolStaff } from '@careledger/contracts/testing';
import {
  connectLedger,
  fabricStatus,
  findPrograms,
  LedgerError,
  startFabric,
  type Ledger,
} from '@careledger/ledger';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { admitThird } from './admission.ts';
import { contractServer, openFabricEngine, type FabricEngine } from './fabric-engine.ts';
import { foundEverything } from './founding.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import { transcript } from './transcript.ts';
import { CANARIES, type World } from './world.ts';

const MINUTES = 60_000;

function whyNot(): string | undefined {
  try {
    findPrograms(process.env);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const absent = whyNot();
if (absent !== undefined) console.warn(`SKIPPED, the real Fabric network: ${absent}`);

const record = new URL('transcript.json', import.meta.url);

describe.skipIf(absent !== undefined)('on a real Fabric network', () => {
  let folder: string;
  let engine: FabricEngine;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'careledger-fabric-'));
    engine = await openFabricEngine({ folder }, { env: process.env });
  }, 2 * MINUTES);
  afterAll(async () => {
    await engine?.close();
    rmSync(folder, { recursive: true, force: true });
  }, MINUTES);

  it(
    'E1 the transcript has the same codes, keys and forms as on record',
    async () => {
      const told = await transcript({ engine });
      if (process.env['CARELEDGER_RECORD'] === '1') {
        writeFileSync(record, `${JSON.stringify(told, null, 1)}\n`);
        return;
      }
      expect(told).toEqual(JSON.parse(readFileSync(record, 'utf8')));
    },
    2 * MINUTES,
  );

  it('I3 no private word stands in any file of the network, logs included', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(50);
    const found = files
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => {
        const content = readFileSync(file);
        return Object.values(CANARIES).some((word) => content.includes(word));
      });
    expect(found).toEqual([]);
  });
});

describe.skipIf(absent !== undefined)('a real Fabric network', () => {
  let folder: string;
  let engine: FabricEngine;
  let world: World;
  let recorder: Recorder;
  const ledgers = new Map<string, Ledger>();
  const kill = (role: string, org: string) => {
    const found = engine.network.status().find((each) => each.role === role && each.org === org);
    process.kill(found?.pid ?? 0, 'SIGKILL');
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'careledger-fabric-'));
    engine = await openFabricEngine({ folder }, { env: process.env });
    for (const id of ['northgate', 'riverside']) ledgers.set(id, await engine.connect(id));
    recorder = createRecorder(ledgers);
    const [north, river] = ['northgate', 'riverside'].map((id) =>
      createHospital({ id, channel: engine.channel, clock: () => Date.now() }),
    );
    if (north === undefined || river === undefined) throw new Error('no hospitals');
    world = { engine, recorder, north, river };
    await foundEverything(world);
  }, 2 * MINUTES);
  afterAll(async () => {
    for (const ledger of ledgers.values()) ledger.close();
    await engine?.close();
    rmSync(folder, { recursive: true, force: true });
  }, MINUTES);

  it(
    'E4 a killed orderer leaves an unknown outcome, and the same envelope counts once it is back',
    async () => {
      const { north } = world;
      const ledger = recorder.ledgerOf(north);
      const { step } = enrolStaff(north, { role: 'nurse' });
      const envelope = await recorder.endorse(north, step);
      kill('orderer', 'orderer');
      const fault = await ledger.submit(envelope).catch((error: unknown) => error);
      expect(fault).toMatchObject({ code: 'unknown-outcome', txId: envelope.txId });
      const waited = await ledger
        .outcome(envelope.txId, { timeoutMs: 500 })
        .catch((error: unknown) => error);
      expect(waited).toBeInstanceOf(LedgerError);
      const still = await ledger.evaluate({
        book: 'book-northgate',
        fn: 'read',
        arg: 'root:staff',
      });
      expect(still).toHaveLength(64);
      await engine.network.revive();
      await expect
        .poll(() => ledger.submit(envelope).then(() => 'sent', codeOf), POLL)
        .toBe('sent');
      await expect(ledger.outcome(envelope.txId)).resolves.toMatchObject({ code: 'VALID' });
      step.commit();
    },
    MINUTES,
  );

  it(
    'E4 a killed peer leaves the other writing its own book, and catches up to the same hash',
    async () => {
      kill('peer', 'riverside');
      const ledger = recorder.ledgerOf(world.north);
      const { step } = enrolStaff(world.north, { role: 'doctor' });
      const hired = await recorder.endorse(world.north, step);
      await ledger.submit(hired);
      await expect(ledger.outcome(hired.txId)).resolves.toMatchObject({ code: 'VALID' });
      step.commit();
      const alone = await ledger
        .endorse({ book: 'governance', fn: 'found', arg: '{}', endorsedBy: ['RiversideMSP'] })
        .catch(codeOf);
      expect(alone).toBe('no-endorser');
      const silent = await recorder.ledgerOf(world.river).height().catch(codeOf);
      expect(silent).toBe('unreachable');
      await engine.network.revive();
      const height = await ledger.height();
      await expect
        .poll(() => recorder.ledgerOf(world.river).height().catch(codeOf), POLL)
        .toEqual(height);
    },
    MINUTES,
  );

  it(
    'E4 a killed contract process leaves the other member answering',
    async () => {
      kill('chaincode', 'northgate');
      const query = { book: 'governance', fn: 'read', arg: 'members' };
      await expect
        .poll(
          () =>
            recorder
              .ledgerOf(world.north)
              .evaluate(query)
              .then(() => 'answers', codeOf),
          POLL,
        )
        .toBe('no-endorser');
      const other = await recorder.ledgerOf(world.river).evaluate(query);
      expect(other.length).toBeGreaterThan(0);
      await engine.network.revive();
      await expect
        .poll(
          () =>
            recorder
              .ledgerOf(world.north)
              .evaluate(query)
              .then(() => 'answers', codeOf),
          POLL,
        )
        .toBe('answers');
    },
    MINUTES,
  );

  it(
    'M2 a third organisation is admitted, and is one of three from then on',
    async () => {
      const { connection } = await engine.network.admit('lakeside');
      ledgers.set('lakeside', await connectLedger(connection));
      await admitThird(world);
      expect(recorder.entries.at(-1)?.code).toBe('VALID');
    },
    2 * MINUTES,
  );

  it(
    'E3 goes on from its kept data after a stop, and leaves no process behind',
    async () => {
      const height = await recorder.ledgerOf(world.north).height();
      const portBase = 0;
      const options = {
        folder,
        portBase,
        members: [],
        chaincodeServer: contractServer(),
        lifetime: 'attached',
      } as const;
      await expect(startFabric(options, { env: process.env })).rejects.toMatchObject({
        code: 'already-running',
      });
      await engine.close();
      expect(fabricStatus(folder)).toEqual([]);
      const network = await startFabric(options, { env: process.env });
      try {
        expect(network.organisations.map(({ member }) => member)).toEqual([
          'northgate',
          'riverside',
          'lakeside',
        ]);
        await expect
          .poll(() => recorder.ledgerOf(world.north).height().catch(codeOf), POLL)
          .toEqual(height);
      } finally {
        await network.close();
      }
      expect(fabricStatus(folder)).toEqual([]);
    },
    2 * MINUTES,
  );
});

const POLL = { timeout: 30_000, interval: 100 };

function codeOf(error: unknown): string {
  return error instanceof LedgerError ? error.code : String(error);
}
