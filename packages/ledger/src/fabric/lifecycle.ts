import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { packChaincode, type ChaincodePackage } from './chaincode-package.ts';
import type { NetworkFacts } from './network-facts.ts';
import { bookOf, PACKAGES, type PackageName, type PlannedOrganisation } from './plan.ts';
import { run } from './processes.ts';

/** One chaincode definition of the channel and the policy that it is committed with. */
export interface Definition {
  readonly name: string;
  readonly policy: readonly string[];
}

/** The definition of one member's own book, which that member alone endorses. */
export function bookDefinition(organisation: PlannedOrganisation): Definition {
  return {
    name: bookOf(organisation.id),
    policy: ['--signature-policy', `OR('${organisation.mspId}.peer')`],
  };
}

/** The definitions of a channel: governance by majority, stop by any member, a book for each. */
export function definitionsOf(organisations: readonly PlannedOrganisation[]): Definition[] {
  return [
    {
      name: 'governance',
      policy: ['--channel-config-policy', '/Channel/Application/Endorsement'],
    },
    { name: 'stop', policy: ['--channel-config-policy', '/Channel/Application/AnyEndorsement'] },
    ...organisations.map(bookDefinition),
  ];
}

/** Which of an organisation's own packages serves a definition: another member's book is only read. */
export function packageFor(definition: string, organisation: PlannedOrganisation): PackageName {
  if (definition === 'governance' || definition === 'stop') return definition;
  return definition === bookOf(organisation.id) ? 'book' : 'reader';
}

/** The four packages of an organisation; their ids follow from names and ports alone. */
export function packagesOf(
  organisation: PlannedOrganisation,
): Readonly<Record<PackageName, ChaincodePackage>> {
  const pack = (name: PackageName) =>
    packChaincode({
      label: `${name}-1`,
      address: `127.0.0.1:${organisation.packagePorts[name]}`,
    });
  return {
    governance: pack('governance'),
    stop: pack('stop'),
    book: pack('book'),
    reader: pack('reader'),
  };
}

/** The environment in which the `peer` command acts as an organisation's administrator. */
export function adminEnv(facts: NetworkFacts, organisation: PlannedOrganisation) {
  const admin = facts.layout.admin(organisation.id);
  const tls = join(admin, 'tls');
  return {
    FABRIC_CFG_PATH: facts.layout.peer(organisation.id),
    FABRIC_LOGGING_SPEC: 'error',
    CORE_PEER_LOCALMSPID: organisation.mspId,
    CORE_PEER_MSPCONFIGPATH: join(admin, 'msp'),
    CORE_PEER_ADDRESS: `127.0.0.1:${organisation.peerPort}`,
    CORE_PEER_TLS_ENABLED: 'true',
    CORE_PEER_TLS_ROOTCERT_FILE: join(tls, 'ca.crt'),
    CORE_PEER_TLS_CLIENTAUTHREQUIRED: 'true',
    CORE_PEER_TLS_CLIENTCERT_FILE: join(tls, 'server.crt'),
    CORE_PEER_TLS_CLIENTKEY_FILE: join(tls, 'server.key'),
  };
}

/** Options with which the `peer` command reaches the orderer as an organisation's administrator. */
export function ordererArgs(facts: NetworkFacts, organisation: PlannedOrganisation): string[] {
  const tls = join(facts.layout.admin(organisation.id), 'tls');
  return [
    '--orderer',
    `127.0.0.1:${facts.plan.ordererPort}`,
    '--tls',
    '--cafile',
    join(facts.layout.orderer, 'tls', 'ca.crt'),
    '--clientauth',
    '--certfile',
    join(tls, 'server.crt'),
    '--keyfile',
    join(tls, 'server.key'),
  ];
}

function asAdmin(facts: NetworkFacts, organisation: PlannedOrganisation, args: readonly string[]) {
  return run(
    { file: facts.programs.peer, args, env: adminEnv(facts, organisation) },
    { signal: facts.signal },
  );
}

/** Joins an organisation's peer to the channel from its first block. */
export async function joinChannel(
  facts: NetworkFacts,
  organisation: PlannedOrganisation,
): Promise<void> {
  await asAdmin(facts, organisation, ['channel', 'join', '--blockpath', facts.layout.genesis]);
}

/** Installs an organisation's four packages on its peer. */
export async function installPackages(
  facts: NetworkFacts,
  organisation: PlannedOrganisation,
): Promise<void> {
  const folder = facts.layout.packages(organisation.id);
  mkdirSync(folder, { recursive: true });
  const packages = packagesOf(organisation);
  for (const name of PACKAGES) {
    const file = join(folder, `${name}.tar.gz`);
    writeFileSync(file, packages[name].bytes);
    await asAdmin(facts, organisation, ['lifecycle', 'chaincode', 'install', file]);
  }
}

function definitionArgs(facts: NetworkFacts, definition: Definition): string[] {
  return [
    '--channelID',
    facts.plan.channel,
    '--name',
    definition.name,
    '--version',
    '1',
    '--sequence',
    '1',
    ...definition.policy,
  ];
}

/** Approves a definition for an organisation with the package of its own that serves it. */
export async function approve(
  facts: NetworkFacts,
  organisation: PlannedOrganisation,
  definition: Definition,
): Promise<void> {
  const id = packagesOf(organisation)[packageFor(definition.name, organisation)].id;
  await asAdmin(facts, organisation, [
    'lifecycle',
    'chaincode',
    'approveformyorg',
    ...ordererArgs(facts, organisation),
    ...definitionArgs(facts, definition),
    '--package-id',
    id,
  ]);
}

/** Commits a definition in the name of the first of `organisations`, endorsed by all of them. */
export async function commit(
  facts: NetworkFacts,
  organisations: readonly PlannedOrganisation[],
  definition: Definition,
): Promise<void> {
  const [first] = organisations;
  if (first === undefined) return;
  await asAdmin(facts, first, [
    'lifecycle',
    'chaincode',
    'commit',
    ...ordererArgs(facts, first),
    ...definitionArgs(facts, definition),
    ...organisations.flatMap((organisation) => [
      '--peerAddresses',
      `127.0.0.1:${organisation.peerPort}`,
      '--tlsRootCertFiles',
      join(facts.layout.peer(organisation.id), 'tls', 'ca.crt'),
    ]),
  ]);
}
