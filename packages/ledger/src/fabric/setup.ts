import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createAuthority, issue, type Authority } from './authority.ts';
import { writeBuilder } from './builder.ts';
import { channelConfig, PROFILE } from './channel-config.ts';
import { writeMsp, writeTls } from './materials.ts';
import type { NetworkFacts } from './network-facts.ts';
import { ordererConfig } from './orderer-config.ts';
import { peerConfig } from './peer-config.ts';
import type { PlannedOrganisation } from './plan.ts';
import { writePlan } from './plan-file.ts';
import { run } from './processes.ts';

/** The two certificate authorities of one organisation: for identities and for TLS. */
export interface Authorities {
  readonly ca: Authority;
  readonly tlsCa: Authority;
}

async function newAuthorities(name: string): Promise<Authorities> {
  return {
    ca: await createAuthority(`ca.${name}`, name),
    tlsCa: await createAuthority(`tlsca.${name}`, name),
  };
}

/** Writes everything of one organisation: authorities, MSP, peer, administrator and client. */
export async function setUpOrganisation(
  facts: NetworkFacts,
  organisation: PlannedOrganisation,
): Promise<void> {
  const { layout, plan } = facts;
  const { id } = organisation;
  const home = layout.organisation(id);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const { ca, tlsCa } = await newAuthorities(id);
  const roots = { certPem: ca.certPem, tlsCertPem: tlsCa.certPem };
  writeMsp(join(home, 'msp'), roots);
  for (const [role, folder] of [
    ['peer', layout.peer(id)],
    ['admin', layout.admin(id)],
    ['client', layout.client(id)],
  ] as const) {
    writeMsp(
      join(folder, 'msp'),
      roots,
      await issue(ca, { cn: `${role}.${id}`, org: id, ou: role }),
    );
    writeTls(
      join(folder, 'tls'),
      tlsCa.certPem,
      await issue(tlsCa, { cn: `${role}.${id}`, org: id, server: role === 'peer' }),
    );
  }
  writeFileSync(join(layout.peer(id), 'core.yaml'), peerConfig(plan, organisation, layout));
}

async function setUpOrderer({ layout, plan }: NetworkFacts): Promise<void> {
  const { ca, tlsCa } = await newAuthorities('orderer');
  const roots = { certPem: ca.certPem, tlsCertPem: tlsCa.certPem };
  mkdirSync(layout.orderer, { recursive: true, mode: 0o700 });
  writeMsp(join(layout.orderer, 'organisation-msp'), roots);
  writeMsp(
    join(layout.orderer, 'msp'),
    roots,
    await issue(ca, { cn: 'orderer', org: 'orderer', ou: 'orderer' }),
  );
  writeTls(
    join(layout.orderer, 'tls'),
    tlsCa.certPem,
    await issue(tlsCa, { cn: 'orderer', org: 'orderer', server: true }),
  );
  writeFileSync(join(layout.orderer, 'orderer.yaml'), ordererConfig(plan, layout));
}

/** Writes keys, certificates, configuration and the channel's first block of a new network. */
export async function setUp(facts: NetworkFacts): Promise<void> {
  const { layout, plan, programs } = facts;
  for (const folder of ['organisations', 'orderer', 'configtx', 'builder', 'logs'])
    rmSync(join(layout.plan, '..', folder), { recursive: true, force: true });
  writeBuilder(layout.builder);
  await setUpOrderer(facts);
  for (const organisation of plan.organisations) await setUpOrganisation(facts, organisation);
  mkdirSync(layout.channelConfig, { recursive: true });
  writeFileSync(join(layout.channelConfig, 'configtx.yaml'), channelConfig(plan, layout));
  await run({
    file: programs.configtxgen,
    args: ['-profile', PROFILE, '-channelID', plan.channel, '-outputBlock', layout.genesis],
    env: { FABRIC_CFG_PATH: layout.channelConfig },
  });
  writePlan(layout.plan, plan);
}
