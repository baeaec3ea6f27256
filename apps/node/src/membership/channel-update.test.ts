import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configUpdateBytes, parseChannelConfig, type ChannelConfig } from '@careledger/peer';
import { toBase64url } from '@careledger/proof';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planConsortium, planMember } from '../consortium.ts';
import type { Configuration } from '../engine.ts';
import { foundConsortium, makeMemberKeys, memberFrom } from '../found/found.ts';
import { openKeyRing } from '../found/key-ring.ts';
import {
  admittingUpdate,
  signAdmission,
  withOrganisation,
  type Newcomer,
  type Office,
} from './channel-update.ts';

const peer = 'localhost:9001';
let folder: string;
let config: ChannelConfig;
let configuration: Configuration;
let lakeside: Newcomer;
let vale: Newcomer;
let office: Office;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'careledger-channel-'));
  const names = ['Northgate', 'Riverside'];
  await foundConsortium(
    folder,
    planConsortium({ names, portBase: 9100, demo: false, engine: 'embedded' }),
  );
  const text = readFileSync(join(folder, 'northgate', 'genesis.json'), 'utf8');
  config = parseChannelConfig(JSON.parse(text));
  configuration = { sequence: 4, organisations: ['NorthgateMSP', 'RiversideMSP'], text };
  [lakeside, vale] = [await newcomer('Lakeside'), await newcomer('Vale')];
  office = { mspId: 'NorthgateMSP', ring: openKeyRing(join(folder, 'northgate', 'keys')) };
});

afterAll(() => rmSync(folder, { recursive: true }));

async function newcomer(name: string): Promise<Newcomer> {
  const member = planMember(name, 9200);
  return memberFrom(member, { ring: await makeMemberKeys(folder, member), kind: 'hospital' });
}

const signed = (update: string, pending: readonly Newcomer[] = [lakeside]) =>
  signAdmission(update, { configuration, pending }, office);
const updateTo = (next: unknown, sequence = 5) =>
  toBase64url(configUpdateBytes({ sequence, config: parseChannelConfig(next) }));

describe("a member's signature under a change of the channel", () => {
  it('M2 is given for the admission that governance decided, wherever the newcomer listens', () => {
    const { update, needed } = admittingUpdate(configuration, lakeside, peer);
    expect(needed).toBe(2);
    expect(signed(update)).toBeTypeOf('string');
    expect(signed(admittingUpdate(configuration, lakeside, 'elsewhere:1').update)).toBeTypeOf(
      'string',
    );
  });

  it('M2 is not given for a hospital that governance has not admitted, nor for one with other roots', () => {
    const { update } = admittingUpdate(configuration, vale, peer);
    expect(signed(update)).toBeUndefined();
    expect(signed(update, [])).toBeUndefined();
    const forged = { ...lakeside, roots: vale.roots };
    expect(signed(admittingUpdate(configuration, forged, peer).update)).toBeUndefined();
    const intruder = { ...lakeside, tlsRoots: vale.tlsRoots };
    expect(signed(admittingUpdate(configuration, intruder, peer).update)).toBeUndefined();
  });

  it('M2 is not given for anything that comes along with an admission', () => {
    const next = withOrganisation(config, lakeside, peer);
    expect(signed(updateTo(next))).toBeTypeOf('string');
    const [first, ...others] = next.definitions;
    const changes = {
      'another policy': { ...next, definitions: [{ ...first, policy: 'ANY' }, ...others] },
      'another batch': { ...next, batch: { ...next.batch, maxMessages: 1 } },
      'another orderer': { ...next, orderer: { ...next.orderer, address: 'elsewhere:1' } },
      'a second newcomer': withOrganisation(withOrganisation(config, vale, peer), lakeside, peer),
      'a member less': { ...next, organisations: next.organisations.slice(1), definitions: [] },
      'nothing new': config,
    };
    for (const [what, change] of Object.entries(changes))
      expect(signed(updateTo(change)), what).toBeUndefined();
    expect(signed(updateTo(next, 4)), 'a number that is past').toBeUndefined();
    expect(signed(updateTo(next, 6)), 'a number that is not next').toBeUndefined();
    expect(signed('AAAA'), 'no update').toBeUndefined();
  });
});
