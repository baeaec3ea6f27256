import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bookOf,
  foundingDigest,
  member as memberForm,
  members as membersForm,
  parse,
  voteMessage,
  type Member,
  type Members,
  type Vote,
} from '@careledger/contracts';
import { parseChannelConfig, type ChannelConfig } from '@careledger/peer';
import { canonical, toBase64url } from '@careledger/proof';
import { writeConsortium, type Consortium, type ConsortiumMember } from '../consortium.ts';
import { NodeError } from '../node-error.ts';
import { makeKeyRing, type KeyRing } from './key-ring.ts';

/**
 * Founds a consortium on this machine: every hospital and the orderer make their own keys in their own folders, and only what is
 * public (roots, office keys, addresses) goes into the genesis that all share. Every founding member votes for the others.
 */
export async function foundConsortium(data: string, consortium: Consortium): Promise<void> {
  const place = consortium.orderer;
  if (!place) throw new NodeError('configuration', 'Whoever founds a consortium runs its orderer.');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const orderer = await makeKeyRing({
    folder: join(data, place.folder, 'keys'),
    organisation: 'Orderer',
    authorities: ['ca'],
    credentials: [
      { name: 'orderer', ou: 'orderer' },
      { name: 'tls', ou: 'orderer', server: true, client: true },
    ],
    signers: [],
  });
  const rings = new Map<string, KeyRing>();
  for (const member of consortium.members) rings.set(member.id, await makeMemberKeys(data, member));

  const genesis = genesisOf(consortium, { keys: orderer, port: place.port }, rings);
  const founding = foundingOf(consortium, rings);
  for (const folder of [place.folder, ...consortium.members.map((m) => m.folder)]) {
    writeFileSync(
      join(data, folder, 'genesis.json'),
      `${canonical(JSON.parse(JSON.stringify(genesis)))}\n`,
      { mode: 0o600 },
    );
    writeFileSync(
      join(data, folder, 'founding.json'),
      `${canonical(JSON.parse(JSON.stringify(founding)))}\n`,
      { mode: 0o600 },
    );
  }
  writeConsortium(data, consortium);
}

/** Makes the keys and roots of a hospital in its own folder. */
export function makeMemberKeys(data: string, member: ConsortiumMember): Promise<KeyRing> {
  return makeKeyRing({
    folder: join(data, member.folder, 'keys'),
    organisation: member.name,
    authorities: ['ca', 'device-ca'],
    credentials: [
      { name: 'peer', ou: 'peer' },
      { name: 'tls', ou: 'peer', server: true, client: true },
      { name: 'service', ou: 'client', client: true },
      { name: 'admin', ou: 'admin', client: true },
    ],
    signers: ['office', 'signer'],
  });
}

function genesisOf(
  consortium: Consortium,
  orderer: { keys: KeyRing; port: number },
  rings: ReadonlyMap<string, KeyRing>,
): ChannelConfig {
  const root = (id: string) => rings.get(id)?.authority('ca').certPem ?? '';
  return parseChannelConfig({
    v: 1,
    channel: consortium.channel,
    batch: { timeoutMs: 10, maxMessages: 200, maxBytes: 4 * 1024 * 1024 },
    orderer: {
      address: `localhost:${orderer.port}`,
      certPem: orderer.keys.credential('orderer').cert,
      tlsRoot: orderer.keys.authority('ca').certPem,
    },
    organisations: consortium.members.map((member) => ({
      mspId: member.mspId,
      roots: [root(member.id)],
      tlsRoots: [root(member.id)],
      peer: `localhost:${member.ports.peer}`,
    })),
    definitions: [
      { name: 'governance', policy: 'MAJORITY' },
      { name: 'stop', policy: 'ANY' },
      ...consortium.members.map(({ id, mspId }) => ({
        name: bookOf(id),
        policy: { any: [mspId] },
      })),
    ],
  });
}

/** A hospital as governance keeps it before it is active: public facts and public keys alone; ContractError `form` when one is not. */
export function memberFrom(
  { id, mspId, name, rpId, origin, exchange }: ConsortiumMember,
  { ring, kind }: { ring: KeyRing; kind: string },
): Member {
  return parse(memberForm, {
    id,
    mspId,
    name,
    kind,
    status: 'pending',
    roots: [ring.authority('ca').certPem],
    tlsRoots: [ring.authority('ca').certPem],
    rpId,
    origins: [origin],
    exchange,
    admins: [toBase64url(ring.signer('office').spki)],
    signer: toBase64url(ring.signer('signer').spki),
  });
}

/** The argument of governance's `found`: the members, and the vote of each. */
function foundingOf(
  consortium: Consortium,
  rings: ReadonlyMap<string, KeyRing>,
): { v: 1; members: Members; votes: Vote[] } {
  const ring = (id: string) => {
    const found = rings.get(id);
    if (!found) throw new Error(`no keys of ${id}`);
    return found;
  };
  const members = parse(membersForm, {
    v: 1,
    members: consortium.members.map((member) => ({
      ...memberFrom(member, { ring: ring(member.id), kind: 'hospital' }),
      status: 'active',
    })),
  });
  const at = Date.now();
  const subject = foundingDigest(members);
  const votes = consortium.members.map(({ id }) => {
    const office = ring(id).signer('office');
    const message = voteMessage({
      channel: consortium.channel,
      action: 'found',
      subject,
      member: id,
      at,
    });
    return {
      member: id,
      key: toBase64url(office.spki),
      signature: toBase64url(office.sign(message)),
      at,
    };
  });
  return { v: 1, members, votes };
}
