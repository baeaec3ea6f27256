import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { LedgerOptions } from '../ledger.ts';
import { FabricError } from './fabric-error.ts';
import { found } from './founding.ts';
import { packagesOf } from './lifecycle.ts';
import type { NetworkFacts } from './network-facts.ts';
import { layoutOf, planNetwork, portsOf, type PlannedOrganisation } from './plan.ts';
import { readPlan, writePlan } from './plan-file.ts';
import {
  demandFree,
  openGuard,
  start,
  startOf,
  untilListening,
  type Command,
} from './processes.ts';
import { findPrograms } from './programs.ts';
import { untilReachable } from './readiness.ts';
import { endRunning, readRunning, writeRunning, type Role, type Running } from './running.ts';
import { setUp } from './setup.ts';

/** How to start a Fabric network in a folder. */
export interface FabricOptions {
  readonly folder: string;
  /** Member ids of a new network; a folder that holds one keeps its own. */
  readonly members: readonly string[];
  /** First of the consecutive loopback ports of a new network. */
  readonly portBase: number;
  readonly channel?: string;
  readonly batchTimeoutMs?: number;
  /**
   * Program that serves one organisation's four contract packages. It is told what to serve by the
   * environment variable CARELEDGER_CHAINCODES (see `serveChaincodes`).
   */
  readonly chaincodeServer: Command;
  /** Attached: ends with this process, however that ends. Detached: runs until `stopFabric`. */
  readonly lifetime: 'attached' | 'detached';
  readonly signal?: AbortSignal;
}

/** One member of a running network and how its service connects to its peer. */
export interface FabricOrganisation {
  readonly member: string;
  readonly mspId: string;
  readonly connection: LedgerOptions;
}

