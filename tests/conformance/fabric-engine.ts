import {
  connectLedger,
  FabricError,
  startFabric,
  type Command,
  type FabricNetwork,
} from '@careledger/ledger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Engine, SigningIdentity } from './engine.ts';

/** The Fabric network of a folder as an engine. */
export interface FabricEngine extends Engine {
  readonly network: FabricNetwork;
  close(): Promise<void>;
}

const FIRST_PORT = 20_000;
const PORTS = 50;
const PLACES = 400;

/** Starts a real two-member Fabric network in a folder, its contracts served from these sources. */
export async function openFabricEngine(
  { folder }: { folder: string },
  { env }: { env: NodeJS.ProcessEnv },
): Promise<FabricEngine> {
  const network = await startSomewhere(folder, env);
  const organisation = (member: string) => {
    const found = network.organisations.find((each) => each.member === member);
    if (found === undefined) throw new Error(`no member ${member}`);
    return found;
  };
  const read = (...path: string[]) => readFileSync(join(folder, 'organisations', ...path), 'utf8');
  const identity = (member: string, role: 'client' | 'peer'): SigningIdentity => ({
    mspId: organisation(member).mspId,
    certPem: read(member, role, 'msp', 'signcerts', 'cert.pem'),
    keyPem: read(member, role, 'msp', 'keystore', 'key.pem'),
  });
  return {
    name: 'fabric',
    channel: network.channel,
    network,
    connect: (member) => connectLedger(organisation(member).connection),
    certificates: (member) => ({
      roots: [read(member, 'msp', 'cacerts', 'ca.pem')],
      tlsRoots: [read(member, 'msp', 'tlscacerts', 'ca.pem')],
    }),
    client: (member) => identity(member, 'client'),
    endorser: (member) => identity(member, 'peer'),
    close: () => network.close(),
  };
}

/** The command that serves one organisation's contracts from these sources. */
export function contractServer(): Command {
  const server = new URL('chaincode-server.ts', import.meta.url).pathname;
  const loader = 'typescript' in process.features ? [] : ['--import', import.meta.resolve('tsx')];
  return { file: process.execPath, args: [...loader, server] };
}

async function startSomewhere(folder: string, env: NodeJS.ProcessEnv): Promise<FabricNetwork> {
  const options = {
    folder,
    members: ['northgate', 'riverside'],
    lifetime: 'attached',
    chaincodeServer: contractServer(),
  } as const;
  for (let place = process.pid; ; place += 1) {
    const portBase = FIRST_PORT + (place % PLACES) * PORTS;
    try {
      return await startFabric({ ...options, portBase }, { env });
    } catch (error) {
      const taken = error instanceof FabricError && error.code === 'port-in-use';
      if (!taken || place >= process.pid + PLACES) throw error;
    }
  }
}
