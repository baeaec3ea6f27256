import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import { packagesOf } from './lifecycle.ts';
import type { NetworkFacts } from './network-facts.ts';
import type { PlannedOrganisation } from './plan.ts';
import { start, startOf, type Command } from './processes.ts';
import { readRunning, writeRunning, type Role, type Running } from './running.ts';

interface Part {
  readonly role: Role;
  readonly org: string;
  readonly ports: readonly number[];
  readonly command: Command;
}

/** A process that was just started, and the ports that it will listen on. */
export interface Launched {
  readonly running: Running;
  readonly child: ChildProcess;
  readonly ports: readonly number[];
}

/** Starts every process of a plan that does not run, and records it. */
export function launchMissing(facts: NetworkFacts, chaincodeServer: Command): Launched[] {
  const { layout } = facts;
  const before = readRunning(layout.running);
  const launched = partsOf(facts, chaincodeServer)
    .filter(({ role, org }) => !before.some((part) => part.role === role && part.org === org))
    .map(({ role, org, ports, command }) => {
      const child = start(command, join(layout.logs, `${role}-${org}.log`));
      const pid = child.pid ?? 0;
      const address = `127.0.0.1:${ports[0] ?? 0}`;
      return { running: { role, org, pid, started: startOf(pid) ?? '', address }, child, ports };
    });
  writeRunning(layout.running, [...before, ...launched.map(({ running }) => running)]);
  return launched;
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
