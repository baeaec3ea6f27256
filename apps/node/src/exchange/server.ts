import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { CareError, type Answered } from '@careledger/care';
import { problemOf } from '@careledger/protocol';
import { problemFor } from '../http/problems.ts';

/** What other members may ask of this node; `member` is whose certificate the connection showed. */
export interface ExchangeService {
  ask(member: string, body: unknown): Promise<Answered>;
  take(member: string, body: unknown): Promise<Buffer>;
  tell(member: string, body: unknown): Promise<void>;
  receipt(member: string, body: unknown): Promise<void>;
  directory(member: string): Promise<object>;
  cosign(member: string, body: unknown): Promise<object>;
  /** Signs a change of the channel's configuration where governance decided it. */
  signConfiguration(member: string, body: unknown): Promise<object>;
  health(): object;
}

/** How the exchange server listens and whom it believes. */
export interface ExchangeServerOptions {
  readonly port: number;
  readonly tls: { readonly key: string; readonly cert: string };
  /** Present root certificates of each active member; asked at each new connection. */
  readonly members: () => readonly { id: string; status: string; roots: readonly string[] }[];
  /** The member whose root issued this certificate (PEM), now. */
  readonly memberOf: (certificate: string) => string | undefined;
}

const bodyLimit = 1024 * 1024;
const waitMs = 30_000;

/** Opens the exchange server: mutual TLS, members only, every request bounded in size and time. */
export async function openExchangeServer(
  options: ExchangeServerOptions,
  deps: { service: ExchangeService; log: (line: object) => void },
): Promise<{ close(): Promise<void> }> {
  const server = createServer(
    { ...options.tls, requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.3' },
    (request, response) => void serve(request, response),
  );
  server.requestTimeout = waitMs;
  server.headersTimeout = 10_000;
  server.maxConnections = 512;
  await listening(server, options.port);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const route = (request.url ?? '').split('?')[0] ?? '';
    try {
      const member = memberOfPeer(request);
      await answer(request, response, route, member);
    } catch (error) {
      const problem = problemFor(error, deps.log);
      response.writeHead(problem.status, { 'content-type': 'application/problem+json' });
      response.end(JSON.stringify(problem));
    }
    deps.log({
      event: 'exchange',
      route,
      status: response.statusCode,
      ms: Math.round(performance.now() - started),
    });
  }

  function memberOfPeer(request: IncomingMessage): string {
    const raw = peerCertificate(request);
    const member = raw === undefined ? undefined : options.memberOf(raw);
    if (member === undefined)
      throw new CareError(
        'unauthenticated',
        'Show a certificate that an admitted member issued and that is valid today.',
      );
    return member;
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    route: string,
    member: string,
  ): Promise<void> {
    const { service } = deps;
    if (request.method === 'GET' && route === '/exchange/v1/health')
      return sendJson(response, service.health());
    if (request.method === 'GET' && route === '/exchange/v1/directory')
      return sendJson(response, await service.directory(member));
    if (request.method !== 'POST') return sendNotFound(response);
    if (route === '/exchange/v1/ask') {
      const answered = await service.ask(member, await bodyOf(request));
      if ('offer' in answered) sendJson(response, answered.offer, 202);
      else sendSealed(response, answered.sealed);
    } else if (route === '/exchange/v1/take')
      sendSealed(response, await service.take(member, await bodyOf(request)));
    else if (route === '/exchange/v1/tell') {
      await service.tell(member, await bodyOf(request));
      sendJson(response, {});
    } else if (route === '/exchange/v1/receipt') {
      await service.receipt(member, await bodyOf(request));
      sendJson(response, {});
    } else if (route === '/exchange/v1/configuration')
      sendJson(response, await service.signConfiguration(member, await bodyOf(request)));
    else if (route === '/exchange/v1/cosign')
      sendJson(response, await service.cosign(member, await bodyOf(request)));
    else sendNotFound(response);
  }

  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function peerCertificate(request: IncomingMessage): string | undefined {
  const { socket } = request;
  if (!isTls(socket)) return undefined;
  const raw = socket.getPeerX509Certificate();
  return raw?.toString();
}

function isTls(socket: object): socket is TLSSocket {
  return 'getPeerX509Certificate' in socket;
}

function sendSealed(response: ServerResponse, sealed: Uint8Array): void {
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': sealed.length,
  });
  response.end(sealed);
}

function sendJson(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function sendNotFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify(problemOf('not-found', 'There is nothing here.')));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > bodyLimit) throw new CareError('too-large', 'The request is larger than 1 MiB.');
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new CareError('invalid', 'The body is not JSON.', { cause });
  }
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}
