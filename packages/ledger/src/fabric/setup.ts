import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { createAuthorities, issueIdentity, issueTls, type Authorities } from './authority.ts';
import { writeBuilder } from './builder.ts';
import { channelConfig, PROFILE } from './channel-config.ts';
import { writeMsp, writeTls } from './materials.ts';
import type { NetworkFacts } from './network-facts.ts';
import { ordererConfig } from './orderer-config.ts';
import { peerConfig } from './peer-config.ts';
import { writePlan } from './plan-file.ts';
import type { PlannedOrganisation } from './plan.ts';
import { run } from './processes.ts';

const ORDERER = 'orderer';

/** Writes everything of one organisation: MSP, peer, administrator and client. */
export async function setUpOrganisation(
  { layout, plan }: NetworkFacts,
  organisation: PlannedOrganisation,
  { ca, tlsCa }: Authorities,
): Promise<void> {
  const { id } = organisation;
  const roots = { certPem: ca.certPem, tlsCertPem: tlsCa.certPem };
  writeMsp(join(layout.organisation(id), 'msp'), roots);
  for (const role of ['peer', 'admin', 'client'] as const) {
    const folder = layout[role](id);
    writeMsp(join(folder, 'msp'), roots, await issueIdentity(ca, { org: id, role }));
    writeTls(join(folder, 'tls'), tlsCa.certPem, await issueTls(tlsCa, { org: id, name: role }));
  }
  writeFileSync(join(layout.peer(id), 'core.yaml'), peerConfig(plan, organisation, layout));
}

async function setUpOrderer({ layout, plan }: NetworkFacts): Promise<void> {
  const { ca, tlsCa } = await createAuthorities(ORDERER);
  const roots = { certPem: ca.certPem, tlsCertPem: tlsCa.certPem };
  const identity = await issueIdentity(ca, { org: ORDERER, role: ORDERER });
  writeMsp(join(layout.orderer, 'organisation-msp'), roots);
  writeMsp(join(layout.orderer, 'msp'), roots, identity);
  writeTls(
    join(layout.orderer, 'tls'),
    tlsCa.certPem,
    await issueTls(tlsCa, { org: ORDERER, name: ORDERER }),
  );
  writeFileSync(join(layout.orderer, 'orderer.yaml'), ordererConfig(plan, layout));
}

/**
 * Writes keys, certificates, configuration and the channel's first block of a new network, over
 * whatever an unfinished founding left. `authorities` are used for the members that they name.
 */
export async function setUp(
  facts: NetworkFacts,
  authorities: Readonly<Record<string, Authorities>>,
): Promise<void> {
  const { layout, plan, programs } = facts;
  const folder = dirname(layout.plan);
  for (const part of ['organisations', 'orderer', 'configtx', 'builder']) {
    rmSync(join(folder, part), { recursive: true, force: true });
  }
  writeBuilder(layout.builder);
  await setUpOrderer(facts);
  for (const organisation of plan.organisations) {
    const { id } = organisation;
    await setUpOrganisation(facts, organisation, authorities[id] ?? (await createAuthorities(id)));
  }
  mkdirSync(layout.channelConfig, { recursive: true });
  writeFileSync(join(layout.channelConfig, 'configtx.yaml'), channelConfig(plan, layout));
  await run(
    {
      file: programs.configtxgen,
      args: [
        '-profile',
        PROFILE,
        '-channelID',
        plan.channel,
        '-outputBlock',
        layout.genesis,
        '-configPath',
        layout.channelConfig,
      ],
    },
    { signal: facts.signal },
  );
  writePlan(layout.plan, plan);
}
