import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { connect as connectMqtt } from 'mqtt';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Identity, TestAuthority } from './identity.fixture.ts';
import { createAuthority } from './identity.fixture.ts';
import type { Ward } from './ward.fixture.ts';
import { openWard, publication } from './ward.fixture.ts';

let authority: TestAuthority;
let monitor: Identity;
let pump: Identity;
let foreign: Identity;

beforeAll(async () => {
  authority = await createAuthority();
  [monitor, pump, foreign] = await Promise.all([
    authority.device(),
    authority.device(),
    (await createAuthority()).device(),
  ]);
});

function open(options: Parameters<typeof openWard>[1] = {}): Promise<Ward> {
  return openWard({ authority, admitted: [monitor, pump] }, options);
}

function topic(device: Identity, kind = 'readings', member = 'northgate'): string {
  return `careledger/${member}/${device.handle}/${kind}`;
}

describe('permission', () => {
  it('I5 a device publishes on its own topics and nowhere else', async () => {
    await using ward = await open();
    for (const forbidden of [
      topic(pump),
      topic(monitor, 'commands'),
      topic(monitor, 'readings', 'riverside'),
      topic(monitor, 'readings/more'),
      topic(monitor, ''),
      `x/${topic(monitor)}`,
      '$SYS/broker',
    ]) {
      const client = await ward.client(monitor);
      expect(await publication(client, forbidden, 'x'), forbidden).toBe('refused');
      await ward.ended(client);
    }
    expect(ward.delivered).toEqual([]);
    expect(ward.notes.filter(({ what }) => what === 'not-permitted')).toHaveLength(7);
  });

  it('I5 a device receives its own commands and nothing else', async () => {
    await using ward = await open();
    const client = await ward.client(monitor);
    await client.subscribeAsync(topic(monitor, 'commands'), { qos: 1 });
    const received = new Promise<string>((resolve) =>
      client.once('message', (_topic, payload) => resolve(payload.toString())),
    );
    expect(await ward.broker.send(monitor.handle, Buffer.from('sample faster'))).toBe(true);
    expect(await received).toBe('sample faster');
    expect(await ward.broker.send(pump.handle, Buffer.from('x'))).toBe(false);
    for (const forbidden of [
      topic(pump, 'commands'),
      '#',
      'careledger/#',
      topic(monitor),
      '$SYS/#',
    ]) {
      const curious = await ward.client(monitor);
      const ended = ward.ended(curious);
      curious.subscribe(forbidden, () => undefined);
      await ended;
    }
  });

  it('I5 a device cannot end another by taking its client id', async () => {
    await using ward = await open();
    const client = await ward.client(monitor, { clientId: monitor.handle });
    const thief = await ward.client(pump, { clientId: monitor.handle });
    expect(await publication(client, topic(monitor), 'still here')).toBe('acknowledged');
    expect(await publication(thief, topic(pump), 'me too')).toBe('acknowledged');
    expect(ward.broker.connected().toSorted()).toEqual([monitor.handle, pump.handle].toSorted());
  });

  it('I5 admits only certificates of its own authority that belong to a device', async () => {
    await using ward = await open();
    await expect(ward.client(foreign)).rejects.toThrow();
    await expect(ward.client(await authority.device())).rejects.toThrow();
    expect(await ward.noted('unknown-device')).toEqual({ what: 'unknown-device', device: null });
    const { key, cert } = authority.server;
    await expect(ward.client({ ...monitor, key, cert })).rejects.toThrow();
    const without = connectTls({
      port: ward.broker.address.port,
      host: '127.0.0.1',
      ca: authority.ca,
    });
    await new Promise<void>((resolve) => {
      without.on('error', () => undefined);
      without.once('close', () => resolve());
    });
    expect(ward.broker.connected()).toEqual([]);
  });

  it('I5 keeps no session for a device that is away', async () => {
    await using ward = await open();
    const asked = { clientId: 'bed-4', clean: false };
    await (await ward.client(monitor, asked)).endAsync();
    const again = connectMqtt({ ...ward.as(monitor), ...asked });
    const connack = new Promise((resolve) => again.once('connect', resolve));
    expect(await connack).toMatchObject({ sessionPresent: false });
    await again.endAsync();
  });

  it('T1.1 ends a revoked device at once', async () => {
    await using ward = await open();
    const client = await ward.client(monitor);
    const bystander = await ward.client(pump);
    const ended = ward.ended(client);
    ward.broker.disconnect(monitor.handle);
    await ended;
    expect(await publication(bystander, topic(pump), 'x')).toBe('acknowledged');
    expect(ward.broker.connected()).toEqual([pump.handle]);
  });

  it('T11 publishes the will of a device that is lost, not of one that leaves, on its status only', async () => {
    await using ward = await open();
    const will = {
      topic: topic(monitor, 'status'),
      payload: Buffer.from('lost'),
      qos: 1,
      retain: true,
    } as const;
    const leaving = await ward.client(monitor, { will });
    await leaving.endAsync();
    const lost = await ward.client(monitor, { will });
    lost.stream.destroy();
    await expect.poll(() => ward.delivered).toHaveLength(1);
    expect(ward.delivered).toMatchObject([
      { device: monitor.handle, kind: 'status', isWill: true },
    ]);
    for (const forbidden of [topic(pump, 'status'), topic(monitor), '$SYS/x'])
      await expect(ward.client(monitor, { will: { ...will, topic: forbidden } })).rejects.toThrow();
  });
});

