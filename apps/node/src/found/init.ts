import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { disclosureProjection, monitorProjection, openHospital } from '@careledger/care';
import { parseChannelConfig } from '@careledger/peer';
import { canonical, type Json } from '@careledger/proof';
import { createNodeClient } from '@careledger/protocol';
import * as v from 'valibot';
import {
  planConsortium,
  planMember,
  writeConsortium,
  type Consortium,
  type ConsortiumMember,
} from '../consortium.ts';
import { applicationId, fingerprintOf, type Application } from '../membership/application.ts';
import { factsOf, readChannelFacts } from '../membership/channel-facts.ts';
import { NodeError } from '../node-error.ts';
import { foundConsortium, makeMemberKeys, memberFrom } from './found.ts';

/** The first administrator of a hospital (I8). */
export interface FirstAdministrator {
  readonly user: string;
  readonly name: string;
  readonly password: string;
}

/** A hospital's own data folder before its first start. */
export interface Initialised {
  readonly member: string;
  /** Fingerprint of the channel that it belongs to. */
  readonly channel: string;
  /** Fingerprint of the hospital as it applies; undefined where it founded. */
  readonly hospital: string | undefined;
}

/** Founds a consortium of one hospital with an orderer of its own, and creates its first administrator. */
export async function initFounder(
  data: string,
  options: { name: string; portBase: number; admin: FirstAdministrator },
): Promise<Initialised> {
  demandNew(data);
  const { name, portBase, admin } = options;
  const consortium = planConsortium({ names: [name], portBase, demo: false, engine: 'embedded' });
  const member = planMember(name, portBase);
  await foundConsortium(data, consortium);
  await addAdministrator(data, { consortium, member, admin });
  const { fingerprint } = readChannelFacts(join(data, member.folder));
  return { member: member.id, channel: fingerprint, hospital: undefined };
}

const Facts = v.object({
  channel: v.string(),
  genesis: v.unknown(),
  members: v.array(v.object({ id: v.string() })),
});

/**
 * Makes keys, roots and application of a hospital that wants to join the consortium of the member at `sponsor`, creates its first
 * administrator, and applies there. Only what is public leaves the folder.
 */
export async function initNewcomer(
  data: string,
  options: {
    name: string;
    kind: string;
    portBase: number;
    admin: FirstAdministrator;
    sponsor: string;
  },
): Promise<Initialised> {
  demandNew(data);
  const { name, kind, portBase, admin, sponsor } = options;
  const client = createNodeClient({ url: sponsor, limitMs: 10_000 });
  const facts = v.safeParse(Facts, await client.call('consortium', {}));
  if (!facts.success)
    throw new NodeError('exchange', `${sponsor} does not tell what its consortium is.`);
  const { channel, genesis, members } = facts.output;
  const known: Json = JSON.parse(JSON.stringify(parseChannelConfig(genesis)));
  const member = planMember(name, portBase);
  if (members.some(({ id }) => id === member.id))
    throw new NodeError('configuration', `There is a member ${member.id} already: choose a name.`);

  const ring = await makeMemberKeys(data, member);
  const application: Application = {
    v: 1,
    member: memberFrom(member, { ring, kind }),
    peer: `localhost:${member.ports.peer}`,
  };
  const folder = join(data, member.folder);
  writeFileSync(join(folder, 'genesis.json'), `${canonical(known)}\n`, { mode: 0o600 });
  writeFileSync(join(folder, 'application.json'), `${JSON.stringify(application)}\n`, {
    mode: 0o600,
  });
  const consortium: Consortium = {
    v: 1,
    channel,
    engine: 'embedded',
    demo: false,
    sponsor,
    members: [member],
  };
  await addAdministrator(data, { consortium, member, admin });
  writeConsortium(data, consortium);
  await client.call('apply', { application: { ...application } });
  const hospital = fingerprintOf(applicationId(application.member));
  return { member: member.id, channel: factsOf(known).fingerprint, hospital };
}

function demandNew(data: string): void {
  if (existsSync(join(data, 'consortium.json')))
    throw new NodeError('configuration', `${data} holds a hospital already: name another --data.`);
  mkdirSync(data, { recursive: true, mode: 0o700 });
}

/** The account is made in the registry itself, so that its password lies nowhere else. */
async function addAdministrator(
  data: string,
  made: { consortium: Consortium; member: ConsortiumMember; admin: FirstAdministrator },
): Promise<void> {
  const { consortium, member, admin } = made;
  const folder = join(data, member.folder);
  const hospital = await openHospital(
    { folder, member: member.id, channel: consortium.channel, create: true },
    {
      clock: () => Date.now(),
      log: () => {},
      projections: [disclosureProjection, monitorProjection],
    },
  );
  try {
    if (!hospital.people.person(admin.user))
      await hospital.people.addPractitioner({ ...admin, role: 'administrator' });
  } finally {
    await hospital.close();
  }
}
