import { Server } from '@grpc/grpc-js';
import { loadSigner } from '@careledger/keys';
import { lockFolder, openLog } from '@careledger/store';
import { orderer } from '@hyperledger/fabric-protos';
import { parseChannelConfig, tlsRoots } from '../channel/config.ts';
import { serialisedIdentity } from '../channel/members.ts';
import { demandOrderer } from '../channel/own-identity.ts';
import { closers, type Closers } from '../closers.ts';
import type { ConfigInForce } from '../commit/validate-block.ts';
import { serveDeliver } from '../deliver/deliver.ts';
import { ordererForm } from '../deliver/forms.ts';
import { listening } from '../wire/listening.ts';
import { messageBytes, serverOptions, serverTrust, type TlsIdentity } from '../wire/transport.ts';
import { serveBroadcast } from './broadcast.ts';
import { openOrderBook } from './order-book.ts';

/** The orderer's signing certificate (the one in the channel configuration) and its TLS identity, all PEM. */
export interface OrdererIdentity extends TlsIdentity {
  readonly tls: TlsIdentity;
}

/** Where an orderer keeps its blocks, who it is, what it orders, and the `host:port` it listens on (port 0: any). */
export interface OrdererOptions {
  readonly folder: string;
  readonly identity: OrdererIdentity;
  readonly channelConfig: unknown;
  readonly listen: string;
}

/** A running orderer. */
export interface Orderer extends AsyncDisposable {
  /** The `host:port` that it listens on. */
  readonly address: string;
  readonly height: number;
  close(): Promise<void>;
}

const mspId = 'OrdererMSP';

/** Starts an orderer: it takes up its folder's lock, goes on from its last block, and serves until it is closed. */
export async function openOrderer(
  options: OrdererOptions,
  { clock = Date.now }: { clock?: () => number } = {},
): Promise<Orderer> {
  const closing = closers();
  try {
    return await opened(options, clock, closing);
  } catch (thrown) {
    await closing.close();
    throw thrown;
  }
}

async function opened(
  { folder, identity, channelConfig, listen }: OrdererOptions,
  clock: () => number,
  closing: Closers,
): Promise<Orderer> {
  const config = parseChannelConfig(channelConfig);
  const lock = await lockFolder(folder);
  closing.add(() => lock.release());
  const log = await openLog({ folder, name: 'blocks' });
  closing.add(() => log.close());
  const trust = serverTrust(identity.tls, tlsRoots(config));
  const reconfigured = (next: ConfigInForce): void => trust.trust(tlsRoots(next.config));
  const key = loadSigner(identity.keyPem);
  const signer = {
    creator: serialisedIdentity(mspId, identity.certPem),
    sign: (message: Uint8Array) => key.sign(message),
  };
  const book = await openOrderBook(config, { log, signer, clock, reconfigured });
  closing.add(() => book.idle());
  reconfigured(book.inForce);
  demandOrderer(book.inForce.config, identity.certPem);
  const source = {
    channel: config.channel,
    get height() {
      return book.height;
    },
    get members() {
      return book.inForce.members;
    },
    heights: book.heights,
    block: (number: number) => book.block(number),
  };
  const server = new Server(serverOptions(messageBytes(config.batch.maxBytes)));
  closing.add(() => server.forceShutdown());
  server.addService(orderer.AtomicBroadcastService, {
    broadcast: (call) => serveBroadcast(call, (envelope) => book.order(envelope)),
    deliver: (call) => serveDeliver(call, source, ordererForm, clock),
  } satisfies orderer.IAtomicBroadcastServer);
  const address = await listening(server, listen, trust.credentials);
  return {
    address,
    get height() {
      return book.height;
    },
    close: () => closing.close(),
    [Symbol.asyncDispose]: () => closing.close(),
  };
}
