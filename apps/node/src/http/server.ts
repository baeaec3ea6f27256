import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { CareError, type Actor, type Bulletin, type News, type People } from '@careledger/care';
import { addApi } from './api.ts';
import { cookieIn, sessionCookie } from './cookies.ts';
import { addEvents } from './events.ts';
import { addFhir, type FhirService } from './fhir.ts';
import { frontPage, type FrontPage } from './front-page.ts';
import type { Handlers } from './handlers.ts';
import type { OidcClient } from './oidc-client.ts';
import { addOidc } from './oidc-routes.ts';
import type { Pages } from './pages.ts';
import { problemFor } from './problems.ts';
import { createRateLimit, usualRates, type Rates } from './rate-limit.ts';
import { addHeaders, secureHeaders } from './secure-headers.ts';
import { createVisits } from './visit.ts';

const limits = { small: 256 * 1024, large: 64 * 1024 * 1024 };

/** What the HTTP server of a node serves. */
export interface Served {
  handlers: Handlers;
  people: Pick<People, 'actor' | 'session' | 'logout' | 'loginNamed' | 'person'>;
  bulletin: Bulletin;
  /** Whether somebody may learn of a piece of news. */
  hears: (actor: Actor, news: News) => boolean;
  fhir: FhirService;
  /** What `/about` says, and `/` where no pages are built. */
  about: () => FrontPage;
  pages: Pages | undefined;
  /** The address of the pages; one opened by address is sent there. */
  origin: string;
  /** The hospital's own sign-in, where it has one. */
  oidc?: OidcClient | undefined;
  /** Reverse proxies whose `X-Forwarded-…` headers count. */
  trustProxy?: readonly string[];
  rates?: Rates;
  log: (line: object) => void;
}

/** Builds the HTTP server: pages, `/about`, `/health`, `/fhir/R4`, `/api/v1`. The caller listens and closes. */
export function buildServer(served: Served): FastifyInstance {
  const { people, origin, log, pages } = served;
  const app = Fastify({
    logger: false,
    bodyLimit: limits.small,
    requestTimeout: 120_000,
    connectionTimeout: 130_000,
    forceCloseConnections: true,
    trustProxy: served.trustProxy?.length ? [...served.trustProxy] : false,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  });
  const clock = () => Date.now();
  const headers = secureHeaders({ isHttps: origin.startsWith('https:') });
  const rate = createRateLimit(served.rates ?? usualRates, { clock });
  const actorOf = (token: string, options: { isActivity: boolean }): Actor =>
    people.actor(token, options);
  const visits = createVisits({ origins: [origin], actorOf });
  app.addHook('onRequest', async (request) => {
    if (isNamedTwice(request.raw) || !isNamedSo(request.hostname, origin))
      throw new CareError(
        'misdirected',
        'This node answers under the names of its hospital alone.',
      );
    const { authorization, cookie } = request.headers;
    const token = authorization ?? cookieIn(cookie, sessionCookie) ?? '';
    rate.count({ from: request.ip, token });
  });
  app.addHook('onSend', async (_request, reply) => addHeaders(reply, headers));
  app.addHook('onResponse', async (request, reply) => {
    log({
      event: 'http',
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  app.setErrorHandler((error, _request, reply) => {
    const problem = problemFor(error, log);
    void reply.code(problem.status).type('application/problem+json').send(problem);
  });
  app.get('/health', async () => ({ status: 'ok' }));
  addPages(app, served);
  pages?.add(app);
  const { handlers, bulletin, fhir } = served;
  addApi(app, { handlers, visits, actorOf, logout: (token) => people.logout(token), limits, log });
  if (served.oidc) addOidc(app, { client: served.oidc, people, origin, clock, log });
  addEvents(app, { bulletin, people, hears: served.hears, visits, headers, log });
  addFhir(app, { fhir, actorOf: (request) => visits.actorOf(request), limits, log });
  return app;
}

/** The front page, and the way to the hospital's own name over HTTPS, where passkeys and cookies work. */
function addPages(app: FastifyInstance, { about, pages, origin }: Served): void {
  const isHttps = origin.startsWith('https:');
  app.addHook('onRequest', async ({ method, url, hostname, protocol }, reply) => {
    const isPlain = isHttps && protocol === 'http' && !isLoopback(hostname);
    const isPage = method === 'GET' && /^\/(?!api\b|fhir\b|health\b)/.test(url);
    if (isPage && (isPlain || isLoopback(hostname))) return reply.redirect(origin + url);
    if (isPlain) throw new CareError('misdirected', 'This node speaks HTTPS alone.');
  });
  for (const route of pages === undefined ? ['/', '/about'] : ['/about'])
    app.get(route, async (_request, reply) => {
      reply.header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
      );
      return reply.type('text/html; charset=utf-8').send(frontPage(about()));
    });
}

const isLoopback = (hostname: string) =>
  ['127.0.0.1', 'localhost', '[::1]', '::1'].includes(hostname);

/** Of two names a proxy may have read the other one (RFC 9112, 3.2). */
const isNamedTwice = ({ rawHeaders }: IncomingMessage) =>
  rawHeaders.filter((name, n) => n % 2 === 0 && name.toLowerCase() === 'host').length > 1;

/** Under another name a page of somebody else's could be shown as if it were of this node. */
const isNamedSo = (hostname: string, origin: string) =>
  isLoopback(hostname) || hostname === new URL(origin).hostname;
