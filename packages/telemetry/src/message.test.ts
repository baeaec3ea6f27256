import { generateKeyPairSync, sign as signBytes, verify as verifyBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '@careledger/proof';
import type { MessageForm } from './message.ts';
import { isSignedBy, messageBytes, readMessage, readingsTopic, signMessage } from './message.ts';

const DEVICE = 'ab'.repeat(32);
const FORM: MessageForm = {
  v: 1,
  device: DEVICE,
  boot: 3,
  counter: 17,
  at: 1_790_000_000_000,
  clock: 'synced',
  observations: [
    { code: '8867-4', value: '72', unit: '/min' },
    { code: '2708-6', value: null, unit: '%', quality: 'sensor-off' },
  ],
};
const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const sign = (bytes: Uint8Array) => signBytes('sha256', bytes, keys.privateKey);
const spki = keys.publicKey.export({ type: 'spki', format: 'der' });
const verify = (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
  verifyBytes('sha256', message, { key: Buffer.from(key), format: 'der', type: 'spki' }, signature);

function fault(change: object, without: string[] = []) {
  const fields = { ...signMessage(FORM, sign), ...change };
  const kept = Object.fromEntries(Object.entries(fields).filter(([key]) => !without.includes(key)));
  const read = readMessage(utf8(JSON.stringify(kept)));
  return 'fault' in read ? read.fault : undefined;
}

describe('device message', () => {
  it('I5 has a topic under member and device', () => {
    expect(readingsTopic('northgate', DEVICE)).toBe(`careledger/northgate/${DEVICE}/readings`);
  });

  it('T2.2 signs the canonical form under its own domain, whatever the order of fields sent', async () => {
    expect(new TextDecoder().decode(messageBytes(FORM))).toBe(
      `careledger-reading-v1\n{"at":1790000000000,"boot":3,"clock":"synced","counter":17,"device":"${DEVICE}",` +
        '"observations":[{"code":"8867-4","unit":"/min","value":"72"},' +
        '{"code":"2708-6","quality":"sensor-off","unit":"%","value":null}],"v":1}',
    );
    const message = signMessage(FORM, sign);
    const shuffled = Object.fromEntries(Object.entries(message).toReversed());
    const read = readMessage(utf8(JSON.stringify(shuffled, null, 2)));
    if ('fault' in read) throw new Error(read.fault);
    expect(read.message).toEqual(message);
    expect(await isSignedBy(spki, read.message, verify)).toBe(true);
  });

  it('T2.2 a signature covers every field', async () => {
    const message = signMessage(FORM, sign);
    const [first, ...rest] = FORM.observations;
    if (!first) throw new Error('no observation');
    const changes = [
      { device: 'cd'.repeat(32) },
      { boot: 4 },
      { counter: 18 },
      { at: FORM.at + 1 },
      { clock: 'unsynced' as const },
      { observations: rest },
      { observations: [{ ...first, value: '72.0' }, ...rest] },
      { observations: [{ ...first, unit: 'Hz' }, ...rest] },
      { observations: [{ ...first, quality: 'motion' as const }, ...rest] },
    ];
    for (const change of changes)
      expect(await isSignedBy(spki, { ...message, ...change }, verify)).toBe(false);
  });

  it('T2.2 refuses any other form', () => {
    expect(fault({})).toBeUndefined();
    for (const field of Object.keys(signMessage(FORM, sign)))
      expect(fault({}, [field])).toBeDefined();
    expect(fault({ extra: 1 })).toBe('fields');
    expect(fault({ v: 2 })).toBe('fields');
    expect(fault({ device: DEVICE.toUpperCase() })).toBe('fields');
    expect(fault({ device: DEVICE.slice(2) })).toBe('fields');
    for (const number of [-1, 1.5, 2 ** 53, '1', null, true]) {
      expect(fault({ boot: number })).toBe('fields');
      expect(fault({ counter: number })).toBe('fields');
    }
    expect(fault({ at: -1 })).toBe('fields');
    expect(fault({ at: 8.64e15 + 1 })).toBe('fields');
    expect(fault({ clock: 'right' })).toBe('fields');
    for (const signature of ['', 'a', 'QQ==', 'A+/=', 'QR', 7, 'A'.repeat(104)])
      expect(fault({ signature })).toBe('signature');
  });

  it('T2.2 refuses observations of any other form', () => {
    const good = { code: '8867-4', value: '72', unit: '/min' };
    expect(fault({ observations: [good] })).toBeUndefined();
    const many = Array.from({ length: 33 }, (_, n) => ({ ...good, code: `${n + 1}-1` }));
    expect(fault({ observations: many.slice(1) })).toBeUndefined();
    for (const observations of [
      [],
      {},
      null,
      many,
      [good, good],
      [null],
      [{ ...good, value: 72 }],
      [{ ...good, value: '7e1' }],
      [{ ...good, value: null }],
      [{ ...good, value: 'NaN' }],
      [{ ...good, code: 'heart rate' }],
      [{ ...good, unit: '' }],
      [{ ...good, unit: 'a b' }],
      [{ ...good, quality: 'fine' }],
      [{ ...good, quality: null }],
      [{ ...good, more: 1 }],
    ])
      expect(fault({ observations }), JSON.stringify(observations)).toBe('observations');
  });

  it('E5 any bytes give a typed answer', () => {
    const read = (bytes: Uint8Array) => readMessage(bytes);
    expect(read(new Uint8Array(65_537))).toEqual({ fault: 'size' });
    expect(read(Uint8Array.of(0x22, 0xff, 0x22))).toEqual({ fault: 'text' });
    expect(read(utf8('{"v":1'))).toEqual({ fault: 'text' });
    expect(read(utf8('null'))).toEqual({ fault: 'fields' });
    expect(read(utf8('[]'))).toEqual({ fault: 'fields' });
    expect(read(utf8('['.repeat(60_000)))).toHaveProperty('fault');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => 'fault' in read(bytes)));
    fc.assert(fc.property(fc.json(), (text) => 'fault' in read(utf8(text))));
  });
});
