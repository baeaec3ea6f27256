import { createPublicKey } from 'node:crypto';
import { createServer } from 'node:net';
import {
  createCa,
  generateSigner,
  issueCertificate,
  type Issuer,
  type Signer,
} from '@careledger/keys';
import { serialisedIdentity } from '../channel/members.ts';
import type { ChannelConfig, Definition, Organisation } from '../channel/config.ts';
import type { PeerIdentity } from '../open-peer.ts';
import type { OrdererIdentity } from '../order/open-orderer.ts';

/** A certificate with its key, and what signs with it. */
export interface TestIdentity {
  readonly mspId: string;
  readonly certPem: string;
  readonly keyPem: string;
  readonly signer: Signer;
  readonly serialised: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** A member of a test consortium: roots, peer, client, administrator. */
export interface TestMember {
  readonly mspId: string;
  readonly ca: Issuer;
  readonly organisation: Organisation;
  readonly peer: PeerIdentity;
  readonly client: TestIdentity;
  readonly admin: TestIdentity;
  readonly tls: { readonly certPem: string; readonly keyPem: string };
}

/** A consortium on loopback with random ports. */
export interface TestConsortium {
  readonly config: ChannelConfig;
  readonly members: readonly TestMember[];
  readonly orderer: OrdererIdentity;
}

/** How long a certificate is in force, in milliseconds from now. */
export interface Life {
  readonly from: number;
  readonly until: number;
}

const year: Life = { from: -60_000, until: 31_536_000_000 };

/** Makes members by name, each book endorsed by its own member, `governance` by a majority, `stop` by any. */
export async function testConsortium(
  names: readonly string[],
  extra: readonly Definition[] = [],
): Promise<TestConsortium> {
  const members = await Promise.all(names.map((name) => testMember(name)));
  const [ordererCa, tlsCa] = await Promise.all([authority('orderer'), authority('orderer-tls')]);
  const signing = await identity('OrdererMSP', ordererCa, 'orderer', 'orderer');
  const tls = await tlsIdentity(tlsCa);
  return {
    members,
    orderer: { certPem: signing.certPem, keyPem: signing.keyPem, tls },
    config: {
      v: 1,
      channel: 'careledger',
      batch: { timeoutMs: 20, maxMessages: 500, maxBytes: 2 * 1024 * 1024 },
      orderer: {
        address: `localhost:${await freePort()}`,
        certPem: signing.certPem,
        tlsRoot: tlsCa.certPem,
      },
      organisations: members.map((one) => one.organisation),
      definitions: [
        { name: 'governance', policy: 'MAJORITY' },
        { name: 'stop', policy: 'ANY' },
        ...members.map((one) => ({
          name: bookOf(one.mspId),
          policy: { any: [one.mspId] },
        })),
        ...extra,
      ],
    },
  };
}

/** A member by lower-case name. */
export async function testMember(name: string): Promise<TestMember> {
  const mspId = `${name.charAt(0).toUpperCase()}${name.slice(1)}MSP`;
  const [ca, tlsCa] = await Promise.all([authority(name), authority(`${name}-tls`)]);
  const endorsing = await identity(mspId, ca, `peer.${name}`, 'peer');
  const tls = await tlsIdentity(tlsCa);
  return {
    mspId,
    ca,
    organisation: {
      mspId,
      roots: [ca.certPem],
      tlsRoots: [tlsCa.certPem],
      peer: `localhost:${await freePort()}`,
    },
    peer: { mspId, certPem: endorsing.certPem, keyPem: endorsing.keyPem, tls },
    client: await identity(mspId, ca, `client.${name}`, 'client'),
    admin: await identity(mspId, ca, `admin.${name}`, 'admin'),
    tls,
  };
}

/** The book of a member. */
export function bookOf(mspId: string): string {
  return `book-${mspId.replace(/MSP$/, '').toLowerCase()}`;
}

/** A certificate of a member, by its authority, with an organisational unit. */
export async function identity(
  mspId: string,
  ca: Issuer,
  cn: string,
  ou: string,
  life: Life = year,
): Promise<TestIdentity> {
  const signer = generateSigner();
  const now = Date.now();
  const certPem = await issueCertificate({
    ca,
    subject: { cn, ou },
    spkiPem: spkiPem(signer),
    notBefore: new Date(now + life.from),
    notAfter: new Date(now + life.until),
  });
  return {
    mspId,
    certPem,
    keyPem: signer.pem(),
    signer,
    serialised: serialisedIdentity(mspId, certPem),
    sign: (message) => signer.sign(message),
  };
}

/** A self-signed authority. */
export function authority(name: string): Promise<Issuer> {
  return createCa({ name: `ca.${name}`, org: name, days: 3_650 });
}

/** A port on loopback that nobody uses. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const at = server.address();
      server.close(() => resolve(typeof at === 'object' && at !== null ? at.port : 0));
    });
  });
}

async function tlsIdentity(ca: Issuer): Promise<{ certPem: string; keyPem: string }> {
  const signer = generateSigner();
  const certPem = await issueCertificate({
    ca,
    subject: { cn: 'localhost' },
    spkiPem: spkiPem(signer),
    days: 365,
    dns: ['localhost'],
    ips: ['127.0.0.1'],
    client: true,
    server: true,
  });
  return { certPem, keyPem: signer.pem() };
}

function spkiPem(signer: Signer): string {
  return createPublicKey({ key: signer.spki, format: 'der', type: 'spki' })
    .export({ type: 'spki', format: 'pem' })
    .toString();
}
