import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doorPassword as password, openDoor, type Door } from './door.fixture.ts';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door[Symbol.asyncDispose]());

const minutes = 60_000;
const name = '__Host-careledger';

describe('a session in a browser', () => {
  it('I8.1 ASVS 3.3.1 7.2.2 7.2.3 rides on a cookie of 256 random bits that no script reads and no other site sends', async () => {
    const browser = door.browser();
    const { status, body, headers } = await browser.signIn('doctor');
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: 'doctor', role: 'doctor', member: 'northgate' });
    expect(body).not.toHaveProperty('token');
    expect(headers['set-cookie']).toMatch(
      /^__Host-careledger=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
    );
    const who = await browser.call('whoami', {});
    expect(who.body).toMatchObject({
      user: 'doctor',
      name: 'Some doctor',
      steppedUp: false,
      idleMs: 30 * minutes,
      expiresAt: door.time.now + 30 * minutes,
      passkeys: 0,
      demo: false,
    });
  });

  it('I8.1 gives a script its token, and no cookie', async () => {
    const { body, headers } = await door
      .browser()
      .signIn('doctor')
      .then(() =>
        door.browser().call('login', { user: 'doctor', password }, { 'x-careledger': '' }),
      );
    expect(body['token']).toMatch(/^[\w-]{43}$/);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('I8.1 ASVS 7.2.4 begins under a new id at each sign-in, and the one before it ends (session fixation)', async () => {
    const browser = door.browser();
    browser.cookies.set(name, 'a'.repeat(43));
    await browser.signIn('doctor');
    const first = browser.cookies.get(name) ?? '';
    expect(first).not.toBe('a'.repeat(43));
    await browser.signIn('nurse');
    expect(browser.cookies.get(name)).not.toBe(first);
    const old = door.browser();
    old.cookies.set(name, first);
    expect(await old.call('whoami', {})).toMatchObject({ status: 401 });
    expect(await browser.call('whoami', {})).toMatchObject({ body: { user: 'nurse' } });
  });

  it('I8.1 ASVS 7.2.1 7.4.1 ends when its owner says so, also for a copy of the cookie', async () => {
    const browser = door.browser();
    await browser.signIn('doctor');
    const copy = door.browser();
    copy.cookies.set(name, browser.cookies.get(name) ?? '');
    const { headers } = await browser.call('logout', {});
    expect(headers['set-cookie']).toContain('Max-Age=0');
    expect(browser.cookies.has(name)).toBe(false);
    expect(await copy.call('whoami', {})).toMatchObject({ status: 401 });
  });

  it('I8.1 signs out everywhere, and nobody else', async () => {
    const [here, there, other] = [door.browser(), door.browser(), door.browser()];
    await here.signIn('doctor');
    await there.signIn('doctor');
    await other.signIn('nurse');
    await here.call('logout', { everywhere: true });
    for (const browser of [here, there])
      expect(await browser.call('whoami', {})).toMatchObject({ status: 401 });
    expect(await other.call('whoami', {})).toMatchObject({ status: 200 });
  });

  it('I8.1 ends after 15 minutes of silence on a shared terminal, 30 elsewhere; what a page does by itself is silence', async () => {
    const [shared, own] = [door.browser(), door.browser()];
    await shared.signIn('nurse', { shared: true });
    await own.signIn('doctor');
    expect(await shared.call('whoami', {})).toMatchObject({
      body: { shared: true, idleMs: 15 * minutes },
    });
    for (let n = 0; n < 2; n++) {
      door.time.now += 14 * minutes;
      expect(await shared.call('whoami', {})).toMatchObject({ status: 200 });
      expect(await own.call('whoami', {}, { 'x-careledger': 'background' })).toMatchObject({
        status: 200,
      });
    }
    door.time.now += 3 * minutes;
    expect(await own.call('whoami', {})).toMatchObject({ status: 401 });
    expect(await shared.call('whoami', {})).toMatchObject({ status: 200 });
    door.time.now += 16 * minutes;
    expect(await shared.call('whoami', {})).toMatchObject({ status: 401 });
  });

  it('I8.1 shows who worked at a shared terminal today, at that terminal alone', async () => {
    const [terminal, other] = [door.browser(), door.browser()];
    await terminal.signIn('nurse', { shared: true });
    door.time.now += minutes;
    await terminal.signIn('doctor', { shared: true });
    await other.signIn('doctor');
    expect(await terminal.call('terminal', {})).toMatchObject({
      body: { shared: true, rows: [{ user: 'doctor' }, { user: 'nurse', name: 'Some nurse' }] },
    });
    expect(await other.call('terminal', {})).toMatchObject({ body: { shared: false, rows: [] } });
    door.time.now += 17 * 60 * minutes;
    expect(await terminal.call('terminal', {})).toMatchObject({ body: { shared: true, rows: [] } });
  });

  it('I8.2 wants a step-up for what needs one, and gives five minutes for it', async () => {
    const browser = door.browser();
    await browser.signIn('administrator');
    const reset = () => browser.call('reset-password', { user: 'nurse' });
    expect(await reset()).toMatchObject({ status: 403, body: { code: 'step-up' } });
    expect(await browser.call('step-up', { password: 'another one' })).toMatchObject({
      status: 401,
    });
    const { body } = await browser.call('step-up', { password });
    expect(body).toEqual({ until: door.time.now + 5 * minutes });
    expect(await reset()).toMatchObject({ status: 200 });
    door.time.now += 6 * minutes;
    expect(await reset()).toMatchObject({ status: 403 });
  });
});

