import Fastify, { type FastifyInstance } from 'fastify';
import type { Actor } from '@careledger/care';
import { addApi } from './api.ts';
import { addFhir, type FhirService } from './fhir.ts';
import { frontPage, type FrontPage } from './front-page.ts';
import type { Handlers } from './handlers.ts';
import { problemFor } from './problems.ts';

const limits = { small: 256 * 1024, large: 64 * 1024 * 1024 };

/** What the HTTP server of a node serves. */
export interface Served {
  handlers: Handlers;
  actorOf: (token: string | undefined) => Actor;
  fhir: FhirService;
  page: () => FrontPage;
  /** Host name that people use; a page opened by address is sent there. */
  origin: string;
  log: (line: object) => void;
}

/** Builds the HTTP server: `/`, `/health`, `/fhir/R4`, `/api/v1`. The caller listens and closes. */
export function buildServer(served: Served): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: limits.small,
    requestTimeout: 120_000,
    connectionTimeout: 130_000,
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('cache-control', 'no-store');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('x-frame-options', 'DENY');
  });
  app.addHook('onResponse', async (request, reply) => {
    served.log({
      event: 'http',
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemFor(error, {
      error: (facts) => served.log({ event: 'fault', ...facts }),
    });
    void reply.code(problem.status).type('application/problem+json').send(problem);
    void request;
  });
  app.get('/health', async () => ({ status: 'ok' }));
  app.get('/', async (request, reply) => {
    if (/^(127\.0\.0\.1|localhost)(:|$)/.test(request.headers.host ?? ''))
      return reply.redirect(`${served.origin}/`);
    reply.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    return reply.type('text/html; charset=utf-8').send(frontPage(served.page()));
  });
  addApi(app, { handlers: served.handlers, actorOf: served.actorOf, limits });
  addFhir(app, { fhir: served.fhir, actorOf: served.actorOf, limits, log: served.log });
  return app;
}
