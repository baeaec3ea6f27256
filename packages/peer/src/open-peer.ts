import { join } from 'node:path';
import { Server } from '@grpc/grpc-js';
import { loadSigner } from '@careledger/keys';
import { openLog } from '@careledger/store';
import { gateway, orderer, peer } from '@hyperledger/fabric-protos';
import type { SequencedConfig } from './channel/config-block.ts';
import { parseChannelConfig, tlsRoots, type ChannelConfig } from './channel/config.ts';
import { serialisedIdentity } from './channel/members.ts';
import { demandPeer } from './channel/own-identity.ts';
import { closers, type Closers } from './closers.ts';
import { openChain, type Chain } from './commit/chain.ts';
import { follow, type Incident } from './commit/follow.ts';
import type { ConfigInForce } from './commit/validate-block.ts';
import { serveDeliver } from './deliver/deliver.ts';
import { blockForm, filteredForm, privateForm } from './deliver/forms.ts';
import { endorserLimits, endorserOf, type EndorserLimits } from './endorse/endorser.ts';
import { loadStub, type Chaincode } from './endorse/shim.ts';
import { PeerError } from './error.ts';
import { endorsersOf } from './gateway/endorsers.ts';
import { broadcasterOver } from './gateway/orderer-client.ts';
import { gatewayService } from './gateway/service.ts';
import { openState, renewState } from './state/open-state.ts';
import type { WorldState } from './state/world-state.ts';
import { unary } from './wire/calls.ts';
import { listening } from './wire/listening.ts';
import {
  clientCredentials,
  clientOptions,
  messageBytes,
  serverOptions,
  serverTrust,
  type TlsIdentity,
} from './wire/transport.ts';

/** Who a peer is: its member, its endorsing certificate (with organisational unit `peer`) and its TLS identity, all PEM. */
export interface PeerIdentity extends TlsIdentity {
  readonly mspId: string;
  readonly tls: TlsIdentity;
}

/** Where a peer keeps its copy, who it is, which channel, which contracts; whoever opens it holds the lock of the folder. */
export interface PeerOptions {
  readonly folder: string;
  readonly identity: PeerIdentity;
  /** The configuration that the channel began with. */
  readonly channelConfig: unknown;
  /** The orderer's `host:port`, where it is not the one in the configuration. */
  readonly orderer?: string;
  /** Peers' `host:port` by MSP id, where they are not those in the configuration. */
  readonly peers?: Readonly<Record<string, string>>;
  /** `host:port` to listen on; port 0: any. */
  readonly listen: string;
  /** Contracts by definition name; several names may share one object, which is then one package. */
  readonly chaincodes: Readonly<Record<string, Chaincode>>;
  /** The contract of every definition that is not named, such as those that come with later members. */
  readonly otherwise?: Chaincode;
  /** 32 bytes under which the state file is encrypted. */
  readonly stateKey: Uint8Array;
  readonly limits?: Partial<EndorserLimits>;
}

/** A running peer: endorser, committer, gateway and block delivery. */
export interface Peer extends AsyncDisposable {
  /** The `host:port` that it listens on. */
  readonly address: string;
  /** Blocks committed, header hash and commit hash of the last one (hex). */
  readonly head: { readonly height: number; readonly hash: string; readonly commitHash: string };
  /** The channel's configuration in force. */
  readonly configuration: SequencedConfig;
  /** Whether the orderer delivers to it now. */
  readonly isConnected: boolean;
  /** Why the state was made anew from the blocks when the peer opened; undefined when it was whole. */
  readonly rebuilt: string | undefined;
  close(): Promise<void>;
}

/** What a peer is given from outside. */
export interface PeerDeps {
  readonly clock?: () => number;
  /** Told of forks, blocks that may not follow, and a disk that fails. */
  readonly incident?: (incident: Incident) => void;
  /** Told of each configuration that a block puts in force, after it is. */
  readonly reconfigured?: (configuration: SequencedConfig) => void;
}

/** Opens a peer: brings its state up to its blocks, serves, and follows the orderer until it is closed. */
export async function openPeer(options: PeerOptions, deps: PeerDeps = {}): Promise<Peer> {
  const closing = closers();
  try {
    return await opened(options, deps, closing);
  } catch (thrown) {
    await closing.close();
    throw thrown;
  }
}

