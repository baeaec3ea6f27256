import type { IClientOptions, MqttClient } from 'mqtt';
import { connect } from 'mqtt';
import type { Broker, BrokerDependencies, BrokerLimits, BrokerNote } from './broker.ts';
import { openBroker } from './broker.ts';
import type { Identity, TestAuthority } from './identity.fixture.ts';
import type { Delivery } from './permission.ts';

/** A broker for tests with all that was delivered to it and all that it noted. */
export interface Ward {
  readonly broker: Broker;
  readonly delivered: Delivery[];
  readonly notes: BrokerNote[];
  /** What a client needs to connect as a device. */
  as(identity: Identity): IClientOptions;
  /** A client that is connected, as a device. */
  client(identity: Identity, options?: Partial<IClientOptions>): Promise<MqttClient>;
  /** Settles when a client's connection has ended. */
  ended(client: MqttClient): Promise<void>;
  noted(what: BrokerNote['what']): Promise<BrokerNote>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A broker for `admitted`, whose messages go to `accept` and then into the list. */
export async function openWard(
  { authority, admitted }: { authority: TestAuthority; admitted: readonly Identity[] },
  options: { accept?: BrokerDependencies['accept']; limits?: Partial<BrokerLimits> } = {},
): Promise<Ward> {
  const [delivered, notes, clients]: [Delivery[], BrokerNote[], MqttClient[]] = [[], [], []];
  const waiting = new Set<() => void>();
  const { key, cert } = authority.server;
  const broker = await openBroker(
    {
      listen: { host: '127.0.0.1', port: 0 },
      tls: { key, cert, ca: authority.ca },
      member: 'northgate',
      ...(options.limits && { limits: options.limits }),
    },
    {
      deviceOf: (certificate) => {
        const cn = /CN=([0-9a-f]{64})/.exec(certificate.subject)?.[1];
        return admitted.find(({ handle }) => handle === cn)?.handle;
      },
      async accept(delivery) {
        await options.accept?.(delivery);
        delivered.push(delivery);
      },
      note(note) {
        notes.push(note);
        for (const look of waiting) look();
      },
      clock: Date.now,
    },
  );

  function as({ key: own, cert: certificate }: Identity): IClientOptions {
    return {
      host: '127.0.0.1',
      port: broker.address.port,
      protocol: 'mqtts',
      protocolVersion: 4,
      ca: authority.ca,
      key: own,
      cert: certificate,
      reconnectPeriod: 0,
      connectTimeout: 10_000,
    };
  }

  return {
    broker,
    delivered,
    notes,
    as,
    async client(identity, more = {}) {
      const client = connect({ ...as(identity), ...more });
      clients.push(client);
      client.setMaxListeners(0);
      await new Promise<void>((resolve, reject) => {
        client.once('connect', () => resolve());
        client.once('error', reject);
        client.once('close', () => reject(new Error('closed before it was connected')));
      });
      client.on('error', () => undefined);
      return client;
    },
    async ended(client) {
      if (client.connected)
        await new Promise<void>((resolve) => client.once('close', () => resolve()));
    },
    async noted(what) {
      for (;;) {
        const found = notes.find((note) => note.what === what);
        if (found) return found;
        await new Promise<void>((resolve) => {
          const look = () => {
            waiting.delete(look);
            resolve();
          };
          waiting.add(look);
        });
      }
    },
    async [Symbol.asyncDispose]() {
      for (const client of clients) client.end(true);
      await broker.close();
    },
  };
}

/** The outcome of a publication: acknowledged, or why not. */
export async function publication(
  client: MqttClient,
  topic: string,
  payload: string | Buffer,
  options: { qos?: 0 | 1 | 2; dup?: boolean; retain?: boolean } = {},
): Promise<'acknowledged' | 'refused'> {
  return await new Promise((resolve) => {
    client.once('close', () => resolve('refused'));
    client.publish(topic, payload, { qos: 1, ...options }, (error) =>
      resolve(error ? 'refused' : 'acknowledged'),
    );
  });
}
