import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { addToChannel, settleIn } from './admission.ts';
import { createAuthorities, type Authorities } from './authority.ts';
import { FabricError } from './fabric-error.ts';
import { found } from './founding.ts';
import type { NetworkFacts } from './network-facts.ts';
import { organisationOf, type FabricOrganisation } from './organisation.ts';
import { launchMissing } from './parts.ts';
import { readPlan, writePlan } from './plan-file.ts';
import { layoutOf, planNetwork, planOrganisation, portsOf, portsOfOrganisation } from './plan.ts';
import {
  demandFree,
  openGuard,
  stop,
  untilListening,
  type Command,
  type Guard,
} from './processes.ts';
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

/** A running network. */
export interface FabricNetwork {
  readonly channel: string;
  readonly organisations: readonly FabricOrganisation[];
  status(): Running[];
  /** Starts again whatever of the network has ended, on its kept data. */
  revive(): Promise<void>;
  /** Starts every contract process anew, from the code as it is now; peers go on. */
  upgrade(): Promise<void>;
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
  if (!plan.founded) await setUp(facts, options.authorities ?? {});
  const guard = options.lifetime === 'attached' ? openGuard() : undefined;
  const network = holdNetwork(facts, options, guard);
  try {
    await network.launch();
    if (!plan.founded) {
      await found(facts);
      writePlan(layout.plan, { ...plan, founded: true });
    }
    await untilReachable(network.organisations, options.signal);
    return network;
  } catch (error) {
    await network.close();
    throw error;
  }
}

/** Takes hold of a network that was started detached; throws FabricError 'not-ready' where none runs. */
export async function attachFabric(
  options: Omit<FabricOptions, 'members' | 'portBase' | 'lifetime' | 'channel' | 'batchTimeoutMs'>,
  { env }: { env: NodeJS.ProcessEnv },
): Promise<FabricNetwork> {
  const layout = layoutOf(resolve(options.folder));
  const plan = readPlan(layout.plan);
  if (plan?.founded !== true || readRunning(layout.running).length === 0) {
    throw new FabricError('not-ready', 'no network runs from this folder');
  }
  const facts = { plan, layout, programs: findPrograms(env), signal: options.signal };
  return holdNetwork(facts, options, undefined);
}

function holdNetwork(
  begun: NetworkFacts,
  options: Pick<FabricOptions, 'chaincodeServer' | 'authorities'>,
  guard: Guard | undefined,
): FabricNetwork & { launch(): Promise<void> } {
  const { layout, signal } = begun;
  let facts = begun;
  const network = {
    channel: facts.plan.channel,
    get organisations() {
      return facts.plan.organisations.map((each) => organisationOf(facts, each));
    },
    status: () => readRunning(layout.running),
    async launch() {
      const launched = launchMissing(facts, options.chaincodeServer);
      for (const { running } of launched) guard?.watch(running.pid);
      const waits = launched.flatMap(({ ports, child, running }) =>
        ports.map((port) => untilListening(port, { what: running.role, child, signal })),
      );
      await Promise.all(waits);
    },
    async revive() {
      await network.launch();
      await untilReachable(network.organisations, signal);
    },
    async upgrade() {
      const contracts = readRunning(layout.running).filter(({ role }) => role === 'chaincode');
      for (const { pid, started } of contracts) await stop(pid, started);
      await network.revive();
    },
    async admit(member: string) {
      const present = facts.plan.organisations;
      if (present.some(({ id }) => id === member)) {
        throw new FabricError('already-running', 'that organisation takes part already');
      }
      const newcomer = planOrganisation(member, present.length, facts.plan.ordererPort);
      await demandFree(portsOfOrganisation(newcomer));
      facts = {
        ...facts,
        plan: { ...facts.plan, founded: true, organisations: [...present, newcomer] },
      };
      const authorities = options.authorities?.[member] ?? (await createAuthorities(member));
      await setUpOrganisation(facts, newcomer, authorities);
      await addToChannel(facts, newcomer, present);
      writePlan(layout.plan, facts.plan);
      await network.launch();
      await settleIn(facts, newcomer, present);
      await untilReachable(network.organisations, signal);
      return organisationOf(facts, newcomer);
    },
    async close() {
      await endRunning(layout.running);
      guard?.release();
    },
  };
  return network;
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
