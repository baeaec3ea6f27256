import { createServer, request as httpsRequest, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { openKeyRing } from '@careledger/node/founding';
import type { TestConsortium } from './consortium.ts';

/** What passed between two members on the way of an exchange. */
export interface Passed {
  readonly route: string;
  readonly asked: Buffer;
  readonly status: number;
  readonly answered: Buffer;
}

/** Listens where members believe Northgate's exchange server, passes everything on as Riverside, and keeps what it saw. */
export async function openDetour(
  at: TestConsortium,
): Promise<{ passed: Passed[]; close(): Promise<void> }> {
  const passed: Passed[] = [];
  const northgate = at.consortium.members[0];
  if (!northgate) throw new Error('no hospital');
  const ringOf = (member: string) => openKeyRing(join(at.data, member, 'keys'));
  const believed = Number(new URL(northgate.exchange).port);
  const server = createServer(
    { ...ringOf('northgate').credential('tls') },
    (incoming, outgoing) => {
      void collected(incoming).then(
        async (asked) => {
          const route = incoming.url ?? '';
          const answer = await toExchange(at, {
            route,
            method: incoming.method ?? 'GET',
            body: asked,
            as: ringOf('riverside').credential('tls'),
          });
          passed.push({ route, asked, status: answer.status, answered: answer.body });
          outgoing.writeHead(answer.status, {
            'content-type': answer.type,
            'content-length': answer.body.length,
          });
          outgoing.end(answer.body);
        },
        () => outgoing.destroy(),
      );
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(believed, '127.0.0.1', resolve);
  });
  return {
    passed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Speaks to Northgate's exchange server directly, with any certificate or none. */
export function toExchange(
  at: TestConsortium,
  options: { route: string; method?: string; body?: Buffer; as?: { cert: string; key: string } },
): Promise<{ status: number; type: string; body: Buffer }> {
  const { ports } = at.consortium.members[0] ?? { ports: { exchange: 0 } };
  const ca = openKeyRing(join(at.data, 'northgate', 'keys')).authority('ca').certPem;
  const { route, method = 'POST', body, as } = options;
  const sending: RequestOptions = {
    host: 'localhost',
    port: ports.exchange,
    path: route,
    method,
    ca,
    agent: false,
    headers:
      body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': body.length },
    ...as,
  };
  return new Promise((resolve, reject) => {
    const sent = httpsRequest(sending, (response) => {
      collected(response).then(
        (answered) =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body: answered,
          }),
        reject,
      );
    });
    sent.setTimeout(20_000, () => sent.destroy(new Error('no answer')));
    sent.on('error', reject);
    sent.end(body);
  });
}

async function collected(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
