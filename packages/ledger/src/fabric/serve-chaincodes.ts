import { FabricError } from './fabric-error.ts';
import { PACKAGES, type PackageName } from './plan.ts';

/** What one organisation's contract process serves, as CARELEDGER_CHAINCODES tells it. */
export interface ServedChaincodes {
  readonly member: string;
  readonly mspId: string;
  readonly channel: string;
  readonly packages: readonly {
    readonly name: PackageName;
    readonly id: string;
    readonly address: string;
  }[];
}

function isPackage(value: unknown): value is ServedChaincodes['packages'][number] {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    PACKAGES.some((name) => name === value.name) &&
    'id' in value &&
    typeof value.id === 'string' &&
    'address' in value &&
    typeof value.address === 'string'
  );
}

/** Reads CARELEDGER_CHAINCODES; throws FabricError 'not-a-network' where it is missing or unusable. */
export function servedChaincodes(env: NodeJS.ProcessEnv): ServedChaincodes {
  const value: unknown = JSON.parse(env['CARELEDGER_CHAINCODES'] ?? 'null');
  if (
    typeof value === 'object' &&
    value !== null &&
    'member' in value &&
    typeof value.member === 'string' &&
    'mspId' in value &&
    typeof value.mspId === 'string' &&
    'channel' in value &&
    typeof value.channel === 'string' &&
    'packages' in value &&
    Array.isArray(value.packages) &&
    value.packages.every(isPackage)
  ) {
    const { member, mspId, channel, packages } = value;
    return { member, mspId, channel, packages };
  }
  throw new FabricError('not-a-network', 'CARELEDGER_CHAINCODES does not say what to serve');
}

/** A contract package as Fabric's shim serves it. */
export interface ServedChaincode {
  Init(stub: never): Promise<unknown>;
  Invoke(stub: never): Promise<unknown>;
}

interface Shim {
  server(
    chaincode: ServedChaincode,
    options: { ccid: string; address: string },
  ): { start(): Promise<void> };
}

function isShim(value: unknown): value is Shim {
  return typeof value === 'function' && 'server' in value && typeof value.server === 'function';
}

/** Loads the shim without the listeners with which it keeps a broken process alive. */
async function loadShim(): Promise<Shim> {
  const exceptions = process.listeners('uncaughtException');
  const rejections = process.listeners('unhandledRejection');
  const { default: shim }: { default: unknown } = await import('fabric-shim');
  process.removeAllListeners('uncaughtException');
  process.removeAllListeners('unhandledRejection');
  for (const listener of exceptions) process.on('uncaughtException', listener);
  for (const listener of rejections) process.on('unhandledRejection', listener);
  if (!isShim(shim)) throw new FabricError('not-ready', 'fabric-shim offers no server');
  return shim;
}

/** Serves each package on its own loopback port until the process ends. */
export async function serveChaincodes(
  packages: ServedChaincodes['packages'],
  chaincodes: Readonly<Record<PackageName, ServedChaincode>>,
): Promise<void> {
  const shim = await loadShim();
  for (const { name, id, address } of packages) {
    await shim.server(chaincodes[name], { ccid: id, address }).start();
  }
}
