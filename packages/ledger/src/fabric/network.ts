import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { LedgerOptions } from '../ledger.ts';
import { addToChannel, settleIn } from './admission.ts';
import { createAuthorities, type Authorities } from './authority.ts';
import { FabricError } from './fabric-error.ts';
import { found } from './founding.ts';
import type { NetworkFacts } from './network-facts.ts';
import {
  layoutOf,
  planNetwork,
  planOrganisation,
  portsOf,
  type PlannedOrganisation,
} from './plan.ts';
import { readPlan, writePlan } from './plan-file.ts';
import { launchMissing } from './parts.ts';
import { demandFree, openGuard, untilListening, type Command } from './processes.ts';
import { findPrograms } from './programs.ts';
import { untilReachable } from './readiness.ts';
import { endRunning, readRunning, type Running } from './running.ts';
import { setUp, setUpOrganisation } from './setup.ts';

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
  /** Certificate authorities of members that have some already; the others get new ones. */
  readonly authorities?: Readonly<Record<string, Authorities>>;
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
  /** Admits one more organisation: channel configuration, peer, contracts, a book of its own. */
  admit(member: string): Promise<FabricOrganisation>;
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
  let plan =
    kept?.founded === true
      ? kept
      : planNetwork({
          channel: options.channel ?? 'careledger',
          members: options.members,
          portBase: options.portBase,
          batchTimeoutMs: options.batchTimeoutMs ?? 20,
        });
  const { signal } = options;
  const facts = (): NetworkFacts => ({ plan, layout, programs, signal });
  const organisations = () => plan.organisations.map((each) => organisationOf(facts(), each));
  await demandFree(portsOf(plan));
  if (!plan.founded) await setUp(facts(), options.authorities ?? {});

  const guard = options.lifetime === 'attached' ? openGuard() : undefined;
  const close = async () => {
    await endRunning(layout.running);
    guard?.release();
  };
  const launch = async () => {
    const launched = launchMissing(facts(), options.chaincodeServer);
    for (const { running } of launched) guard?.watch(running.pid);
    const waits = launched.flatMap(({ ports, child, running }) =>
      ports.map((port) => untilListening(port, { what: running.role, child, signal })),
    );
    await Promise.all(waits);
  };
  try {
    await launch();
    if (!plan.founded) {
      await found(facts());
      plan = { ...plan, founded: true };
      writePlan(layout.plan, plan);
    }
    await untilReachable(organisations(), signal);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    channel: plan.channel,
    get organisations() {
      return organisations();
    },
    status: () => readRunning(layout.running),
    async revive() {
      await launch();
      await untilReachable(organisations(), signal);
    },
    async admit(member) {
      const present = plan.organisations;
      if (present.some(({ id }) => id === member)) {
        throw new FabricError('already-running', 'that organisation takes part already');
      }
      const newcomer = planOrganisation(member, present.length, plan.ordererPort);
      await demandFree(portsOf({ ...plan, organisations: [newcomer] }).slice(2));
      plan = { ...plan, organisations: [...present, newcomer] };
      const authorities = options.authorities?.[member] ?? (await createAuthorities(member));
      await setUpOrganisation(facts(), newcomer, authorities);
      await addToChannel(facts(), newcomer, present);
      writePlan(layout.plan, plan);
      await launch();
      await settleIn(facts(), newcomer, present);
      await untilReachable(organisations(), signal);
      return organisationOf(facts(), newcomer);
    },
    close,
  };
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
