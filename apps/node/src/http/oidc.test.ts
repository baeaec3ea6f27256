import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDoor, type Browser, type Door } from './door.fixture.ts';
import { createOidcClient } from './oidc-client.ts';

let provider: ChildProcess;
let issuer: string;
beforeAll(async () => {
  provider = spawn(
    process.execPath,
    [fileURLToPath(new URL('provider.fixture.mjs', import.meta.url))],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  if (provider.stdout === null) throw new Error('the provider says nothing');
  const [said] = await once(provider.stdout, 'data');
  issuer = String(said).trim();
});
afterAll(() => void provider.kill());

let door: Door;
beforeEach(async () => {
  const settings = {
    name: 'Own',
    issuer,
    clientId: 'careledger',
    secret: 'a secret of the test',
    userClaim: 'preferred_username',
    roleClaim: 'groups',
    roles: { 'ward-doctors': 'doctor' },
  };
  const redirectUri = 'http://northgate.localhost:8101/api/v1/oidc/callback';
  door = await openDoor({}, { oidc: createOidcClient(settings, { redirectUri }) });
});
afterEach(() => door[Symbol.asyncDispose]());

const session = '__Host-careledger';

/** Goes to the provider and comes back with the path of the callback, as a browser does. */
async function comeBack(browser: Browser, user: string): Promise<string> {
  await fetch(`${issuer}/as/${user}`);
  const { headers } = await browser.get('/api/v1/oidc/start');
  let location = String(headers['location']);
  expect(location).toContain('code_challenge_method=S256');
  const cookies = new Map<string, string>();
  while (location.startsWith(issuer)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(location, { redirect: 'manual', headers: { cookie } });
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = each.split(';', 1)[0]?.split('=', 2) ?? [];
      cookies.set(name, value);
    }
    location = new URL(answer.headers.get('location') ?? '', location).href;
  }
  expect(new URL(location).origin).toBe(door.origin);
  return location.slice(door.origin.length);
}

const cross = { 'sec-fetch-site': 'cross-site' };

describe('the hospital’s own sign-in', () => {
  it('I8.1 signs in who has an account here, by code, PKCE, state and nonce', async () => {
    const browser = door.browser();
    expect(await browser.call('sign-in-ways', {})).toMatchObject({
      body: { oidc: { name: 'Own', start: '/api/v1/oidc/start' } },
    });
    const back = await comeBack(browser, 'doctor');
    const { headers } = await browser.get(back, cross);
    expect(headers['location']).toBe(`${door.origin}/`);
    expect(browser.cookies.has(`${session}-oidc`)).toBe(false);
    expect(await browser.call('whoami', {})).toMatchObject({ body: { user: 'doctor' } });
    expect((await browser.get(back, cross)).headers['location']).toBe(
      `${door.origin}/sign-in?fault=unauthenticated`,
    );
  });

  it('I8.1 makes nobody an account, and gives nobody a role', async () => {
    for (const user of ['stranger', 'nurse', 'administrator']) {
      const browser = door.browser();
      const { headers } = await browser.get(await comeBack(browser, user), cross);
      expect(headers['location'], user).toBe(`${door.origin}/sign-in?fault=forbidden`);
      expect(browser.cookies.has(session)).toBe(false);
    }
    expect(door.hospital.people.person('stranger')).toBeUndefined();
  });

  it('I8.1 ASVS 10.2.1 takes no answer to a sign-in that this browser did not begin (login CSRF)', async () => {
    const [attacker, victim] = [door.browser(), door.browser()];
    const back = await comeBack(attacker, 'doctor');
    const refused = `${door.origin}/sign-in?fault=unauthenticated`;
    expect((await victim.get(back, cross)).headers['location']).toBe(refused);
    await victim.get('/api/v1/oidc/start');
    expect((await victim.get(back, cross)).headers['location']).toBe(refused);
    expect(victim.cookies.has(session)).toBe(false);
  });

  it('I8.1 a sign-in that was begun outlasts any number that somebody else begins', async () => {
    const browser = door.browser();
    const back = await comeBack(browser, 'doctor');
    const other = door.browser();
    for (let each = 0; each < 1_100; each += 1) await other.get('/api/v1/oidc/start');
    const { headers } = await browser.get(back);
    expect(headers['location']).toBe(`${door.origin}/`);
  });

  it('I8.1 takes neither a changed state nor a code that is not the provider’s', async () => {
    for (const change of [
      (path: string) => path.replace(/state=[^&]+/, 'state=another'),
      (path: string) => path.replace(/code=[^&]+/, 'code=another'),
      (path: string) => `${path.split('?', 1)[0]}?error=access_denied`,
      (path: string) => path.split('?', 1)[0] ?? '',
    ]) {
      const browser = door.browser();
      const back = change(await comeBack(browser, 'doctor'));
      expect((await browser.get(back, cross)).headers['location']).toBe(
        `${door.origin}/sign-in?fault=unauthenticated`,
      );
      expect(browser.cookies.has(session)).toBe(false);
    }
  });

  it('E8.4 says that the provider does not answer, and leaves the other ways', async () => {
    const settings = {
      name: 'Own',
      issuer: 'http://127.0.0.1:9',
      clientId: 'c',
      secret: 's',
      userClaim: 'sub',
      roleClaim: undefined,
      roles: {},
    };
    await using lonely = await openDoor(
      {},
      { oidc: createOidcClient(settings, { redirectUri: 'http://x' }) },
    );
    const browser = lonely.browser();
    const { headers } = await browser.get('/api/v1/oidc/start');
    expect(headers['location']).toBe(`${lonely.origin}/sign-in?fault=unreachable`);
    expect(await browser.signIn('doctor')).toMatchObject({ status: 200 });
  });
});