describe('a suspended account', () => {
  it('I4 ASVS 7.4.2 signs in no more, by password, and vouches for nothing', async () => {
    const { people } = door.hospital;
    const nurse = door.browser();
    await nurse.signIn('nurse');
    const by = await people.vouch({ user: 'administrator', password });
    await people.suspend(by, { user: 'nurse', why: 'left' });
    expect(await nurse.call('whoami', {})).toMatchObject({ status: 401 });
    expect(await door.browser().signIn('nurse')).toMatchObject({
      status: 403,
      body: { code: 'account-over' },
    });
    await expect(people.vouch({ user: 'nurse', password })).rejects.toThrow('suspended');
    await expect(people.loginNamed({ user: 'nurse' })).rejects.toThrow('suspended');
    await people.reinstate(by, 'nurse');
    expect(await door.browser().signIn('nurse')).toMatchObject({ status: 200 });
  });
});

describe('passwords', () => {
  it('I8.3 ASVS 6.4.1 resets to a password that is good for choosing another, and ends the sessions', async () => {
    const [administrator, nurse] = [door.browser(), door.browser()];
    await nurse.signIn('nurse');
    await administrator.signIn('administrator');
    await administrator.call('step-up', { password });
    const { body } = await administrator.call('reset-password', { user: 'nurse' });
    const given = String(body['password']);
    expect(given).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(await nurse.call('whoami', {})).toMatchObject({ status: 401 });
    expect(await nurse.signIn('nurse')).toMatchObject({ status: 401 });
    const go = (more: object) => nurse.call('login', { user: 'nurse', password: given, ...more });
    expect(await go({})).toMatchObject({ status: 403, body: { code: 'new-password' } });
    expect(await go({ newPassword: given })).toMatchObject({ status: 422 });
    expect(await go({ newPassword: 'a fresh one of mine' })).toMatchObject({ status: 200 });
    expect(await go({})).toMatchObject({ status: 401 });
    const entries: unknown[] = [];
    for await (const { entry } of door.hospital.journal.entries())
      if (entry.t === 'password-reset') entries.push(entry['by']);
    expect(entries).toEqual([door.hospital.people.person('administrator')?.handle]);
  });

  it('I8.3 ASVS 8.2.1 lets administrators alone reset, and not their own', async () => {
    const [doctor, administrator] = [door.browser(), door.browser()];
    for (const [browser, role] of [
      [doctor, 'doctor'],
      [administrator, 'administrator'],
    ] as const) {
      await browser.signIn(role);
      await browser.call('step-up', { password });
    }
    const reset = { user: 'administrator' };
    expect(await doctor.call('reset-password', { user: 'nurse' })).toMatchObject({ status: 403 });
    expect(await administrator.call('reset-password', reset)).toMatchObject({ status: 403 });
  });

  it('I8.1 ASVS 6.2.2 6.2.3 changes a password under the old one; every other session ends', async () => {
    const [here, there] = [door.browser(), door.browser()];
    await here.signIn('doctor');
    await there.signIn('doctor');
    const change = (old: string) =>
      here.call('change-password', { old, password: 'words that I chose' });
    expect(await change('not the old one')).toMatchObject({ status: 401 });
    const before = here.cookies.get(name);
    expect(await change(password)).toMatchObject({ status: 200, body: { user: 'doctor' } });
    expect(here.cookies.get(name)).not.toBe(before);
    expect(await here.call('whoami', {})).toMatchObject({ status: 200 });
    expect(await there.call('whoami', {})).toMatchObject({ status: 401 });
    expect(await there.signIn('doctor')).toMatchObject({ status: 401 });
  });

  it('I8.1 ASVS 6.2.1 6.2.4 refuses what is short, common, or of the own name', async () => {
    const browser = door.browser();
    await browser.signIn('doctor');
    for (const each of ['seven 7', 'Password123!', 'qwertz2026', 'aaaaaaaaaaaa', 'Doctor.2026'])
      expect(
        await browser.call('change-password', { old: password, password: each }),
        each,
      ).toMatchObject({ status: 422 });
  });

  it('I8.1 ASVS 6.3.1 slows guessing down, says for how long, and leaves the passkey', async () => {
    const browser = door.browser();
    const guess = () => browser.call('login', { user: 'doctor', password: 'a wrong guess' });
    for (let n = 0; n < 5; n++) expect(await guess()).toMatchObject({ status: 401 });
    const { status, body, headers } = await guess();
    expect({ status, body }).toMatchObject({
      status: 429,
      body: { code: 'throttled', waitMs: 1000 },
    });
    expect(headers['retry-after']).toBe('1');
    expect(body['detail']).toContain('passkey');
    expect(await browser.call('login-challenge', {})).toMatchObject({ status: 200 });
    expect(await browser.signIn('nurse')).toMatchObject({ status: 200 });
  });
});
