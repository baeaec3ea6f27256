import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doorPassword, openDoor, type Door } from './door.fixture.ts';

let door: Door;
let port: number;
beforeAll(async () => {
  door = await openDoor();
  port = Number(new URL(await door.app.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => door[Symbol.asyncDispose]());

/** Sends bytes as they are; gives everything that comes back until the server closes, or two seconds are over. */
function sendBytes(...parts: readonly (Buffer | string)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part);
    });
    let text = '';
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (part) => (text += part.toString('latin1')));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(text));
  });
}

const statusesIn = (text: string) =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

const lines = (...all: readonly string[]) => `${all.join('\r\n')}\r\n`;
const post = (body: Buffer | string, more: readonly string[] = []) => [
  lines(
    'POST /api/v1/login HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    ...more,
    '',
  ),
  body,
];

describe('what no client sends', () => {
  const hidden = lines('POST /api/v1/logout HTTP/1.1', 'host: 127.0.0.1', '', '');
  it.each([
    ['a length and chunks', ['content-length: 5', 'transfer-encoding: chunked']],
    ['two lengths', ['content-length: 0', `content-length: ${hidden.length}`]],
    ['a length with a sign', ['content-length: +5']],
    ['chunks by another name', ['transfer-encoding: xchunked']],
    ['chunks within a list', ['transfer-encoding: chunked, identity']],
    ['a header that goes on', ['x-a: b', ' transfer-encoding: chunked']],
    ['a space before the colon', ['content-length : 5']],
    ['a line feed alone', ['x-a: b\ncontent-length: 5']],
    ['a NUL', ['x-a: \u0000']],
  ])(
    'E5 C9 is answered at most once: %s (request smuggling)',
    async (_, more) => {
      const head = lines('POST /api/v1/roots HTTP/1.1', 'host: 127.0.0.1', ...more, '');
      const statuses = statusesIn(await sendBytes(head, '0\r\n\r\n', hidden));
      for (const status of statuses) expect([400, 404, 413, 415]).toContain(status);
      expect(statuses.length).toBeLessThanOrEqual(1);
    },
    20_000,
  );

  it.each([
    ['no host', lines('GET / HTTP/1.1', '')],
    ['two hosts', lines('GET / HTTP/1.1', 'host: 127.0.0.1', 'host: evil.example', '')],
    ['a version that is none', lines('GET / HTTP/9.9', 'host: 127.0.0.1', '')],
    ['a tunnel', lines('CONNECT evil.example:443 HTTP/1.1', 'host: 127.0.0.1', '')],
    ['an echo', lines('TRACE / HTTP/1.1', 'host: 127.0.0.1', 'cookie: a=b', '')],
    ['another protocol', lines('GET /fhir/R4/metadata HTTP/1.1', 'host: evil.example', '')],
    [
      'headers without end',
      lines('GET / HTTP/1.1', 'host: 127.0.0.1', `x-a: ${'a'.repeat(40_000)}`, ''),
    ],
    ['noise', Buffer.from(Array.from({ length: 512 }, (_, n) => (n * 37) % 256))],
  ])('E5 is refused: %s', async (_, bytes) => {
    const text = await sendBytes(bytes);
    for (const status of statusesIn(text)) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(text).not.toMatch(/node_modules|\.ts:\d|cookie: a=b/);
  });

  it.each([
    ['invalid UTF-8', Buffer.from('7b2275736572223a22ff fe22 7d'.replaceAll(' ', ''), 'hex')],
    ['an end in the middle of a letter', Buffer.from('7b2275736572223a22c3', 'hex')],
    ['a key of the prototype', '{"__proto__":{"role":"administrator"},"user":"a","password":"b"}'],
    ['a constructor', '{"constructor":{"prototype":{"role":"x"}},"user":"a","password":"b"}'],
    ['depth', `{"user":${'['.repeat(50_000)}`],
    ['depth that is closed', `{"user":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['a number without end', `{"user":${'9'.repeat(20_000)},"password":1e999}`],
    ['a byte order mark', '\uFEFF{}'],
    ['words behind the end', '{} {}'],
    ['a key twice, the second of another kind', '{"user":"doctor","user":["x"],"password":"b"}'],
  ])('E5 ASVS 2.2.1 gives 400 for a body with %s', async (_, body) => {
    expect(statusesIn(await sendBytes(...post(body)))).toEqual([400]);
    expect(Object.hasOwn(Object.prototype, 'role')).toBe(false);
  });

  it('E5 takes the body as JSON alone, whatever else it is called', async () => {
    const body = JSON.stringify({ user: 'doctor', password: doorPassword });
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/xml', '']) {
      const [head = '', sent = ''] = post(body);
      const other = String(head).replace('application/json', type);
      expect(statusesIn(await sendBytes(other, sent)), type).toEqual([400]);
    }
    const squeezed = statusesIn(await sendBytes(...post(body, ['content-encoding: gzip'])));
    for (const status of squeezed) expect(status).toBeLessThan(500);
  });

  it('C9 ASVS 3.5.3 believes no header that names another method, address or host', async () => {
    const text = await sendBytes(
      lines(
        'GET /api/v1/logout HTTP/1.1',
        'host: 127.0.0.1',
        'x-http-method-override: POST',
        'x-original-url: /api/v1/roots',
        'x-rewrite-url: /api/v1/roots',
        'x-forwarded-host: evil.example',
        'forwarded: host=evil.example;proto=https',
        'connection: close',
        '',
      ),
    );
    expect(statusesIn(text)).toEqual([404]);
    expect(text).not.toContain('evil.example');
  });

  it('C9 ASVS 14.2.1 takes no session out of an address', async () => {
    const { body } = await door
      .browser()
      .call('login', { user: 'doctor', password: doorPassword }, { 'x-careledger': '' });
    const token = String(body['token']);
    const asked = async (query: string, more: readonly string[]) =>
      statusesIn(
        await sendBytes(
          lines(
            `GET /fhir/R4/Patient?${query} HTTP/1.1`,
            'host: 127.0.0.1',
            'connection: close',
            ...more,
            '',
          ),
        ),
      );
    expect(await asked('_count=1', [`authorization: Bearer ${token}`])).toEqual([200]);
    for (const name of ['access_token', 'token', 'authorization', 'session'])
      for (const status of await asked(`${name}=${token}`, []))
        expect([400, 401], name).toContain(status);
  });

  it('E5 ASVS 5.3.2 gives no file by a way out of the pages', async () => {
    const targets = [
      '/../../../etc/passwd',
      '/assets/../../../package.json',
      '/assets/..%2f..%2f..%2fetc%2fpasswd',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/..%5c..%5cpackage.json',
      '/%00',
      '/fhir/R4/../../health',
      '/%c0%ae%c0%ae/',
      '/%',
    ];
    for (const target of targets) {
      const head = lines(`GET ${target} HTTP/1.1`, 'host: 127.0.0.1', 'connection: close', '');
      const text = await sendBytes(head);
      for (const status of statusesIn(text)) expect(status, target).not.toBe(200);
      for (const status of statusesIn(text)) expect(status, target).toBeLessThan(500);
      expect(text, target).not.toMatch(/root:|"workspaces"/);
    }
  });

  it('E5 bounds how long and how large a request may be, however slowly it comes', () => {
    const { server } = door.app;
    expect(server.requestTimeout).toBeGreaterThan(0);
    expect(server.requestTimeout).toBeLessThanOrEqual(120_000);
    expect(server.headersTimeout).toBeGreaterThan(0);
    expect(server.headersTimeout).toBeLessThanOrEqual(60_000);
    expect(door.app.initialConfig.bodyLimit).toBe(256 * 1024);
  });

  it('E5 ASVS 6.3.1 a flood of sign-ins gives 401 and 429, and lets the next one in', async () => {
    const browser = door.browser();
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const guess = { user: 'nurse', password: `wrong guess ${n}` };
        return (await browser.call('login', guess)).status;
      }),
    );
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(55);
    expect((await browser.signIn('doctor')).status).toBe(200);
  }, 30_000);

  it('E5 still answers', async () => {
    const head = lines('GET /health HTTP/1.1', 'host: 127.0.0.1', 'connection: close', '');
    expect(await sendBytes(head)).toContain('{"status":"ok"}');
  });
});
