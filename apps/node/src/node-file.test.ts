import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCa, generateSigner, issueCertificate } from '@careledger/keys';
import { openDoor } from './http/door.fixture.ts';
import { openPublicListener, routingOf } from './http/public-listener.ts';
import { readNodeFile } from './node-file.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'careledger-node-file-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const secure = { origin: 'https://northgate.localhost' };
const clock = () => Date.now();

function settingsOf(node: object, member = secure) {
  writeFileSync(join(folder, 'node.json'), JSON.stringify({ v: 1, ...node }));
  return readNodeFile(folder, { member, clock });
}

/** Writes a certificate of the hospital's own authority for a name, and gives the authority. */
async function certify(name: string, options: { dns: string; days?: number }): Promise<string> {
  const ca = await createCa({ name: 'Northgate', org: 'Northgate', days: 30 });
  const signer = generateSigner();
  const spki = signer.spki.toString('base64').replaceAll(/.{64}/g, '$&\n');
  const certPem = await issueCertificate({
    ca,
    subject: { cn: options.dns },
    spkiPem: `-----BEGIN PUBLIC KEY-----\n${spki}\n-----END PUBLIC KEY-----\n`,
    dns: [options.dns],
    server: true,
    notBefore: new Date(Date.now() - 86_400_000 * 10),
    notAfter: new Date(Date.now() + 86_400_000 * (options.days ?? 10)),
  });
  writeFileSync(join(folder, `${name}.pem`), certPem);
  writeFileSync(join(folder, `${name}.key`), signer.pem(), { mode: 0o600 });
  return ca.certPem;
}

describe('node.json', () => {
  it('D5 is not needed on loopback', () => {
    expect(readNodeFile(folder, { member: secure, clock })).toMatchObject({
      address: undefined,
      trustProxy: [],
      oidc: undefined,
    });
    expect(settingsOf({ listen: { host: '127.0.0.1', port: 80 } }).address?.tls).toBeUndefined();
  });

  it('I8.1 may say how long sessions last without use, within bounds', () => {
    const idle = { ownMs: 1_800_000, sharedMs: 120_000 };
    expect(settingsOf({ sessionMinutes: { own: 30, shared: 2 } }).idle).toEqual(idle);
    expect(settingsOf({}).idle).toBeUndefined();
    for (const shared of [0, 721])
      expect(() => settingsOf({ sessionMinutes: { own: 30, shared } })).toThrow('sessionMinutes');
  });

  it('D5 ASVS 12.2.1 refuses to be open to other machines without a certificate or a stated proxy', () => {
    const open = { listen: { host: '0.0.0.0', port: 443 } };
    expect(() => settingsOf(open)).toThrow('wants certificateFile and keyFile, or trustProxy');
    expect(settingsOf({ ...open, trustProxy: ['10.0.0.5'] }).trustProxy).toEqual(['10.0.0.5']);
    const plain = { origin: 'http://northgate.localhost:8101' };
    expect(() => settingsOf({ ...open, trustProxy: ['10.0.0.5'] }, plain)).toThrow(
      'has to begin with https://',
    );
  });

  it('D5 E5 tells everything that is wrong at once', async () => {
    await certify('other', { dns: 'elsewhere.example', days: -1 });
    await certify('own', { dns: 'northgate.localhost' });
    chmodSync(join(folder, 'own.key'), 0o644);
    const node = {
      listen: { host: '0.0.0.0', port: 443 },
      certificateFile: 'other.pem',
      keyFile: 'own.key',
      trustProxy: ['the proxy'],
      oidc: { name: 'N', issuer: 'https://id.example', clientId: 'c', secretFile: 'none' },
    };
    const said = [
      'the proxy is neither an address nor a subnet',
      'own.key is open to other users',
      'is not the key of',
      'is not for northgate.localhost',
      'ended on',
      'secretFile: ',
    ];
    for (const each of said) expect(() => settingsOf(node)).toThrow(each);
    expect(() => settingsOf({ v: 2, listen: { port: 'x' }, more: 1 })).toThrow(/v: .*\n.*listen/s);
    expect(() => settingsOf({ keyFile: 'own.key' })).toThrow('belong together');
  });
});

it('D5 a setting with a mistyped name is named, and the node does not start', () => {
  expect(() => settingsOf({ lisen: { host: '0.0.0.0', port: 1 } })).toThrow(
    '- lisen: no setting has this name.',
  );
});

describe('the public address', () => {
  it('D5 ASVS 12.1.1 12.2.1 serves HTTPS by the hospital’s certificate, from TLS 1.2 on', async () => {
    const ca = await certify('own', { dns: 'northgate.localhost' });
    const { address } = settingsOf({
      listen: { host: '127.0.0.1', port: 1 },
      certificateFile: 'own.pem',
      keyFile: 'own.key',
    });
    if (address === undefined) throw new Error('an address is expected');
    await using door = await openDoor({ isHttps: true });
    await door.app.ready();
    const log = () => undefined;
    const deps = { routing: routingOf(door.app), trustProxy: [], log };
    const listener = await openPublicListener({ ...address, port: 0 }, deps);
    const get = (options: object) =>
      new Promise<string>((resolve) => {
        const call = request(
          {
            host: '127.0.0.1',
            port: listener.port,
            path: '/about',
            servername: 'northgate.localhost',
            headers: { host: 'northgate.localhost' },
            ca,
            ...options,
          },
          (answer) => {
            answer.resume();
            resolve(`${answer.statusCode} ${answer.headers['strict-transport-security']}`);
          },
        );
        call.on('error', (error) => resolve('code' in error ? String(error.code) : error.name));
        call.end();
      });
    expect(await get({})).toBe('200 max-age=31536000');
    expect(await get({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).toMatch(
      /^(ERR_SSL|ECONN|EPROTO)/,
    );
    await listener.close();
  });

  it('D5 lets nobody but the stated proxy connect without HTTPS', async () => {
    await using door = await openDoor({ isHttps: true });
    await door.app.ready();
    const lines: object[] = [];
    const address = { host: '127.0.0.1', port: 0, tls: undefined };
    const log = (line: object) => void lines.push(line);
    const tried = async (trustProxy: string[]) => {
      const listener = await openPublicListener(address, {
        routing: routingOf(door.app),
        trustProxy,
        log,
      });
      const url = `http://127.0.0.1:${listener.port}/health`;
      const status = await fetch(url).then(
        (answer) => answer.status,
        () => 'nothing',
      );
      await listener.close();
      return status;
    };
    expect(await tried(['10.0.0.5', '192.168.0.0/16'])).toBe('nothing');
    expect(lines).toEqual([{ event: 'not-a-stated-proxy' }]);
    expect(await tried(['127.0.0.0/8'])).toBe(200);
  });

  it('D5 ASVS 12.2.1 sends plain pages to HTTPS, and answers no plain call', async () => {
    await using door = await openDoor({ isHttps: true });
    const browser = door.browser();
    const plain = { 'x-forwarded-proto': 'http' };
    const { status, headers } = await browser.get('/about', plain);
    expect({ status, to: headers['location'] }).toEqual({
      status: 302,
      to: 'https://northgate.localhost/about',
    });
    expect(await browser.call('whoami', {}, plain)).toMatchObject({ status: 421 });
  });
});
