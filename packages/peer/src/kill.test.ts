import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@grpc/grpc-js';
import { connect, hash, type Contract, type Network } from '@hyperledger/fabric-gateway';
import { verifyLog } from '@careledger/store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPeer, type Peer } from './open-peer.ts';
import { startChild, type Child } from './testing/child.ts';
import { testConsortium, type TestConsortium } from './testing/consortium.ts';
import { at, packagesFor, stateKey, until } from './testing/network.ts';
import { clientCredentials, clientOptions } from './wire/transport.ts';

let folder: string;
let consortium: TestConsortium;
let orderer: Child;
let victim: Child;
let peer: Peer;
const clients: Client[] = [];

const loopback = (address: string): string => address.replace(/^localhost:/, '127.0.0.1:');

const startOrderer = (): Promise<Child> =>
  startChild({
    kind: 'orderer',
    options: {
      folder: join(folder, 'orderer'),
      identity: consortium.orderer,
      channelConfig: consortium.config,
      listen: loopback(consortium.config.orderer.address),
    },
  });

const startVictim = (): Promise<Child> => {
  const member = at(consortium.members, 0);
  return startChild({
    kind: 'peer',
    options: {
      folder: join(folder, 'victim'),
      identity: member.peer,
      channelConfig: consortium.config,
      listen: loopback(member.organisation.peer),
      definitions: ['book-northgate'],
    },
  });
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'careledger-kill-'));
  consortium = await testConsortium(['northgate', 'riverside']);
  [orderer, victim] = await Promise.all([startOrderer(), startVictim()]);
  const member = at(consortium.members, 1);
  peer = await openPeer({
    folder: join(folder, 'other'),
    identity: member.peer,
    channelConfig: consortium.config,
    listen: loopback(member.organisation.peer),
    chaincodes: packagesFor(consortium, member),
    stateKey,
  });
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await Promise.all([victim.kill(), orderer.kill(), peer.close()]);
  await rm(folder, { recursive: true, force: true });
});

function book(index: number): Contract {
  return network(index).getContract('book-northgate');
}

function network(index: number): Network {
  const member = at(consortium.members, index);
  const client = new Client(
    member.organisation.peer,
    clientCredentials(member.tls, member.organisation.tlsRoots),
    clientOptions(-1),
  );
  clients.push(client);
  return connect({
    client,
    identity: { mspId: member.mspId, credentials: Buffer.from(member.client.certPem) },
    signer: async (message) => member.client.sign(message),
    hash: hash.none,
  }).getNetwork('careledger');
}

/** Writes until it is told to stop; the keys that were acknowledged as VALID. */
function writing(contract: Contract): { acknowledged: string[]; stop(): Promise<void> } {
  const acknowledged: string[] = [];
  let isStopped = false;
  const writer = async (name: string): Promise<void> => {
    for (let n = 0; ; n += 1) {
      if (isStopped) return;
      const key = `${name}-${n}`;
      try {
        await contract.submit('put', {
          arguments: [key, key],
          endorsingOrganizations: ['NorthgateMSP'],
        });
        acknowledged.push(key);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  const writers = Promise.all(['a', 'b', 'c', 'd'].map(writer));
  return {
    acknowledged,
    async stop() {
      isStopped = true;
      await writers;
    },
  };
}

async function faultsIn(where: string): Promise<unknown[]> {
  const faults: unknown[] = [];
  for await (const finding of verifyLog(join(folder, where), 'blocks')) faults.push(finding);
  return faults.filter((one) => !JSON.stringify(one).includes('unfinished'));
}

it('E3 kill -9 of the orderer, then of the peer, loses nothing that was acknowledged', async () => {
  const load = writing(book(0));
  const more = async (count: number): Promise<void> => {
    const goal = load.acknowledged.length + count;
    await until(() => load.acknowledged.length >= goal);
  };
  await more(20);
  await orderer.kill();
  orderer = await startOrderer();
  await more(20);
  await victim.kill();
  victim = await startVictim();
  await more(5);
  await load.stop();
  await expectAll(load.acknowledged);
  expect(await faultsIn('orderer')).toEqual([]);
  expect(await faultsIn('victim')).toEqual([]);
  await until(async () => (await heightAt(0)) === peer.head.height);
}, 40_000);

async function heightAt(index: number): Promise<number> {
  const blocks = await network(index).getBlockEvents({ startBlock: 0n });
  let height = 0;
  for await (const block of blocks) {
    height = (block.getHeader()?.getNumber() ?? 0) + 1;
    if (height === peer.head.height) break;
  }
  blocks.close();
  return height;
}

async function expectAll(keys: readonly string[]): Promise<void> {
  const fresh = book(0);
  for (const key of keys) {
    const value = await fresh.evaluate('get', { arguments: [key] });
    expect(Buffer.from(value).toString()).toBe(key);
    const history = await fresh.evaluate('history', { arguments: [key] });
    expect(JSON.parse(Buffer.from(history).toString())).toEqual([key]);
  }
}