/** A running network. */
export interface FabricNetwork {
  readonly channel: string;
  readonly organisations: readonly FabricOrganisation[];
  status(): Running[];
  /** Starts again whatever of the network has ended, on its kept data. */
  revive(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts the network of a folder, founding it first where there is none: keys, channel, contracts.
 * Throws FabricError; on any failure nothing of it is left running.
 */
export async function startFabric(
  options: FabricOptions,
  { env }: { env: NodeJS.ProcessEnv },
): Promise<FabricNetwork> {
  const layout = layoutOf(resolve(options.folder));
  const programs = findPrograms(env);
  if (readRunning(layout.running).length > 0) {
    throw new FabricError('already-running', 'a network runs from this folder already');
  }
  mkdirSync(layout.logs, { recursive: true });
  const kept = readPlan(layout.plan);
  const plan =
    kept?.founded === true
      ? kept
      : planNetwork({
          channel: options.channel ?? 'careledger',
          members: options.members,
          portBase: options.portBase,
          batchTimeoutMs: options.batchTimeoutMs ?? 20,
        });
  const facts: NetworkFacts = { plan, layout, programs, signal: options.signal };
  await demandFree(portsOf(plan));
  if (!plan.founded) await setUp(facts);

  const guard = options.lifetime === 'attached' ? openGuard() : undefined;
  const close = async () => {
    await endRunning(layout.running);
    guard?.release();
  };
  const launch = async () => {
    const launched = launchMissing(facts, options.chaincodeServer);
    for (const { running } of launched) guard?.watch(running.pid);
    await Promise.all(
      launched.flatMap(({ ports, child, running }) =>
        ports.map((port) =>
          untilListening(port, { what: running.role, child, signal: options.signal }),
        ),
      ),
    );
  };
  try {
    await launch();
    if (!plan.founded) {
      await found(facts);
      writePlan(layout.plan, { ...plan, founded: true });
    }
    const organisations = plan.organisations.map((organisation) =>
      organisationOf(facts, organisation),
    );
    await untilReachable(organisations, options.signal);
    return {
      channel: plan.channel,
      organisations,
      status: () => readRunning(layout.running),
      async revive() {
        await launch();
        await untilReachable(organisations, options.signal);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Ends every process of the network in a folder; its data stays. */
export async function stopFabric(folder: string): Promise<void> {
  await endRunning(layoutOf(resolve(folder)).running);
}

/** The processes of the network in a folder that run now. */
export function fabricStatus(folder: string): Running[] {
  return readRunning(layoutOf(resolve(folder)).running);
}

/** The connections of the members of the network in a folder, running or not. */
export function fabricOrganisations(folder: string): FabricOrganisation[] {
  const layout = layoutOf(resolve(folder));
  const plan = readPlan(layout.plan);
  if (plan === undefined) throw new FabricError('not-a-network', 'the folder holds no network');
  return plan.organisations.map((organisation) => organisationOf({ plan, layout }, organisation));
}

function organisationOf(
  { plan, layout }: Pick<NetworkFacts, 'plan' | 'layout'>,
  { id, mspId, peerPort }: PlannedOrganisation,
): FabricOrganisation {
  const read = (...path: string[]) => readFileSync(join(layout.client(id), ...path), 'utf8');
  return {
    member: id,
    mspId,
    connection: {
      address: `127.0.0.1:${peerPort}`,
      hostOverride: 'localhost',
      channel: plan.channel,
      mspId,
      certPem: read('msp', 'signcerts', 'cert.pem'),
      keyPem: read('msp', 'keystore', 'key.pem'),
      tlsCertPem: read('tls', 'server.crt'),
      tlsKeyPem: read('tls', 'server.key'),
      tlsRoots: [read('tls', 'ca.crt')],
    },
  };
}

interface Part {
  readonly role: Role;
  readonly org: string;
  readonly ports: readonly number[];
  readonly command: Command;
}

function partsOf({ plan, layout, programs }: NetworkFacts, chaincodeServer: Command): Part[] {
  const fabric = (file: string, args: string[], home: string): Command => ({
    file,
    args,
    env: { FABRIC_CFG_PATH: home, FABRIC_LOGGING_SPEC: 'warning' },
  });
  return [
    {
      role: 'orderer',
      org: 'orderer',
      ports: [plan.ordererAdminPort],
      command: fabric(programs.orderer, [], layout.orderer),
    },
    ...plan.organisations.flatMap((organisation): Part[] => [
      {
        role: 'chaincode',
        org: organisation.id,
        ports: Object.values(organisation.packagePorts),
        command: chaincodeCommand(plan.channel, organisation, chaincodeServer),
      },
      {
        role: 'peer',
        org: organisation.id,
        ports: [organisation.peerPort],
        command: fabric(programs.peer, ['node', 'start'], layout.peer(organisation.id)),
      },
    ]),
  ];
}

function chaincodeCommand(
  channel: string,
  organisation: PlannedOrganisation,
  server: Command,
): Command {
  const served = {
    member: organisation.id,
    mspId: organisation.mspId,
    channel,
    packages: Object.entries(packagesOf(organisation)).map(([name, { id, address }]) => ({
      name,
      id,
      address,
    })),
  };
  return {
    ...server,
    env: {
      ...server.env,
      CARELEDGER_CHAINCODES: JSON.stringify(served),
      CORE_PEER_LOCALMSPID: organisation.mspId,
      CORE_CHAINCODE_LOGGING_LEVEL: 'CRITICAL',
    },
  };
}

function launchMissing(facts: NetworkFacts, chaincodeServer: Command) {
  const { layout } = facts;
  const before = readRunning(layout.running);
  const launched = partsOf(facts, chaincodeServer)
    .filter(({ role, org }) => !before.some((part) => part.role === role && part.org === org))
    .map((part) => {
      const child = start(part.command, join(layout.logs, `${part.role}-${part.org}.log`));
      const pid = child.pid ?? 0;
      const running: Running = {
        role: part.role,
        org: part.org,
        pid,
        started: startOf(pid) ?? '',
        address: `127.0.0.1:${part.ports[0] ?? 0}`,
      };
      return { running, child, ports: part.ports };
    });
  writeRunning(layout.running, [...before, ...launched.map(({ running }) => running)]);
  return launched;
}
