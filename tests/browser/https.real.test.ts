import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as plainRequest } from 'node:http';
import { createServer, request, type Server } from 'node:https';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freeBase, until } from '../consortium.ts';
import { initHospital, type OwnHospital } from '../newcomer.ts';
import { certify, type ServerCertificate } from './certificate.ts';
import { hasChromium, openChromium } from './chromium.ts';
import { openPerson, type Person } from './person.ts';
import { addsOwnPasskey, ownWays, signInByPasskey, signInByPassword } from './sign-in.ts';

const host = 'vale.localhost';
const password = 'a password of the tests';
const ida = { member: 'vale', role: 'administrator', user: 'ida', password } as const;

describe.skipIf(!hasChromium())('pages over HTTPS', () => {
  let scratch: string;
  let origin: string;
  let port: number;
  let vale: OwnHospital;
  let certificate: ServerCertificate;
  let browser: Browser;

  const own = () => join(vale.data, vale.member.folder);
  const runs = async (settings: object) => {
    writeFileSync(join(own(), 'node.json'), JSON.stringify({ v: 1, ...settings }));
    await vale.start();
    const isActive = async () => (await vale.status())['state'] === 'active';
    expect(await until(isActive, 60_000)).toBe(true);
  };

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'careledger-https-'));
    const portBase = await freeBase(63);
    port = portBase + 50;
    origin = `https://${host}:${port}`;
    vale = await initHospital(scratch, { name: 'Vale', portBase, origin });
    certificate = await certify(own(), host);
    browser = await openChromium([`--ignore-certificate-errors-spki-list=${certificate.pin}`]);
  }, 240_000);

  afterEach(() => vale.stop());
  afterAll(async () => {
    await browser?.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('D5 I8.1 serves other machines by the hospital’s certificate, and its passkeys belong to that host', async () => {
    const { certificateFile, keyFile, authority } = certificate;
    await runs({ listen: { host: '0.0.0.0', port }, certificateFile, keyFile });
    const outward = outwardAddress();
    const answer = await asked({ host: outward, port, authority });
    expect(answer).toMatchObject({ status: 200, hsts: 'max-age=31536000' });
    await expect(asked({ host: outward, port, authority: undefined })).rejects.toThrow();
    const plain = new URL(vale.member.url).port;
    if (outward !== '127.0.0.1')
      await expect(refusedAt(outward, Number(plain)), 'nothing plain is open').resolves.toBe(true);
    const person = await openPerson(browser, origin);
    await registersAndReturns(person);
    const cookies = await person.page.context().cookies();
    for (const cookie of cookies) expect(cookie).toMatchObject({ secure: true, domain: host });
    await person.close();
  }, 240_000);

  it('D5 I8.1 works behind a reverse proxy that speaks HTTPS, live events included', async () => {
    await runs({ trustProxy: ['127.0.0.1'] });
    const { certificateFile, keyFile } = certificate;
    const proxy = await openProxy(
      { cert: readFileSync(certificateFile), key: readFileSync(keyFile) },
      { port, to: Number(new URL(vale.member.url).port) },
    );
    const person = await openPerson(browser, origin);
    await registersAndReturns(person);
    // As while a node is restarted behind its proxy: a browser gives a line up for ever that is refused once.
    const refused = proxy.refuses('/api/v1/events');
    proxy.server.closeAllConnections();
    await refused;
    const hers = await openPerson(browser, origin);
    await signInByPassword(hers, ida);
    // A passkey that answers by itself would open the lock before anybody sees it.
    await person.touches(false);
    await (await ownWays(hers)).getByRole('button', { name: 'Sign out everywhere' }).click();
    await person.page.getByRole('heading', { name: 'Locked' }).waitFor();
    await Promise.all([hers.close(), person.close()]);
    await new Promise((resolve) => {
      proxy.server.close(resolve);
      proxy.server.closeAllConnections();
    });
  }, 240_000);
});

/** Signs in by password, adds a passkey of this machine, and comes back by it. */
async function registersAndReturns(person: Person): Promise<void> {
  const { page } = person;
  await signInByPassword(person, ida);
  await addsOwnPasskey(person, password);
  expect((await person.passkeys()).map(({ rpId }) => rpId)).toEqual([host]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInByPasskey(person);
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** An address of this machine that others reach; the loopback where it has no other. */
function outwardAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

function asked(at: {
  host: string;
  port: number;
  authority: string | undefined;
}): Promise<{ status: number | undefined; hsts: unknown }> {
  const { authority, ...where } = at;
  return new Promise((resolve, reject) => {
    const ca = authority === undefined ? {} : { ca: authority };
    const headers = { host: `${host}:${at.port}` };
    request({ ...where, ...ca, path: '/sign-in', servername: host, headers }, (answer) => {
      answer.resume();
      const hsts = answer.headers['strict-transport-security'];
      resolve({ status: answer.statusCode, hsts });
    })
      .on('error', reject)
      .end();
  });
}

function refusedAt(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    plainRequest({ host: address, port }, (answer) => {
      answer.resume();
      resolve(false);
    })
      .on('error', () => resolve(true))
      .end();
  });
}

interface Proxy {
  readonly server: Server;
  /** Refuses the next request for a path with 502; resolves when it has. */
  refuses(path: string): Promise<void>;
}

/** A reverse proxy as a hospital has one: TLS here, plain to the node on this machine, nothing buffered. */
async function openProxy(
  tls: { cert: Buffer; key: Buffer },
  { port, to }: { port: number; to: number },
): Promise<Proxy> {
  const refusals = new Map<string, () => void>();
  const server = createServer(tls, (request, response) => {
    const { method, url = '', headers, socket } = request;
    const refused = refusals.get(url);
    if (refused !== undefined) {
      refusals.delete(url);
      response.writeHead(502).end(refused);
      return;
    }
    const forwarded = {
      'x-forwarded-for': socket.remoteAddress ?? '',
      'x-forwarded-proto': 'https',
    };
    const onward = plainRequest(
      { host: '127.0.0.1', port: to, method, path: url, headers: { ...headers, ...forwarded } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const refuses = (path: string) =>
    new Promise<void>((resolve) => void refusals.set(path, resolve));
  return { server, refuses };
}
