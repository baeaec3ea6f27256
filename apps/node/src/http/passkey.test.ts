import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPasskey, softwarePasskey } from '@careledger/keys';
import { fromBase64url } from '@careledger/proof';
import { doorPassword as password, openDoor, type Browser, type Door } from './door.fixture.ts';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door[Symbol.asyncDispose]());

const place = { rpId: 'northgate.localhost', origin: 'http://northgate.localhost:8101' };

/** Signs in, steps up and registers a software passkey as a browser would. */
async function register(browser: Browser, options: Partial<typeof place> = {}) {
  await browser.signIn('doctor');
  await browser.call('step-up', { password });
  const { body } = await browser.call('passkey-options', {});
  const passkey = softwarePasskey(newPasskey());
  const challenge = fromBase64url(String(body['challenge']));
  const made = passkey.registration({ ...place, ...options, challenge });
  const { id, clientDataJSON, attestationObject } = made;
  const response = {
    id,
    rawId: id,
    type: 'public-key',
    response: { clientDataJSON, attestationObject, transports: ['internal'] },
    clientExtensionResults: {},
  };
  const add = () => browser.call('passkey-add', { name: 'my telephone', response });
  return { passkey, options: body, add };
}

/** What a passkey answers to a fresh challenge of the node. */
async function assertion(
  browser: Browser,
  passkey: ReturnType<typeof softwarePasskey>,
  options: Partial<typeof place> = {},
) {
  const { body } = await browser.call('login-challenge', {});
  const challenge = fromBase64url(String(body['challenge']));
  const { id, ...parts } = passkey.assertion({ ...place, ...options, challenge });
  return { credential: id, ...parts };
}

describe('passkeys of staff', () => {
  it('I8.1 signs in whom the passkey names, without a user name, each challenge once', async () => {
    const browser = door.browser();
    const { passkey, options, add } = await register(browser);
    expect(options).toMatchObject({
      rp: { id: 'northgate.localhost' },
      user: { name: 'doctor', displayName: 'Some doctor' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect(await add()).toMatchObject({ status: 200, body: { id: passkey.id } });
    const fresh = door.browser();
    const signed = await assertion(fresh, passkey);
    expect(await fresh.call('login-passkey', { assertion: signed })).toMatchObject({
      status: 200,
      body: { user: 'doctor', role: 'doctor' },
    });
    expect(await fresh.call('whoami', {})).toMatchObject({ body: { user: 'doctor', passkeys: 1 } });
    expect(await fresh.call('passkeys', {})).toMatchObject({
      body: { rows: [{ name: 'my telephone', usedAt: door.time.now }] },
    });
    expect(await door.browser().call('login-passkey', { assertion: signed })).toMatchObject({
      status: 401,
    });
  });

  it('I8.1 takes no passkey of another place, no second one of the same, and none without a step-up', async () => {
    const browser = door.browser();
    for (const elsewhere of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }]) {
      const { add } = await register(browser, elsewhere);
      expect(await add()).toMatchObject({ status: 422 });
    }
    const { passkey, add } = await register(browser);
    door.time.now += 6 * 60_000;
    expect(await add()).toMatchObject({ status: 403, body: { code: 'step-up' } });
    expect(await browser.call('passkeys', {})).toMatchObject({ body: { rows: [] } });
    const again = await register(browser);
    expect(await again.add()).toMatchObject({ status: 200 });
    expect(await again.add()).toMatchObject({ status: 422 });
    const unknown = await assertion(browser, passkey);
    expect(await browser.call('login-passkey', { assertion: unknown })).toMatchObject({
      status: 401,
    });
  });

  it('I8.1 refuses an assertion for another origin, another relying party or after two minutes', async () => {
    const browser = door.browser();
    const { passkey, add } = await register(browser);
    await add();
    for (const elsewhere of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }]) {
      const signed = await assertion(browser, passkey, elsewhere);
      expect(await browser.call('login-passkey', { assertion: signed })).toMatchObject({
        status: 401,
      });
    }
    const late = await assertion(browser, passkey);
    door.time.now += 121_000;
    expect(await browser.call('login-passkey', { assertion: late })).toMatchObject({ status: 401 });
  });

  it('I8.2 steps up by a passkey of the same person and of nobody else', async () => {
    const browser = door.browser();
    const { passkey, add } = await register(browser);
    await add();
    const other = door.browser();
    await other.signIn('nurse');
    const foreign = await assertion(other, passkey);
    expect(await other.call('step-up', { assertion: foreign })).toMatchObject({ status: 403 });
    door.time.now += 6 * 60_000;
    const own = await assertion(browser, passkey);
    expect(await browser.call('step-up', { assertion: own })).toMatchObject({
      status: 200,
      body: { until: door.time.now + 5 * 60_000 },
    });
  });

  it('I8.1 removes a passkey of one’s own, which then signs nobody in', async () => {
    const browser = door.browser();
    const { passkey, add } = await register(browser);
    await add();
    const other = door.browser();
    await other.signIn('nurse');
    await other.call('step-up', { password });
    expect(await other.call('passkey-remove', { id: passkey.id })).toMatchObject({ status: 404 });
    expect(await browser.call('passkey-remove', { id: passkey.id })).toMatchObject({ status: 200 });
    const signed = await assertion(browser, passkey);
    expect(await browser.call('login-passkey', { assertion: signed })).toMatchObject({
      status: 401,
    });
  });
});
