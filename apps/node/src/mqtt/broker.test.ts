import { beforeAll, describe, expect, it } from 'vitest';
import { openBroker } from './broker.ts';
import type { Identity, TestAuthority } from './identity.fixture.ts';
import { createAuthority } from './identity.fixture.ts';
import type { Ward } from './ward.fixture.ts';
import { openWard, publication } from './ward.fixture.ts';

let authority: TestAuthority;
let monitor: Identity;

beforeAll(async () => {
  authority = await createAuthority();
  monitor = await authority.device();
});

function open(options: Parameters<typeof openWard>[1] = {}): Promise<Ward> {
  return openWard({ authority, admitted: [monitor] }, options);
}

function topic(device: Identity, kind = 'readings', member = 'northgate'): string {
  return `careledger/${member}/${device.handle}/${kind}`;
}

function createSwitch(): { readonly isOn: Promise<void>; turnOn(): void } {
  let turnOn: () => void = () => undefined;
  const isOn = new Promise<void>((resolve) => {
    turnOn = resolve;
  });
  return { isOn, turnOn: () => turnOn() };
}

describe('acknowledgement', () => {
  it('J1 comes only after the message was accepted', async () => {
    const [reached, durable] = [createSwitch(), createSwitch()];
    const order: string[] = [];
    await using ward = await open({
      async accept() {
        reached.turnOn();
        await durable.isOn;
        order.push('durable');
      },
    });
    const client = await ward.client(monitor);
    const outcome = publication(client, topic(monitor), 'x').then((what) => order.push(what));
    await reached.isOn;
    await client.publishAsync(topic(monitor, 'status'), 'qos 0 needs none', { qos: 0 });
    expect(order).toEqual([]);
    durable.turnOn();
    await outcome;
    expect(order.slice(0, 1)).toEqual(['durable']);
    expect(order.at(-1)).toBe('acknowledged');
  });

  it('J1 never comes for what was not accepted: the connection ends', async () => {
    await using ward = await open({ accept: () => Promise.reject(new Error('disk full')) });
    const client = await ward.client(monitor);
    expect(await publication(client, topic(monitor), 'x')).toBe('refused');
    expect(await ward.noted('not-accepted')).toMatchObject({ device: monitor.handle });
  });

  it('R7.1 of many sent at once all are accepted once and in order', async () => {
    await using ward = await open({
      accept: () => new Promise((resolve) => setImmediate(resolve)),
    });
    const client = await ward.client(monitor);
    const all = Array.from({ length: 600 }, (_, n) =>
      publication(client, topic(monitor), String(n)),
    );
    expect(new Set(await Promise.all(all))).toEqual(new Set(['acknowledged']));
    expect(ward.delivered.map(({ payload }) => Number(Buffer.from(payload)))).toEqual(
      Array.from({ length: 600 }, (_, n) => n),
    );
  });

  it('T3 says of a redelivery that it is one, and keeps nothing as retained', async () => {
    await using ward = await open();
    const client = await ward.client(monitor);
    await publication(client, topic(monitor), 'first', { retain: true });
    await publication(client, topic(monitor), 'first', { dup: true });
    await publication(client, topic(monitor, 'acknowledgements'), 'twice', { qos: 2 });
    expect(ward.delivered).toMatchObject([
      { device: monitor.handle, kind: 'readings', dup: false, isWill: false },
      { kind: 'readings', dup: true },
      { kind: 'acknowledgements' },
    ]);
  });
});

describe('life of the broker', () => {
  it('R7.1 lets what is being accepted finish before it closes, and takes no more', async () => {
    const [reached, durable] = [createSwitch(), createSwitch()];
    await using ward = await open({
      async accept() {
        reached.turnOn();
        await durable.isOn;
      },
    });
    const client = await ward.client(monitor);
    void publication(client, topic(monitor), 'in flight');
    await reached.isOn;
    const closed = ward.broker.close();
    expect(await publication(client, topic(monitor), 'too late')).toBe('refused');
    durable.turnOn();
    await closed;
    expect(ward.delivered.map(({ payload }) => Buffer.from(payload).toString())).toEqual([
      'in flight',
    ]);
    await expect(ward.client(monitor)).rejects.toThrow();
  });

  it('names a port that is in use', async () => {
    await using ward = await open();
    const { key, cert } = authority.server;
    const listen = ward.broker.address;
    const opening = openBroker(
      { listen, tls: { key, cert, ca: authority.ca }, member: 'northgate' },
      {
        deviceOf: () => undefined,
        accept: async () => undefined,
        note: () => undefined,
        clock: Date.now,
      },
    );
    await expect(opening).rejects.toMatchObject({ code: 'port-in-use' });
  });

  it('takes renewed certificates without a stop', async () => {
    await using ward = await open();
    const next = await createAuthority();
    const { key, cert } = authority.server;
    ward.broker.renew({ key, cert, ca: next.ca });
    await expect(ward.client(monitor)).rejects.toThrow();
    ward.broker.renew({ key, cert, ca: [next.ca, authority.ca] });
    const client = await ward.client(monitor);
    expect(await publication(client, topic(monitor), 'x')).toBe('acknowledged');
  });
});
