import { setTimeout as wait } from 'node:timers/promises';
import type { AedesOptions, Client, ConnectPacket, PublishPacket } from 'aedes';
import type { Hex } from '@careledger/proof';
import type { Gate } from './pace.ts';
import type { Session, Sessions } from './session.ts';
import type { DeliveryKind } from './topics.ts';
import { commandsTopic, publishedKind } from './topics.ts';

/** One message of a device, as it came; `dup` marks a redelivery, `isWill` what the broker sends for a lost device. */
export interface Delivery {
  readonly device: Hex;
  readonly kind: DeliveryKind;
  readonly payload: Uint8Array;
  readonly dup: boolean;
  readonly isWill: boolean;
  /** The node's clock in ms when it arrived. */
  readonly receivedAt: number;
}

/** Why a connection was ended. */
export type Refusal = 'not-permitted' | 'too-large' | 'not-accepted' | 'closing';

/** What the rules of the broker rest on. */
export interface Ground {
  readonly member: string;
  readonly payloadBytes: number;
  readonly gate: Gate;
  readonly sessions: Sessions;
  /** Aborted when the broker closes: nothing is accepted any more. */
  readonly closing: AbortSignal;
  accept(delivery: Delivery): Promise<void>;
  refused(refusal: Refusal, device: Hex | null, cause?: unknown): void;
  clock: () => number;
}

/**
 * What a connected device may do (I5), as the broker asks: publish on its own three topics, leave a will on its
 * status, subscribe to its own commands. All else ends the connection without acknowledgement.
 */
export function permissions(ground: Ground): AedesOptions {
  return {
    preConnect(client, packet, done) {
      const session = ground.sessions.of(client.conn);
      const isAdmitted = session !== undefined && mayConnect(ground, session, packet);
      if (session && isAdmitted) begin(session, packet);
      done(isAdmitted ? null : new Error('the connection is not permitted'), isAdmitted);
    },
    authorizePublish(client, packet, done) {
      receive(ground, client, packet).then(
        () => done(null),
        (error: unknown) => done(error instanceof Error ? error : new Error('not accepted')),
      );
    },
    authorizeSubscribe(client, subscription, done) {
      const device = ground.sessions.of(client.conn)?.device;
      if (device !== undefined && subscription.topic === commandsTopic(ground.member, device))
        return done(null, subscription);
      ground.refused('not-permitted', device ?? null);
      return done(new Error('the topic is not permitted'));
    },
  };
}

function mayConnect(ground: Ground, { device }: Session, { will }: ConnectPacket): boolean {
  if (!will) return true;
  const isOwn = publishedKind(will.topic, ground.member, device) === 'status';
  const isShort = will.payload.length <= ground.payloadBytes;
  if (!isOwn || !isShort) ground.refused(isOwn ? 'too-large' : 'not-permitted', device);
  return isOwn && isShort;
}

/**
 * A client id lies under its device's handle, so that no device can take over another's session; every session
 * is clean, so that nothing is kept for a device that is away.
 */
function begin(session: Session, packet: ConnectPacket): void {
  packet.clientId = `${session.device}:${packet.clientId || session.number}`;
  packet.clean = true;
  if (packet.will) {
    packet.will.retain = false;
    session.will = packet.will;
  }
}

/** Returns when the message is durable; throws where it must not be acknowledged. */
async function receive(
  ground: Ground,
  client: Client | null,
  packet: PublishPacket,
): Promise<void> {
  const session = client ? ground.sessions.of(client.conn) : undefined;
  if (!session || ground.closing.aborted) throw new Error('the broker takes no more');
  const { device } = session;
  const kind = publishedKind(packet.topic, ground.member, device);
  if (!kind) {
    ground.refused('not-permitted', device);
    throw new Error('the topic is not permitted');
  }
  const payload = Buffer.from(packet.payload);
  if (payload.length > ground.payloadBytes) {
    ground.refused('too-large', device);
    throw new Error('the message is too long');
  }
  packet.retain = false;
  const [isWill, dup, receivedAt] = [packet === session.will, packet.dup, ground.clock()];
  const delayMs = session.pace.delayMs();
  if (delayMs > 0) await wait(delayMs, undefined, { signal: ground.closing });
  const delivery = { device, kind, payload, dup, isWill, receivedAt };
  try {
    await ground.gate.through(() => ground.accept(delivery));
  } catch (cause) {
    ground.refused('not-accepted', device, cause);
    throw new Error('the message was not accepted', { cause });
  }
}
