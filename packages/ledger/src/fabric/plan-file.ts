import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { FabricError } from './fabric-error.ts';
import { PACKAGES, type NetworkPlan, type PlannedOrganisation } from './plan.ts';

function isPort(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 65_536;
}

function isOrganisation(value: unknown): value is PlannedOrganisation {
  if (typeof value !== 'object' || value === null || !('packagePorts' in value)) return false;
  const ports = value.packagePorts;
  return (
    'id' in value &&
    typeof value.id === 'string' &&
    'mspId' in value &&
    typeof value.mspId === 'string' &&
    'peerPort' in value &&
    isPort(value.peerPort) &&
    'chaincodeListenPort' in value &&
    isPort(value.chaincodeListenPort) &&
    typeof ports === 'object' &&
    ports !== null &&
    PACKAGES.every((name) => isPort(new Map(Object.entries(ports)).get(name)))
  );
}

function isPlan(value: unknown): value is NetworkPlan {
  return (
    typeof value === 'object' &&
    value !== null &&
    'v' in value &&
    value.v === 1 &&
    'founded' in value &&
    typeof value.founded === 'boolean' &&
    'channel' in value &&
    typeof value.channel === 'string' &&
    'batchTimeoutMs' in value &&
    typeof value.batchTimeoutMs === 'number' &&
    'ordererPort' in value &&
    isPort(value.ordererPort) &&
    'ordererAdminPort' in value &&
    isPort(value.ordererAdminPort) &&
    'organisations' in value &&
    Array.isArray(value.organisations) &&
    value.organisations.every(isOrganisation)
  );
}

/** The plan of the network in a folder; undefined where there is none. Refuses a newer format. */
export function readPlan(file: string): NetworkPlan | undefined {
  if (!existsSync(file)) return undefined;
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (isPlan(value)) return value;
  const newer =
    typeof value === 'object' &&
    value !== null &&
    'v' in value &&
    typeof value.v === 'number' &&
    value.v > 1;
  throw newer
    ? new FabricError('newer-format', 'a newer release made this network: use that release')
    : new FabricError('not-a-network', 'the plan of this network cannot be read');
}

/** Writes a plan, whole or not at all. */
export function writePlan(file: string, plan: NetworkPlan): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(plan, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
