import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor, type Door } from './door.fixture.ts';

let folder: string;
let door: Door;
const script = 'console.log("hello")';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'careledger-pages-'));
  await mkdir(join(folder, 'assets'));
  const files = {
    'index.html': '<!doctype html><title>Pages</title>',
    'assets/main-1a2b.js': script,
    'assets/main-1a2b.js.map': '{}',
    'assets/main-1a2b.js.gz': gzipSync(script),
    'routes.json': JSON.stringify(['/me', '/patients/:h/ask']),
    'build.json': '{"sources":"secret"}',
    '.env': 'secret',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await writeFile(join(folder, '..', 'outside.txt'), 'secret');
  door = await openDoor({ pages: folder, isHttps: true });
});
afterAll(async () => {
  await door[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('headers', () => {
  it('C9 ASVS 3.2.1 3.4.1 3.4.3 bears them on pages, data, errors and redirects alike', async () => {
    const browser = door.browser();
    const answers = [
      await browser.get('/me'),
      await browser.get('/nowhere'),
      await browser.get('/fhir/R4/metadata'),
      await browser.get('/fhir/R4/Patient'),
      await browser.get('/about'),
      await browser.call('whoami', {}),
      await browser.call('login', { user: 1 }),
      await browser.get('/assets/main-1a2b.js'),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': expect.stringMatching(/^same-origin(-allow-popups)?$/),
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['permissions-policy']).toContain('publickey-credentials-get=(self)');
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 400, 401, 404]));
  });

  it('C9 ASVS 3.4.1 says nothing of HTTPS where there is none', async () => {
    await using plain = await openDoor();
    const { headers } = await plain.browser().get('/health');
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('C9 ASVS 1.2.3 1.3.2 3.4.3 runs no script and no style of the page’s text', async () => {
    const { headers } = await door.browser().get('/patients/a1/ask');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("script-src 'self'; style-src 'self';");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });
});

describe('pages', () => {
  it('C9 ASVS 4.1.1 says of everything what it is, and of text in which letters', async () => {
    const browser = door.browser();
    for (const [path, type] of [
      ['/', 'text/html; charset=utf-8'],
      ['/about', 'text/html; charset=utf-8'],
      ['/health', 'application/json; charset=utf-8'],
      ['/fhir/R4/metadata', 'application/fhir+json; charset=utf-8'],
      ['/nothing', 'application/json; charset=utf-8'],
      ['/assets/main-1a2b.js', 'text/javascript; charset=utf-8'],
    ] as const)
      expect((await browser.get(path)).headers['content-type'], path).toBe(type);
    const refused = await browser.call('whoami', {});
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('C9 serves the page under its own routes and no other', async () => {
    const browser = door.browser();
    for (const path of ['/', '/me', '/patients/a1/ask'])
      expect(await browser.get(path), path).toMatchObject({ status: 200 });
    for (const path of ['/you', '/patients', '/patients/a1/ask/more', '/index.html'])
      expect(await browser.get(path), path).toMatchObject({ status: 404 });
    expect(await browser.get('/about')).toMatchObject({ status: 200 });
  });

  it('C9 ASVS 5.3.1 5.3.2 13.4.1 gives no file that is not a part of the pages', async () => {
    const browser = door.browser();
    const paths = [
      '/.env',
      '/build.json',
      '/assets/main-1a2b.js.map',
      '/assets/../build.json',
      '/assets/%2e%2e/build.json',
      '/..%2foutside.txt',
      '/../outside.txt',
      '/assets/main-1a2b.js%00.png',
      '/.git/config',
    ];
    for (const path of paths) {
      const { status, text } = await browser.get(path);
      expect(status, path).toBe(404);
      expect(text).not.toContain('secret');
    }
  });

  it('E5 keeps files with a hash in their name for ever, compressed where the browser takes it', async () => {
    const browser = door.browser();
    const plain = await browser.get('/assets/main-1a2b.js');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(plain.text).toBe(script);
    const packed = await browser.get('/assets/main-1a2b.js', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    const etag = String(plain.headers['etag']);
    const again = await browser.get('/assets/main-1a2b.js', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    expect((await browser.get('/me')).headers['cache-control']).toBe('no-cache');
  });
});
