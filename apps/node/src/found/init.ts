import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** A hospital as it wants to be made; `origin` is the address of its pages, where they have one of their own. */
export interface HospitalWish {
  readonly name: string;
  readonly portBase: number;
  readonly origin?: string;
  readonly admin: FirstAdministrator;
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
export async function initFounder(data: string, options: HospitalWish): Promise<Initialised> {
  const { name, portBase, origin, admin } = options;
  const member = planMember(name, portBase, origin);
  const consortium: Consortium = {
    ...planConsortium({ names: [name], portBase, demo: false, engine: 'embedded' }),
    members: [member],
  };
  return madeWhole(data, async (draft) => {
    await addAdministrator(draft, { channel: consortium.channel, member, admin });
    await foundConsortium(draft, consortium);
    const { fingerprint } = readChannelFacts(join(draft, member.folder));
    return { member: member.id, channel: fingerprint, hospital: undefined };
  });
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
  options: HospitalWish & { kind: string; sponsor: string },
): Promise<Initialised> {
  demandFree(data);
  const { name, kind, portBase, origin, admin, sponsor } = options;
  const client = createNodeClient({ url: sponsor, limitMs: 10_000 });
  const told = v.safeParse(Facts, await client.call('consortium', {}));
  if (!told.success)
    throw new NodeError('exchange', `${sponsor} does not tell what its consortium is.`);
  const { channel, genesis, members } = told.output;
  const known: Json = JSON.parse(JSON.stringify(parseChannelConfig(genesis)));
  const member = planMember(name, portBase, origin);
  if (members.some(({ id }) => id === member.id))
    throw new NodeError('configuration', `There is a member ${member.id} already: choose a name.`);

  const { application, made } = await madeWhole(data, async (draft) => {
    await addAdministrator(draft, { channel, member, admin });
    const ring = await makeMemberKeys(draft, member);
    const applying: Application = {
      v: 1,
      member: memberFrom(member, { ring, kind }),
      peer: `localhost:${member.ports.peer}`,
    };
    const write = (file: string, text: string) =>
      writeFileSync(join(draft, member.folder, file), `${text}\n`, { mode: 0o600 });
    write('genesis.json', canonical(known));
    write('application.json', JSON.stringify(applying));
    writeConsortium(draft, {
      v: 1,
      channel,
      engine: 'embedded',
      demo: false,
      sponsor,
      members: [member],
    });
    const hospital = fingerprintOf(applicationId(applying.member));
    const facts = { member: member.id, channel: factsOf(known).fingerprint, hospital };
    return { application: applying, made: facts };
  });
  await client.call('apply', { application: { ...application } });
  return made;
}

/** Makes a data folder beside its place and puts it there when it is whole, so that a making that ends early leaves nothing. */
async function madeWhole<T>(data: string, make: (draft: string) => Promise<T>): Promise<T> {
  demandFree(data);
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  try {
    const made = await make(draft);
    renameSync(draft, data);
    return made;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function demandFree(data: string): void {
  if (existsSync(data) && readdirSync(data).length > 0)
    throw new NodeError('configuration', `${data} is not empty: name another --data.`);
}

/** The account is made in the registry itself, so that its password lies nowhere else. */
async function addAdministrator(
  data: string,
  made: { channel: string; member: ConsortiumMember; admin: FirstAdministrator },
): Promise<void> {
  const { channel, member, admin } = made;
  const folder = join(data, member.folder);
  const hospital = await openHospital(
    { folder, member: member.id, channel, create: true },
    {
      clock: () => Date.now(),
      log: () => {},
      projections: [disclosureProjection, monitorProjection],
    },
  );
  try {
    await hospital.people.addPractitioner({ ...admin, role: 'administrator' });
  } finally {
    await hospital.close();
  }
}