describe('bounds', () => {
  it('E5 ends connections that send too much, or no MQTT at all, and serves the others', async () => {
    await using ward = await open({ limits: { payloadBytes: 1000 } });
    const good = await ward.client(pump);
    const large = await ward.client(monitor);
    expect(await publication(large, topic(monitor), Buffer.alloc(1001))).toBe('refused');
    expect(await ward.noted('too-large')).toMatchObject({ device: monitor.handle });
    const huge = await ward.client(monitor);
    expect(await publication(huge, topic(monitor), Buffer.alloc(5_000_000))).toBe('refused');
    const { port } = ward.broker.address;
    const { ca } = authority;
    const { key, cert } = monitor;
    const babble = connectTls({ port, host: '127.0.0.1', ca, key, cert });
    babble.on('error', () => undefined);
    babble.write('GET / HTTP/1.1\r\n\r\n');
    await new Promise<void>((resolve) => babble.once('close', () => resolve()));
    const plain = connectPlain({ port, host: '127.0.0.1' });
    plain.on('error', () => undefined);
    plain.write('no handshake at all');
    await new Promise<void>((resolve) => plain.once('close', () => resolve()));
    expect(await publication(good, topic(pump), Buffer.alloc(1000))).toBe('acknowledged');
    expect(ward.delivered).toHaveLength(1);
  });

  it('E5 refuses MQTT 5 and connections without keepalive', async () => {
    await using ward = await open();
    await expect(ward.client(monitor, { protocolVersion: 5 })).rejects.toThrow();
    await expect(ward.client(monitor, { keepalive: 0 })).rejects.toThrow();
  });

  it('E5 a device has so many connections, and the oldest gives way', async () => {
    await using ward = await open({ limits: { connectionsPerDevice: 2 } });
    const [first, second] = [await ward.client(monitor), await ward.client(monitor)];
    const ended = ward.ended(first);
    const third = await ward.client(monitor);
    await ended;
    expect(await publication(second, topic(monitor), 'x')).toBe('acknowledged');
    expect(await publication(third, topic(monitor), 'x')).toBe('acknowledged');
  });

  it('E5 accepts so many at once, the others wait', async () => {
    let [now, most] = [0, 0];
    await using ward = await open({
      limits: { inFlight: 3 },
      async accept() {
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
      },
    });
    const clients = [await ward.client(monitor), await ward.client(pump)];
    const [first, second] = clients;
    if (!first || !second) throw new Error('no clients');
    const all = Array.from({ length: 60 }, (_, n) =>
      n % 2 === 0
        ? publication(first, topic(monitor), String(n))
        : publication(second, topic(pump), String(n)),
    );
    expect(new Set(await Promise.all(all))).toEqual(new Set(['acknowledged']));
    expect(most).toBe(3);
  });
});
