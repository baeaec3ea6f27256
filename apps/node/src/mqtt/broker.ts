import type { X509Certificate } from 'node:crypto';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { Server, TLSSocket } from 'node:tls';
import { createServer } from 'node:tls';
import { Aedes } from 'aedes';
import type { Hex } from '@careledger/proof';
import { MESSAGE_LIMITS } from '@careledger/telemetry';
import { NodeError } from '../node-error.ts';
import { limitFrames } from './frame-limit.ts';
import type { Rate } from './pace.ts';
import { createGate } from './pace.ts';
import type { Delivery, Refusal } from './permission.ts';
import { permissions } from './permission.ts';
import { createSessions } from './session.ts';
import { commandsTopic } from './topics.ts';

/** What the broker notes, for logs and figures: no content, no certificate. */
export interface BrokerNote {
  readonly what: 'connected' | 'disconnected' | 'unknown-device' | 'connection-fault' | Refusal;
  readonly device: Hex | null;
  readonly cause?: unknown;
}

/** Bounds of the broker. */
export interface BrokerLimits {
  readonly connections: number;
  readonly connectionsPerDevice: number;
  /** Messages being accepted at once, over all devices; the others wait. */
  readonly inFlight: number;
  /** Of one device; what comes faster waits, and so does its socket. */
  readonly rate: Rate;
  readonly payloadBytes: number;
  readonly keepaliveSeconds: number;
  readonly handshakeMs: number;
}

/** Where the broker listens, for which member, under which PEM certificates; `ca` issues the devices'. */
export interface BrokerOptions {
  readonly listen: { readonly host: string; readonly port: number };
  readonly tls: BrokerTls;
  readonly member: string;
  readonly limits?: Partial<BrokerLimits>;
}

/** PEM texts. */
export interface BrokerTls {
  readonly key: string;
  readonly cert: string;
  readonly ca: string | string[];
}

/** What the broker needs: who a certificate is, and a promise that settles when a message is on disk. */
export interface BrokerDependencies {
  /** The handle of the device with this certificate, which the TLS layer has verified; undefined: not admitted. */
  deviceOf(certificate: X509Certificate): Hex | undefined | Promise<Hex | undefined>;
  /** Resolves when the message is durable: then it is acknowledged, and never if this rejects. */
  accept(delivery: Delivery): Promise<void>;
  note: (note: BrokerNote) => void;
  clock: () => number;
}

/** A running MQTT 3.1.1 broker. */
export interface Broker {
  readonly address: { readonly host: string; readonly port: number };
  /** Hands a command to a device's connections; false if it has none. */
  send(device: Hex, payload: Uint8Array): Promise<boolean>;
  /** The devices that are connected. */
  connected(): Hex[];
  /** Ends every connection of a device at once (T1.1). */
  disconnect(device: Hex): void;
  /** Uses other certificates for connections from now on. */
  renew(tls: BrokerTls): void;
  /** Takes nothing more, lets what is being accepted finish for at most 10 s, and closes. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

const LIMITS: BrokerLimits = {
  connections: 2_000,
  connectionsPerDevice: 4,
  inFlight: 1_024,
  rate: { perSecond: 1_000, burst: 2_000 },
  payloadBytes: MESSAGE_LIMITS.bytes,
  keepaliveSeconds: 300,
  handshakeMs: 10_000,
};
const HEADER_BYTES = 1_024;
const DRAIN_MS = 10_000;

/**
 * A broker under mutual TLS. A device is who its certificate says, publishes only on its own topics and subscribes
 * only to its own commands (I5); anything else ends its connection without acknowledgement. Nothing is retained
 * or kept for an absent device. Rejects with `NodeError` 'port-in-use' or 'start'.
 */
export async function openBroker(
  options: BrokerOptions,
  dependencies: BrokerDependencies,
): Promise<Broker> {
  const { member, listen, tls } = options;
  const { note, clock } = dependencies;
  const limits = { ...LIMITS, ...options.limits };
  const closing = new AbortController();
  const gate = createGate(limits.inFlight);
  const sockets = new Set<TLSSocket>();
  const onClose = (device: Hex) => note({ what: 'disconnected', device });
  const sessions = createSessions(limits, { clock, onClose });
  const broker = await Aedes.createBroker({
    ...permissions({
      member,
      payloadBytes: limits.payloadBytes,
      gate,
      sessions,
      closing: closing.signal,
      accept: (delivery) => dependencies.accept(delivery),
      refused: (what, device, cause) => note({ what, device, cause }),
      clock,
    }),
    connectTimeout: limits.handshakeMs,
    keepaliveLimit: limits.keepaliveSeconds,
    maxClientsIdLength: 256,
    maxTopicLevels: 8,
  });
  // Without this listener an internal fault of the broker would end the process.
  broker.addListener('error', (cause: unknown) => {
    note({ what: 'connection-fault', device: null, cause });
  });
  const server = createServer({
    ...tls,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    handshakeTimeout: limits.handshakeMs,
  });
  server.maxConnections = limits.connections;
  server.on('tlsClientError', (cause) => note({ what: 'connection-fault', device: null, cause }));
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', (cause) => note({ what: 'connection-fault', device: null, cause }));
    admit(socket).catch((cause: unknown) => {
      socket.destroy();
      note({ what: 'connection-fault', device: null, cause });
    });
  });

  async function admit(socket: TLSSocket): Promise<void> {
    const certificate = socket.getPeerX509Certificate();
    const device = certificate && (await dependencies.deviceOf(certificate));
    if (device === undefined || closing.signal.aborted || socket.destroyed) {
      socket.destroy();
      if (device === undefined) note({ what: 'unknown-device', device: null });
      return;
    }
    const stream = limitFrames(socket, limits.payloadBytes + HEADER_BYTES);
    sessions.open(device, stream);
    broker.handle(stream);
    note({ what: 'connected', device });
  }

  async function close(): Promise<void> {
    if (closing.signal.aborted) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    closing.abort();
    await Promise.race([gate.idle(), wait(DRAIN_MS, undefined, { ref: false })]);
    await turn();
    await new Promise<void>((resolve) => broker.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  try {
    await listening(server, listen);
  } catch (cause) {
    await new Promise<void>((resolve) => broker.close(() => resolve()));
    throw cause;
  }
  return {
    address: addressOf(server, listen.host),
    connected: () => sessions.devices(),
    disconnect: (device) => sessions.disconnect(device),
    renew: (next) => server.setSecureContext(next),
    async send(device, payload) {
      if (!sessions.has(device)) return false;
      const topic = commandsTopic(member, device);
      const command = { cmd: 'publish', topic, payload: Buffer.from(payload) } as const;
      await new Promise<void>((resolve, reject) => {
        broker.publish({ ...command, qos: 1, retain: false, dup: false }, (error) =>
          error ? reject(error) : resolve(),
        );
      });
      return true;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function listening(server: Server, { host, port }: BrokerOptions['listen']): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const isInUse = 'code' in cause && cause.code === 'EADDRINUSE';
      reject(
        isInUse
          ? new NodeError('port-in-use', `port ${port} is in use: choose another`, { cause })
          : new NodeError('start', `the MQTT broker cannot listen on port ${port}`, { cause }),
      );
    });
    server.listen({ host, port }, resolve);
  });
}

function addressOf(server: Server, host: string): Broker['address'] {
  const address = server.address();
  return { host, port: typeof address === 'object' && address ? address.port : 0 };
}
