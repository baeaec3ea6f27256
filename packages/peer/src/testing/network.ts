import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@grpc/grpc-js';
import {
  connect,
  hash,
  type Contract,
  type Gateway,
  type Network,
} from '@hyperledger/fabric-gateway';
import type { Incident } from '../commit/follow.ts';
import type { Chaincode } from '../endorse/shim.ts';
import { openPeer, type Peer, type PeerOptions } from '../open-peer.ts';
import { openOrderer, type Orderer } from '../order/open-orderer.ts';
import { clientCredentials, clientOptions } from '../wire/transport.ts';
import {
  bookOf,
  testConsortium,
  type TestConsortium,
  type TestIdentity,
  type TestMember,
} from './consortium.ts';
import { testChaincode } from './contract.ts';

/** A consortium running in this process, over real gRPC with mutual TLS. */
export interface TestNetwork {
  readonly consortium: TestConsortium;
  readonly folder: string;
  readonly incidents: Incident[];
  readonly orderer: Orderer;
  peer(index: number): Peer;
  /** Makes a later member known, so that its peer can be started. */
  add(member: TestMember): void;
  startOrderer(): Promise<Orderer>;
  startPeer(index: number, more?: Partial<PeerOptions>): Promise<Peer>;
  /** A gateway of Fabric's own client to a member's peer, as that member's client unless told otherwise. */
  gateway(index: number, as?: TestIdentity): Gateway;
  network(index: number, as?: TestIdentity): Network;
  contract(index: number, name: string, as?: TestIdentity): Contract;
  close(): Promise<void>;
}

/** The key of every test's state file. */
export const stateKey = Buffer.alloc(32, 7);

/** Contracts of a peer as CareLedger deploys them: one package for the own book, one for all others. */
export function packagesFor(
  consortium: TestConsortium,
  member: TestMember,
): Record<string, Chaincode> {
  const [own, others] = [testChaincode(), testChaincode()];
  return {
    governance: testChaincode(),
    stop: testChaincode(),
    ...Object.fromEntries(
      consortium.members
        .map((one) => bookOf(one.mspId))
        .map((name) => {
          return [name, name === bookOf(member.mspId) ? own : others];
        }),
    ),
  };
}

/** Starts an orderer and a peer for each member. */
export async function testNetwork(
  names: readonly string[] = ['northgate', 'riverside'],
  made?: TestConsortium,
  ordererAt?: string,
): Promise<TestNetwork> {
  const founded = made ?? (await testConsortium(names));
  const members = [...founded.members];
  const consortium = { ...founded, members };
  const folder = await mkdtemp(join(tmpdir(), 'careledger-peer-'));
  const incidents: Incident[] = [];
  const peers: Peer[] = [];
  const clients: Client[] = [];
  const startOrderer = () =>
    openOrderer({
      folder: join(folder, 'orderer'),
      identity: consortium.orderer,
      channelConfig: consortium.config,
      listen: loopback(consortium.config.orderer.address),
    });
  let orderer = await startOrderer();
  const startPeer = async (index: number, more: Partial<PeerOptions> = {}): Promise<Peer> => {
    const member = at(consortium.members, index);
    const peer = await openPeer(
      {
        folder: join(folder, member.mspId),
        identity: member.peer,
        channelConfig: consortium.config,
        listen: loopback(member.organisation.peer),
        chaincodes: packagesFor(consortium, member),
        stateKey,
        ...(ordererAt === undefined ? {} : { orderer: ordererAt }),
        ...more,
      },
      { incident: (incident) => incidents.push(incident) },
    );
    peers[index] = peer;
    return peer;
  };
  for (const index of consortium.members.keys()) await startPeer(index);

  const gateway = (index: number, as?: TestIdentity): Gateway => {
    const member = at(consortium.members, index);
    const { mspId, certPem, sign } = as ?? member.client;
    const client = new Client(
      member.organisation.peer,
      clientCredentials(member.tls, member.organisation.tlsRoots),
      clientOptions(-1),
    );
    clients.push(client);
    return connect({
      client,
      identity: { mspId, credentials: Buffer.from(certPem) },
      signer: async (message) => sign(message),
      hash: hash.none,
    });
  };
  return {
    consortium,
    folder,
    incidents,
    get orderer() {
      return orderer;
    },
    peer: (index) => at(peers, index),
    add(member) {
      members.push(member);
    },
    async startOrderer() {
      orderer = await startOrderer();
      return orderer;
    },
    startPeer,
    gateway,
    network: (index, as) => gateway(index, as).getNetwork(consortium.config.channel),
    contract: (index, name, as) =>
      gateway(index, as).getNetwork(consortium.config.channel).getContract(name),
    async close() {
      for (const client of clients) client.close();
      await Promise.all(peers.map((peer) => peer.close()));
      await orderer.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The element at an index, which must be there. */
export function at<T>(list: readonly T[], index: number): T {
  const one = list[index];
  if (one === undefined) throw new Error(`nothing at ${index}`);
  return one;
}

/** Waits until something holds, and fails after some seconds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function loopback(address: string): string {
  return address.replace(/^localhost:/, '127.0.0.1:');
}
