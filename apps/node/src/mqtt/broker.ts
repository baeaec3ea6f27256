import type { X509Certificate } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { createServer } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import type { AedesOptions, Client, ConnectPacket, PublishPacket } from 'aedes';
import { Aedes } from 'aedes';
import type { Hex } from '@careledger/proof';
import { MESSAGE_LIMITS } from '@careledger/telemetry';
import { NodeError } from '../node-error.ts';
import { limitFrames } from './frame-limit.ts';
import type { Gate, Pace, Rate } from './pace.ts';
import { createGate, createPace } from './pace.ts';
import type { DeliveryKind } from './topics.ts';
import { commandsTopic, publishedKind } from './topics.ts';

/** One message of a device, as it came; `dup` marks a redelivery, `isWill` what the broker sends for a lost device. */
export interface Delivery {
  readonly device: Hex;
  readonly kind: DeliveryKind;
  readonly payload: Uint8Array;
  readonly dup: boolean;
  readonly isWill: boolean;
  readonly receivedAt: number;
}

/** What the broker notes; no content, no certificate. */
export interface BrokerNote {
  readonly what:
    | 'connected'
    | 'disconnected'
    | 'unknown-device'
    | 'not-permitted'
    | 'too-large'
    | 'not-accepted'
    | 'connection-fault';
  readonly device: Hex | null;
  readonly because?: string;
}

/** Bounds of the broker; all have defaults. */
export interface BrokerLimits {
  readonly connections: number;
  readonly connectionsPerDevice: number;
  /** Messages being accepted at once, over all devices; the rest wait unread. */
  readonly inFlight: number;
  readonly rate: Rate;
  readonly payloadBytes: number;
  readonly keepaliveSeconds: number;
  readonly handshakeMs: number;
}

/** Where the broker listens, for which member, under which PEM certificates; `ca` issues the devices'. */
export interface BrokerOptions {
  readonly listen: { readonly host: string; readonly port: number };
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string | string[] };
  readonly member: string;
  readonly limits?: Partial<BrokerLimits>;
}

/** What the broker needs: who a certificate is, and a promise that settles when a message is on disk. */
export interface BrokerDependencies {
  /** The device handle of a client certificate that the TLS layer has verified; undefined: not admitted. */
  deviceOf(certificate: X509Certificate): Hex | undefined | Promise<Hex | undefined>;
  /** Resolves when the message is durable; the PUBACK is sent then, and never if it rejects. */
  accept(delivery: Delivery): Promise<void>;
  note(note: BrokerNote): void;
  clock: () => number;
}

/** A running MQTT 3.1.1 broker. */
export interface Broker {
  readonly address: { readonly host: string; readonly port: number };
  /** Sends a command to a device; false if it is not connected. */
  send(device: Hex, payload: Uint8Array): Promise<boolean>;
  /** The devices that are connected. */
  connected(): Hex[];
  /** Ends every connection of a device at once (T1.1). */
  disconnect(device: Hex): void;
  /** Takes nothing more, lets what is being accepted finish, and closes. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Session {
  readonly device: Hex;
  readonly conn: Duplex;
  will: PublishPacket | null;
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

/**
 * A broker under mutual TLS. A device is who its certificate says, publishes only on its own topics and subscribes
 * only to its own commands (I5); anything else ends its connection without acknowledgement. Nothing is retained
 * or kept for an absent device. Rejects with `NodeError` 'port-in-use' or 'start'.
 */
export async function openBroker(
  options: BrokerOptions,
  dependencies: BrokerDependencies,
): Promise<Broker> {
  const limits = { ...LIMITS, ...options.limits };
  const gate = createGate(limits.inFlight);
  const sessions = createSessions(limits, dependencies);
  const door = { isClosing: false };
  const handlers = handlersOf({ member: options.member, limits, gate, sessions, door }, dependencies);
  const broker = await Aedes.createBroker({
    ...handlers,
    connectTimeout: limits.handshakeMs,
    keepaliveLimit: limits.keepaliveSeconds,
    maxClientsIdLength: 256,
    maxTopicLevels: 8,
  });
  broker.on('clientError', ({ conn }, error) => sessions.fault(conn, error));
  broker.on('connectionError', ({ conn }, error) => sessions.fault(conn, error));
  // Without a listener an internal fault of the broker would end the process.
  EventEmitterOf(broker).on('error', (error: Error) => sessions.fault(undefined, error));
}
