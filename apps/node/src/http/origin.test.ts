import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDoor, type Door } from './door.fixture.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door[Symbol.asyncDispose]());

describe('calls from elsewhere', () => {
  it('C9 ASVS 3.5.1 3.5.2 refuses a call on the cookie that no page of ours made (CSRF)', async () => {
    const browser = door.browser();
    await browser.signIn('doctor');
    const forgeries = [
      { 'x-careledger': '' },
      { 'x-careledger': 'yes' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'http://riverside.localhost:8102' },
      { origin: 'null' },
    ];
    for (const headers of forgeries) {
      const { status, body } = await browser.call('logout', {}, headers);
      expect({ status, body }, JSON.stringify(headers)).toMatchObject({ status: 403 });
    }
    expect(await browser.call('whoami', {})).toMatchObject({ status: 200 });
  });

  it('C9 ASVS 3.5.1 leaves no session behind a sign-in that another site sends (login CSRF)', async () => {
    const browser = door.browser();
    const forged = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await browser.signIn('doctor')).status).toBe(200);
    browser.cookies.clear();
    const { status, headers } = await browser.call(
      'login',
      { user: 'doctor', password: 'x' },
      forged,
    );
    expect(status).toBe(403);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('C9 ASVS 3.5.3 takes no operation by GET and no form of another kind', async () => {
    const browser = door.browser();
    await browser.signIn('doctor');
    expect(await browser.get('/api/v1/logout')).toMatchObject({ status: 404 });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      expect((await browser.call('logout', {}, { 'content-type': type })).status).toBe(400);
    expect(await browser.call('whoami', {})).toMatchObject({ status: 200 });
  });

  it('C9 ASVS 3.5.1 reads the chart on the cookie for pages of ours alone', async () => {
    const browser = door.browser();
    await browser.signIn('doctor');
    const page = { 'x-careledger': 'page', 'sec-fetch-site': 'same-origin' };
    expect(await browser.get('/fhir/R4/Patient', page)).toMatchObject({ status: 200 });
    expect(await browser.get('/fhir/R4/Patient')).toMatchObject({ status: 403 });
    const foreign = { ...page, 'sec-fetch-site': 'cross-site' };
    expect(await browser.get('/fhir/R4/Patient', foreign)).toMatchObject({ status: 403 });
    expect(await browser.get('/api/v1/events', foreign)).toMatchObject({ status: 403 });
  });

  it('C9 ASVS 3.4.2 permits no other origin to read an answer', async () => {
    const browser = door.browser();
    const { headers } = await browser.get('/fhir/R4/metadata', { origin: 'https://evil.example' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('D5 takes no cookie of one hospital at the other', async () => {
    await using riverside = await openDoor({ member: 'riverside' });
    const [here, there] = [door.browser(), riverside.browser()];
    await here.signIn('doctor');
    for (const [name, value] of here.cookies) there.cookies.set(name, value);
    expect(await there.call('whoami', {})).toMatchObject({ status: 401 });
    expect(await there.get('/api/v1/events')).toMatchObject({ status: 401 });
  });

  it('D5 answers under the names of its hospital alone', async () => {
    const browser = door.browser();
    for (const host of ['evil.example', 'riverside.localhost:8102', 'northgate.localhost.evil'])
      expect(await browser.call('roots', {}, { host })).toMatchObject({ status: 421 });
  });

  it('C9 ASVS 1.2.2 sends a page that was opened by address to the own name, and nowhere else (open redirect)', async () => {
    const { port } = new URL(await door.app.listen({ host: '127.0.0.1', port: 0 }));
    const send = (target: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(Number(port), '127.0.0.1', () =>
          socket.write(`GET ${target} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n`),
        );
        let text = '';
        socket.on('data', (part) => (text += part.toString('latin1')));
        socket.on('close', () => resolve(text));
        socket.on('error', reject);
      });
    const targets = [
      '/',
      '//evil.example/',
      '/\\evil.example/',
      '/%2f%2fevil.example',
      '@evil.example/',
      '.evil.example/',
      'http://evil.example/',
      '/sign-in?next=https://evil.example/',
    ];
    for (const target of targets) {
      const location = /^location: (.*)$/m.exec(await send(target))?.[1]?.trim();
      if (location !== undefined) expect(new URL(location).origin, target).toBe(door.origin);
    }
    expect(await send('/')).toContain(`location: ${door.origin}/`);
  });
});
