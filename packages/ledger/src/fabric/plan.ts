import { join } from 'node:path';

/** The chaincode packages that every organisation installs, one port and one package id each. */
export const PACKAGES = ['governance', 'stop', 'book', 'reader'] as const;

/** The name of one of the four chaincode packages. */
export type PackageName = (typeof PACKAGES)[number];

/** One organisation of a network, as the plan in the network's folder knows it. */
export interface PlannedOrganisation {
  readonly id: string;
  readonly mspId: string;
  readonly peerPort: number;
  readonly chaincodeListenPort: number;
  readonly packagePorts: Readonly<Record<PackageName, number>>;
}

/** What a network's folder holds as `network.json`: who takes part and on which ports. */
export interface NetworkPlan {
  readonly v: 1;
  /** Whether the channel and its contracts have been agreed once. */
  readonly founded: boolean;
  readonly channel: string;
  readonly batchTimeoutMs: number;
  readonly ordererPort: number;
  readonly ordererAdminPort: number;
  readonly organisations: readonly PlannedOrganisation[];
}

/** Capitalises a member id into its MSP id: `northgate` becomes `NorthgateMSP`. */
function mspIdOf(member: string): string {
  return `${member.charAt(0).toUpperCase()}${member.slice(1)}MSP`;
}

/** The name of the lifecycle definition that is a member's own book. */
export function bookOf(member: string): string {
  return `book-${member}`;
}

const PORTS_PER_ORGANISATION = 10;

/** Plans the organisation at `index`, whose ports follow those of the orderer and of the ones before it. */
export function planOrganisation(id: string, index: number, portBase: number): PlannedOrganisation {
  const first = portBase + PORTS_PER_ORGANISATION * (index + 1);
  return {
    id,
    mspId: mspIdOf(id),
    peerPort: first,
    chaincodeListenPort: first + 1,
    packagePorts: { governance: first + 2, stop: first + 3, book: first + 4, reader: first + 5 },
  };
}

/** Plans a network on consecutive loopback ports: ten for the orderer and ten for each organisation. */
export function planNetwork(options: {
  channel: string;
  members: readonly string[];
  portBase: number;
  batchTimeoutMs: number;
}): NetworkPlan {
  return {
    v: 1,
    founded: false,
    channel: options.channel,
    batchTimeoutMs: options.batchTimeoutMs,
    ordererPort: options.portBase,
    ordererAdminPort: options.portBase + 1,
    organisations: options.members.map((id, index) =>
      planOrganisation(id, index, options.portBase),
    ),
  };
}

/** Every port that an organisation's processes listen on. */
export function portsOfOrganisation(organisation: PlannedOrganisation): number[] {
  const { peerPort, chaincodeListenPort, packagePorts } = organisation;
  return [peerPort, chaincodeListenPort, ...Object.values(packagePorts)];
}

/** Every port that processes of this plan listen on. */
export function portsOf(plan: NetworkPlan): number[] {
  return [
    plan.ordererPort,
    plan.ordererAdminPort,
    ...plan.organisations.flatMap(portsOfOrganisation),
  ];
}

/** Where everything of a network lies inside its folder. */
export function layoutOf(folder: string) {
  const organisation = (id: string) => join(folder, 'organisations', id);
  return {
    plan: join(folder, 'network.json'),
    running: join(folder, 'running.json'),
    genesis: join(folder, 'genesis.block'),
    channelConfig: join(folder, 'configtx'),
    builder: join(folder, 'builder'),
    logs: join(folder, 'logs'),
    orderer: join(folder, 'orderer'),
    organisation,
    peer: (id: string) => join(organisation(id), 'peer'),
    admin: (id: string) => join(organisation(id), 'admin'),
    client: (id: string) => join(organisation(id), 'client'),
    packages: (id: string) => join(organisation(id), 'packages'),
  } as const;
}

/** The paths of a network's folder. */
export type Layout = ReturnType<typeof layoutOf>;
