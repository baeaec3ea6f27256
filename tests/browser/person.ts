import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { fromBase64url } from '@careledger/proof';

/** How large and in which colours a person sees a page. */
export interface Sight {
  readonly width: number;
  readonly height: number;
  readonly theme: 'light' | 'dark';
  readonly language: 'en-GB' | 'de-DE';
}

/** A passkey that the authenticator of a machine is given beforehand. */
export interface KnownPasskey {
  readonly id: string;
  /** PKCS#8, base64url. */
  readonly privateKey: string;
  readonly rpId: string;
  readonly userHandle?: string;
}

/** Somebody at a machine of her own: a browser profile, an authenticator, and what went wrong meanwhile. */
export interface Person {
  readonly page: Page;
  /** Addresses outside this machine that a page asked for; has to stay empty. */
  readonly outside: string[];
  /** What the browser's console complained of: refused styles and scripts, faults in a script. */
  readonly complaints: string[];
  holds(passkey: KnownPasskey): Promise<void>;
  /** The passkeys that this machine made, to be carried to another one. */
  passkeys(): Promise<KnownPasskey[]>;
  /** Takes every passkey from this machine: who made them has left with them. */
  forgets(): Promise<void>;
  /** Puts a second authenticator to this machine: it makes the next passkey, everything else is signed by the first; gives what it made. */
  plugs(): Promise<() => Promise<KnownPasskey[]>>;
  /** Whether whoever sits here touches the authenticator when it asks; without a word it is touched at once. */
  touches(isAtOnce: boolean): Promise<void>;
  close(): Promise<void>;
}

/** The usual desk. */
const desk: Sight = { width: 1440, height: 900, theme: 'light', language: 'en-GB' };

/** Opens a profile with a virtual authenticator that always consents; `origin` is where addresses begin. */
export async function openPerson(
  browser: Browser,
  origin: string,
  sight: Partial<Sight> = {},
): Promise<Person> {
  const { width, height, theme, language } = { ...desk, ...sight };
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height },
    colorScheme: theme,
    locale: language,
    timezoneId: 'Europe/London',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(60_000);
  const outside: string[] = [];
  const complaints: string[] = [];
  watch(context, { outside, complaints });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const authenticator = await authenticatorOn(session);
  return {
    page,
    outside,
    complaints,
    holds: (passkey) => holdsOn(session, authenticator, passkey),
    passkeys: () => passkeysOf(session, authenticator),
    async forgets() {
      await session.send('WebAuthn.clearCredentials', { authenticatorId: authenticator });
    },
    async plugs() {
      const second = await authenticatorOn(session, 'usb');
      const answers = (authenticatorId: string, enabled: boolean) =>
        session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
      await answers(authenticator, false);
      session.on('WebAuthn.credentialAdded', () => {
        void Promise.all([answers(second, false), answers(authenticator, true)]);
      });
      return () => passkeysOf(session, second);
    },
    async touches(enabled) {
      await session.send('WebAuthn.setAutomaticPresenceSimulation', {
        authenticatorId: authenticator,
        enabled,
      });
    },
    close: () => context.close(),
  };
}

function watch(context: BrowserContext, found: { outside: string[]; complaints: string[] }): void {
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol === 'data:' || protocol === 'blob:') return;
    if (!/^(127\.0\.0\.1|localhost|[a-z0-9-]+\.localhost)$/.test(hostname))
      found.outside.push(request.url());
  });
  context.on('weberror', (fault) => found.complaints.push(fault.error().message));
  context.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text()))
      found.complaints.push(message.text());
  });
}

/** Gives a window that a page opened an authenticator of its own, with a passkey; each window of a browser has to be given one. */
export async function holdsInWindow(page: Page, passkey: KnownPasskey): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await holdsOn(session, await authenticatorOn(session), passkey);
}

async function holdsOn(
  session: CDPSession,
  authenticatorId: string,
  { id, privateKey, rpId, userHandle }: KnownPasskey,
): Promise<void> {
  await session.send('WebAuthn.addCredential', {
    authenticatorId,
    credential: {
      credentialId: plainBase64(id),
      isResidentCredential: true,
      rpId,
      privateKey: plainBase64(privateKey),
      userHandle: plainBase64(userHandle ?? id),
      signCount: 0,
    },
  });
}

async function passkeysOf(session: CDPSession, authenticatorId: string): Promise<KnownPasskey[]> {
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId });
  return credentials.map(({ credentialId, privateKey, rpId = '', userHandle = '' }) => ({
    id: urlBase64(credentialId),
    privateKey: urlBase64(privateKey),
    rpId,
    userHandle: urlBase64(userHandle),
  }));
}

async function authenticatorOn(
  session: CDPSession,
  transport: 'internal' | 'usb' = 'internal',
): Promise<string> {
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

function urlBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('base64url');
}

function plainBase64(text: string): string {
  return Buffer.from(fromBase64url(text)).toString('base64');
}
