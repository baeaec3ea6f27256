import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import { FabricError } from './fabric-error.ts';
import { startOf, stop } from './processes.ts';

/** What a process of a network does. */
export type Role = 'orderer' | 'peer' | 'chaincode';

/** One process of a network; `started` tells it apart from a later process with the same number. */
export interface Running {
  readonly role: Role;
  /** Member id; the orderer's own organisation for the orderer. */
  readonly org: string;
  readonly pid: number;
  readonly started: string;
  readonly address: string;
}

const ROLES: readonly string[] = ['orderer', 'peer', 'chaincode'] satisfies Role[];

function isRunning(value: unknown): value is Running {
  return (
    typeof value === 'object' &&
    value !== null &&
    'role' in value &&
    typeof value.role === 'string' &&
    ROLES.includes(value.role) &&
    'org' in value &&
    typeof value.org === 'string' &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'started' in value &&
    typeof value.started === 'string' &&
    'address' in value &&
    typeof value.address === 'string'
  );
}

/** The processes recorded in a network's folder that still run. */
export function readRunning(file: string): Running[] {
  if (!existsSync(file)) return [];
  const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(list) || !list.every(isRunning)) {
    throw new FabricError('not-a-network', 'the list of running processes cannot be read');
  }
  return list.filter(({ pid, started }) => startOf(pid) === started);
}

/** Records the processes of a network. */
export function writeRunning(file: string, list: readonly Running[]): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(list, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/** Ends every recorded process, contracts and peers before the orderer, and forgets them. */
export async function endRunning(file: string): Promise<void> {
  const list = readRunning(file);
  const rest = list.filter(({ role }) => role !== 'orderer');
  await Promise.all(rest.map(({ pid, started }) => stop(pid, started)));
  const orderers = list.filter(({ role }) => role === 'orderer');
  await Promise.all(orderers.map(({ pid, started }) => stop(pid, started)));
  rmSync(file, { force: true });
}
