import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { hearsOf, openHospital, type CarePolicy, type Hospital, type Role } from '@careledger/care';
import type { Operation } from '@careledger/protocol';
import type { Handlers } from './handlers.ts';
import type { OidcClient } from './oidc-client.ts';
import { oidcPaths } from './oidc-routes.ts';
import { passkeyHandlers } from './passkey-handlers.ts';
import { openPages } from './pages.ts';
import type { Rates } from './rate-limit.ts';
import { buildServer } from './server.ts';
import { sessionHandlers } from './session-handlers.ts';
import { createTerminals } from './terminals.ts';

/** An answer as a browser sees it. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A browser that keeps cookies and says where its calls come from. */
export interface Browser {
  readonly cookies: Map<string, string>;
  call(operation: Operation, body: object, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  signIn(role: Role, options?: object): Promise<Answer>;
}

/** A hospital's server without a ledger, in process, with one member of staff of each role. */
export interface Door extends AsyncDisposable {
  readonly app: FastifyInstance;
  readonly hospital: Hospital;
  readonly time: { now: number };
  readonly lines: object[];
  readonly origin: string;
  browser(): Browser;
}

/** The password of everybody behind this door. */
export const doorPassword = 'four plain words here';

/** Opens a door; `member` names the hospital, `pages` a folder of built pages. */
export async function openDoor(
  options: {
    member?: string;
    pages?: string;
    rates?: Rates;
    isHttps?: boolean;
    carePolicy?: CarePolicy;
  } = {},
  deps: { handlers?: (hospital: Hospital) => Handlers; oidc?: OidcClient } = {},
): Promise<Door> {
  const { member = 'northgate', pages, rates, isHttps = false, carePolicy = 'hospital' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'careledger-door-'));
  const time = { now: Date.UTC(2026, 0, 5, 8) };
  const clock = () => time.now;
  const lines: object[] = [];
  const log = (line: object) => void lines.push(line);
  const hospital = await openHospital(
    { folder, member, channel: 'careledger', create: true, carePolicy },
    { clock, log, projections: [] },
  );
  await employ(hospital);
  const rpId = `${member}.localhost`;
  const origin = isHttps ? `https://${rpId}` : `http://${rpId}:8101`;
  const consortium = { rpId, origin, name: member, demo: false, authority: '' };
  const enrolment = { byCredential: () => undefined };
  const app = buildServer({
    handlers: {
      ...sessionHandlers(
        { hospital, consortium, enrolment },
        {
          terminals: createTerminals(clock),
          oidc: deps.oidc && { name: 'Own', start: oidcPaths.start },
        },
      ),
      ...passkeyHandlers({ hospital, consortium, enrolment }),
      ...deps.handlers?.(hospital),
    },
    people: hospital.people,
    bulletin: hospital.bulletin,
    hears: (actor, news) => hearsOf(hospital, actor, news),
    fhir: { chart: hospital.chart, base: `${origin}/fhir/R4` },
    about: () => ({ ...empty, hospital: member, member }),
    pages: pages === undefined ? undefined : openPages(pages),
    origin,
    log,
    ...(isHttps && { trustProxy: ['127.0.0.1'] }),
    ...(rates && { rates }),
    oidc: deps.oidc,
  });
  return {
    app,
    hospital,
    time,
    lines,
    origin,
    browser: () => openBrowser(app, origin),
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await hospital.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const empty = { height: 0, unanchored: 0, why: undefined, members: [], demo: [] };

async function employ({ people }: Hospital): Promise<void> {
  const roles: Role[] = ['administrator', 'doctor', 'nurse', 'privacy-officer', 'researcher'];
  const password = doorPassword;
  await people.addPractitioner({
    user: 'administrator',
    name: 'A',
    role: 'administrator',
    password,
  });
  const by = await people.vouch({ user: 'administrator', password });
  for (const role of roles.slice(1))
    await people.addPractitioner({ user: role, name: `Some ${role}`, role, password, by });
}

function openBrowser(app: FastifyInstance, origin: string): Browser {
  const cookies = new Map<string, string>();
  const { host, protocol } = new URL(origin);
  const forwarded = { 'x-forwarded-proto': protocol.slice(0, -1) };
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  async function send(
    method: 'GET' | 'POST',
    url: string,
    options: { payload?: string; headers: Record<string, string> },
  ): Promise<Answer> {
    const answer = await app.inject({
      method,
      url,
      headers: { host, cookie: cookieHeader(), ...forwarded, ...options.headers },
      ...(options.payload === undefined ? {} : { payload: options.payload }),
    });
    for (const { name, value, maxAge } of answer.cookies)
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    const isJson = String(answer.headers['content-type']).includes('json');
    const { statusCode: status, headers, body: text } = answer;
    return { status, headers, text, body: isJson ? JSON.parse(text) : {} };
  }

  const browser: Browser = {
    cookies,
    call: (operation, body, headers = {}) =>
      send('POST', `/api/v1/${operation}`, {
        payload: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          'x-careledger': 'page',
          'sec-fetch-site': 'same-origin',
          origin,
          ...headers,
        },
      }),
    get: (path, headers = {}) => send('GET', path, { headers }),
    signIn: (role, options = {}) =>
      browser.call('login', { user: role, password: doorPassword, ...options }),
  };
  return browser;
}
