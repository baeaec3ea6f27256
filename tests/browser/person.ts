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
  context.setDefaultTimeout(15_000);
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
    async holds({ id, privateKey, rpId, userHandle }) {
      await session.send('WebAuthn.addCredential', {
        authenticatorId: authenticator,
        credential: {
          credentialId: plainBase64(id),
          isResidentCredential: true,
          rpId,
          privateKey: plainBase64(privateKey),
          userHandle: plainBase64(userHandle ?? id),
          signCount: 0,
        },
      });
    },
    async passkeys() {
      const { credentials } = await session.send('WebAuthn.getCredentials', {
        authenticatorId: authenticator,
      });
      return credentials.map(({ credentialId, privateKey, rpId = '', userHandle = '' }) => ({
        id: urlBase64(credentialId),
        privateKey: urlBase64(privateKey),
        rpId,
        userHandle: urlBase64(userHandle),
      }));
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

async function authenticatorOn(session: CDPSession): Promise<string> {
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
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