async function opened(
  options: PeerOptions,
  { clock = Date.now, incident = () => undefined, reconfigured: told = () => undefined }: PeerDeps,
  closing: Closers,
): Promise<Peer> {
  const { identity } = options;
  const config = parseChannelConfig(options.channelConfig);
  const trust = serverTrust(identity.tls, tlsRoots(config));
  const reconfigured = (next: ConfigInForce): void => {
    trust.trust(tlsRoots(next.config));
    told(sequenced(next));
  };
  const { chain, state, rebuilt } = await openCopy(options, config, reconfigured, closing);
  const current = (): ChannelConfig => chain.inForce.config;
  reconfigured(chain.inForce);
  demandPeer(current(), identity.mspId, identity.certPem);

  const key = loadSigner(identity.keyPem);
  const signer = {
    mspId: identity.mspId,
    serialised: serialisedIdentity(identity.mspId, identity.certPem),
    sign: (message: Uint8Array) => key.sign(message),
  };
  const endorser = endorserOf(
    signer,
    (name) =>
      Object.hasOwn(options.chaincodes, name) ? options.chaincodes[name] : options.otherwise,
    { ...endorserLimits, ...options.limits },
    { channel: () => chain.inForce, state, clock, stub: loadStub() },
  );
  let address = options.listen;
  const own = { mspId: identity.mspId, address: () => address, endorser };
  const endorsers = endorsersOf(own, identity.tls, options.peers ?? {}, current);
  const ordering = ordererClient(options, current());
  const broadcaster = broadcasterOver(ordering, options.orderer ?? current().orderer.address);
  closing.add(() => {
    broadcaster.close();
    endorsers.close();
    ordering.close();
  });

  const server = new Server(serverOptions(messageBytes(config.batch.maxBytes)));
  closing.add(() => server.forceShutdown());
  addServices(server, chain, clock);
  server.addService(
    gateway.GatewayService,
    gatewayService({ mspId: identity.mspId, chain, endorsers, broadcaster, clock }),
  );
  server.addService(peer.EndorserService, {
    processProposal: unary((proposal: peer.SignedProposal) => endorser.process(proposal)),
  } satisfies peer.IEndorserServer);
  address = await listening(server, options.listen, trust.credentials);
  const follower = follow(chain, ordering, signer, { clock, incident });
  closing.add(() => follower.stop());
  return {
    address,
    get head() {
      const { height, hash, commitHash } = chain.head;
      return { height, hash: hash.toString('hex'), commitHash: commitHash.toString('hex') };
    },
    get configuration() {
      return sequenced(chain.inForce);
    },
    get isConnected() {
      return follower.isConnected;
    },
    rebuilt,
    close: () => closing.close(),
    [Symbol.asyncDispose]: () => closing.close(),
  };
}

function sequenced({ sequence, config }: ConfigInForce): SequencedConfig {
  return { sequence, config };
}

/** The blocks and the state that they make; a state that does not fit its blocks is made anew from them, once. */
async function openCopy(
  { folder, stateKey }: PeerOptions,
  config: ChannelConfig,
  reconfigured: (next: ConfigInForce) => void,
  closing: Closers,
): Promise<{ chain: Chain; state: WorldState; rebuilt: string | undefined }> {
  const log = await openLog({ folder, name: 'blocks' });
  closing.add(() => log.close());
  const path = join(folder, 'state.sqlite');
  let file = await openState(path, stateKey, log.size);
  closing.add(() => file.close());
  const chainOver = (state: WorldState): Promise<Chain> =>
    openChain(config, { log, state, reconfigured });
  try {
    return { chain: await chainOver(file.state), state: file.state, rebuilt: file.rebuilt };
  } catch (thrown) {
    const isOfState = thrown instanceof PeerError && thrown.code === 'chain';
    if (!isOfState || file.rebuilt !== undefined) throw thrown;
    await file.close();
    file = await renewState(path, stateKey);
    return { chain: await chainOver(file.state), state: file.state, rebuilt: 'differs' };
  }
}

function ordererClient(
  { identity, orderer: address }: PeerOptions,
  config: ChannelConfig,
): orderer.AtomicBroadcastClient {
  return new orderer.AtomicBroadcastClient(
    address ?? config.orderer.address,
    clientCredentials(identity.tls, [config.orderer.tlsRoot]),
    clientOptions(messageBytes(config.batch.maxBytes)),
  );
}

function addServices(server: Server, chain: Chain, clock: () => number): void {
  const { channel } = chain.inForce.config;
  const source = {
    channel,
    get height() {
      return chain.head.height;
    },
    get members() {
      return chain.inForce.members;
    },
    heights: chain.heights,
    block: (number: number) => chain.block(number),
  };
  server.addService(peer.DeliverService, {
    deliver: (call) => serveDeliver(call, source, blockForm, clock),
    deliverFiltered: (call) => serveDeliver(call, source, filteredForm(channel), clock),
    deliverWithPrivateData: (call) => serveDeliver(call, source, privateForm, clock),
  } satisfies peer.IDeliverServer);
}
