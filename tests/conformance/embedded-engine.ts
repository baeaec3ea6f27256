import { bookOf, createChaincodes, mspIdOf, silence } from '@careledger/contracts';
import { createCa, generateSigner, issueCertificate, type Issuer } from '@careledger/keys';
import { connectLedger } from '@careledger/ledger';
import { openOrderer, openPeer, type ChannelConfig, type Chaincode } from '@careledger/peer';
import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';

import type { Engine, SigningIdentity } from './engine.ts';

interface KeyPair {
  readonly certPem: string;
  readonly keyPem: string;
}

interface Member {
  readonly id: string;
  readonly ca: Issuer;
  readonly tlsCa: Issuer;
  readonly peer: SigningIdentity;
  readonly client: SigningIdentity;
  readonly tls: KeyPair;
  readonly port: number;
}

/** A consortium of embedded peers and an orderer in this process, over real gRPC. */
export interface EmbeddedEngine extends Engine {
  close(): Promise<void>;
}

const CHANNEL = 'careledger';
const DAYS = 30;

/** Starts an orderer and two members' peers in a folder. */
export async function openEmbeddedEngine({ folder }: { folder: string }): Promise<EmbeddedEngine> {
  silence();
  const members = [await newMember('northgate'), await newMember('riverside')];
  const ordererCa = await createCa({ name: 'ca.orderer', org: 'orderer', days: DAYS });
  const ordererTlsCa = await createCa({ name: 'tlsca.orderer', org: 'orderer', days: DAYS });
  const ordering = await issue(ordererCa, 'orderer');
  const ordererPort = await freePort();
  const channelConfig: ChannelConfig = {
    v: 1,
    channel: CHANNEL,
    batch: { timeoutMs: 20, maxMessages: 100, maxBytes: 2 * 1024 * 1024 },
    orderer: {
      address: `localhost:${ordererPort}`,
      certPem: ordering.certPem,
      tlsRoot: ordererTlsCa.certPem,
    },
    organisations: members.map(({ id, ca, tlsCa, port }) => ({
      mspId: mspIdOf(id),
      roots: [ca.certPem],
      tlsRoots: [tlsCa.certPem],
      peer: `localhost:${port}`,
    })),
    definitions: [
      { name: 'governance', policy: 'MAJORITY' },
      { name: 'stop', policy: 'ANY' },
      ...members.map(({ id }) => ({ name: bookOf(id), policy: { any: [mspIdOf(id)] } })),
    ],
  };
  const closing: { close(): Promise<void> }[] = [];
  const close = async () => {
    for (const each of closing.toReversed()) await each.close();
  };
  try {
    closing.push(
      await openOrderer({
        folder: join(folder, 'orderer'),
        identity: { ...ordering, tls: await issueTls(ordererTlsCa) },
        channelConfig,
        listen: `127.0.0.1:${ordererPort}`,
      }),
    );
    for (const { id, peer, tls, port } of members) {
      closing.push(
        await openPeer({
          folder: join(folder, id),
          identity: { ...peer, tls },
          channelConfig,
          listen: `127.0.0.1:${port}`,
          chaincodes: chaincodesOf(id, members),
          stateKey: Buffer.alloc(32, 1),
        }),
      );
    }
  } catch (error) {
    await close();
    throw error;
  }
  const find = (id: string): Member => {
    const found = members.find((each) => each.id === id);
    if (found === undefined) throw new Error(`no member ${id}`);
    return found;
  };
  return {
    name: 'embedded',
    channel: CHANNEL,
    connect: (id) => connect(find(id)),
    certificates: (id) => ({
      roots: [find(id).ca.certPem],
      tlsRoots: [find(id).tlsCa.certPem],
    }),
    client: (id) => find(id).client,
    endorser: (id) => find(id).peer,
    close,
  };
}

function connect({ port, tlsCa, tls, client }: Member) {
  return connectLedger({
    ...client,
    address: `127.0.0.1:${port}`,
    hostOverride: 'localhost',
    tlsRoots: [tlsCa.certPem],
    tlsCertPem: tls.certPem,
    tlsKeyPem: tls.keyPem,
    channel: CHANNEL,
  });
}

/** The packages as every engine serves them: the own book with `book`, every other with `reader`. */
function chaincodesOf(member: string, members: readonly Member[]): Record<string, Chaincode> {
  const { governance, stop, book, reader } = createChaincodes(
    { member, channel: CHANNEL },
    { clock: () => Date.now() },
  );
  const books = members.map(({ id }) => [
    bookOf(id),
    id === member ? book.chaincode : reader.chaincode,
  ]);
  return {
    governance: governance.chaincode,
    stop: stop.chaincode,
    ...Object.fromEntries(books),
  };
}

async function newMember(id: string): Promise<Member> {
  const ca = await createCa({ name: `ca.${id}`, org: id, days: DAYS });
  const tlsCa = await createCa({ name: `tlsca.${id}`, org: id, days: DAYS });
  const identity = async (role: string) => ({ mspId: mspIdOf(id), ...(await issue(ca, role)) });
  return {
    id,
    ca,
    tlsCa,
    peer: await identity('peer'),
    client: await identity('client'),
    tls: await issueTls(tlsCa),
    port: await freePort(),
  };
}

async function issue(ca: Issuer, role: string): Promise<KeyPair> {
  const { keyPem, spkiPem } = newKey();
  const subject = { cn: role, ou: role };
  return { keyPem, certPem: await issueCertificate({ ca, subject, spkiPem, days: DAYS }) };
}

async function issueTls(ca: Issuer): Promise<KeyPair> {
  const { keyPem, spkiPem } = newKey();
  const certPem = await issueCertificate({
    ca,
    subject: { cn: 'localhost' },
    spkiPem,
    days: DAYS,
    dns: ['localhost'],
    ips: ['127.0.0.1'],
    client: true,
    server: true,
  });
  return { keyPem, certPem };
}

function newKey(): { keyPem: string; spkiPem: string } {
  const keyPem = generateSigner().pem();
  const spkiPem = createPublicKey(keyPem).export({ type: 'spki', format: 'pem' }).toString();
  return { keyPem, spkiPem };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
