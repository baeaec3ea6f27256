import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CareError, type Actor, type Chart, type Version } from '@careledger/care';
import {
  capabilityStatement,
  historyBundle,
  operationOutcome,
  resourceTypes,
  searchsetBundle,
  transactionResponse,
  type IssueCode,
} from '@careledger/fhir';
import { problemFor } from './problems.ts';

/** What the FHIR endpoint needs: the chart and the address under which it speaks of itself. */
export interface FhirService {
  chart: Chart;
  /** The address of `/fhir/R4` without a slash at the end. */
  base: string;
}

interface Deps {
  fhir: FhirService;
  actorOf: (request: FastifyRequest) => Actor;
  limits: { small: number; large: number };
  log: (line: object) => void;
}

type Where = { type: string; id: string; version: string };

const mime = 'application/fhir+json; charset=utf-8';

/** Adds the FHIR R4 endpoint: metadata, create, read, vread, update, history, search, transaction; an OperationOutcome for every error. */
export function addFhir(app: FastifyInstance, deps: Deps): void {
  void app.register(
    async (scope) => {
      scope.addContentTypeParser(
        ['application/fhir+json', 'application/json'],
        { parseAs: 'string' },
        (_request, body, done) => {
          try {
            done(null, JSON.parse(String(body)));
          } catch {
            done(Object.assign(new Error('not JSON'), { statusCode: 400 }), undefined);
          }
        },
      );
      scope.setErrorHandler((error, _request, reply) => sendFault(reply, error, deps));
      scope.setNotFoundHandler((_request, reply) =>
        sendFault(
          reply,
          new CareError('not-found', 'This endpoint has no such interaction.'),
          deps,
        ),
      );
      addRoutes(scope, deps);
    },
    { prefix: '/fhir/R4' },
  );
}

function addRoutes(scope: FastifyInstance, deps: Deps): void {
  const { chart, base } = deps.fhir;
  const { actorOf } = deps;
  const queryOf = (request: FastifyRequest) => request.url.split('?')[1] ?? '';

  scope.get('/metadata', async (_request, reply) => reply.type(mime).send(statementOf(base)));
  scope.post('/', { bodyLimit: deps.limits.large }, async (request, reply) => {
    const outcomes = await chart.transaction(actorOf(request), request.body);
    return reply.type(mime).send(transactionResponse(outcomes));
  });
  scope.get<{ Params: Where }>('/:type', (request, reply) =>
    search(request, reply, request.params.type, queryOf(request)),
  );
  scope.post<{ Params: Where; Body: unknown }>('/:type/_search', (request, reply) =>
    search(request, reply, request.params.type, queryOf(request)),
  );
  scope.post<{ Params: Where }>(
    '/:type',
    { bodyLimit: deps.limits.large },
    async (request, reply) => {
      const version = await chart.create(actorOf(request), {
        type: request.params.type,
        resource: request.body,
      });
      return sendVersion(
        reply
          .code(201)
          .header('location', `${base}/${version.type}/${version.id}/_history/${version.version}`),
        version,
      );
    },
  );
  scope.get<{ Params: Where }>('/:type/:id', async (request, reply) =>
    sendVersion(reply, await chart.read(actorOf(request), request.params)),
  );
  scope.get<{ Params: Where }>('/:type/:id/_history/:version', async (request, reply) => {
    const { type, id, version } = request.params;
    return sendVersion(
      reply,
      await chart.vread(actorOf(request), { type, id, version: Number(version) }),
    );
  });
  scope.get<{ Params: Where }>('/:type/:id/_history', async (request, reply) => {
    const versions = await chart.history(actorOf(request), request.params);
    return reply.type(mime).send(historyBundle({ base, versions }));
  });
  scope.put<{ Params: Where }>(
    '/:type/:id',
    { bodyLimit: deps.limits.large },
    async (request, reply) => {
      const { type, id } = request.params;
      const ifMatch = versionIn(request.headers['if-match']);
      const version = await chart
        .update(actorOf(request), { type, id, resource: request.body, ifMatch })
        .catch(staleMatch);
      return sendVersion(reply, version);
    },
  );

  async function search(request: FastifyRequest, reply: FastifyReply, type: string, query: string) {
    const params = new URLSearchParams(query);
    const cursor = params.get('_cursor');
    params.delete('_cursor');
    const actor = actorOf(request);
    const page = await chart.search(actor, {
      type,
      query: params.toString(),
      ...(cursor === null ? {} : { cursor }),
    });
    const self = `${base}/${type}?${params.toString()}`;
    const next =
      page.next === null
        ? null
        : `${self}${params.size > 0 ? '&' : ''}_cursor=${encodeURIComponent(page.next)}`;
    const isCount = params.get('_summary') === 'count';
    return reply.type(mime).send(
      searchsetBundle({
        base,
        self,
        next,
        total: page.total,
        matches: isCount ? [] : page.matches.map((v) => v.resource),
        included: page.included.map((v) => v.resource),
      }),
    );
  }
}

const interactions = [
  'read',
  'vread',
  'update',
  'history-instance',
  'create',
  'search-type',
] as const;

function statementOf(url: string) {
  return capabilityStatement({
    url,
    software: { name: 'CareLedger', version: '0.1.0' },
    date: '2026-11-21',
    types: [...resourceTypes].map((type) => ({ type, interactions })),
    system: ['transaction'],
  });
}

function sendVersion(reply: FastifyReply, version: Version): FastifyReply {
  return reply
    .header('etag', `W/"${version.version}"`)
    .header('last-modified', new Date(version.at).toUTCString())
    .type(mime)
    .send(version.resource);
}

/** FHIR R4 3.1.0.5: a version that is no longer the current one is 412, not 409. */
function staleMatch(error: unknown): never {
  if (error instanceof CareError && error.code === 'conflict')
    throw new CareError('precondition', error.message, { cause: error, issues: error.issues });
  throw error;
}

function versionIn(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const found = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (found === undefined)
    throw new CareError('precondition', 'If-Match names a version as W/"1".');
  return Number(found);
}

const issueCodes: Readonly<Record<string, IssueCode>> = {
  invalid: 'invalid',
  malformed: 'structure',
  unauthenticated: 'login',
  forbidden: 'forbidden',
  'not-in-care': 'forbidden',
  'not-found': 'not-found',
  gone: 'deleted',
  conflict: 'conflict',
  precondition: 'conflict',
  'too-large': 'too-costly',
  throttled: 'throttled',
  unreachable: 'transient',
  'not-ready': 'transient',
};

function sendFault(reply: FastifyReply, error: unknown, deps: Deps): void {
  const problem = problemFor(error, deps.log);
  const code = issueCodes[problem.code] ?? 'exception';
  const issues =
    error instanceof CareError && error.issues.length > 0
      ? error.issues
      : [{ path: '', says: problem.detail }];
  void reply
    .code(problem.status)
    .type(mime)
    .send(
      operationOutcome(
        issues.map(({ path, says }) => ({
          severity: 'error' as const,
          code,
          message: says,
          ...(path === '' ? {} : { expression: path }),
        })),
      ),
    );
}
