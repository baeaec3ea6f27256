import { readFileSync, statSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { BlockList, isIP, isIPv6, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { PublicAddress } from '../node-file.ts';

/** What a listener of its own hands requests to: the routes of a server that is ready. */
export const routingOf =
  (app: FastifyInstance): RequestListener =>
  (request, response) =>
    app.routing(request, response);

const renewalMs = 3_600_000;

/** Listens for other machines: over HTTPS, or for the stated reverse proxies alone. */
export async function openPublicListener(
  address: PublicAddress,
  deps: { routing: RequestListener; trustProxy: readonly string[]; log: (line: object) => void },
): Promise<{ port: number; close(): Promise<void> }> {
  const { tls, host, port } = address;
  const server = tls ? secureServer(tls, deps) : proxiedServer(deps);
  server.requestTimeout = 120_000;
  server.headersTimeout = 60_000;
  server.setTimeout(130_000);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** TLS 1.2 or newer; a renewed certificate is taken over within the hour, without a restart. */
function secureServer(
  tls: NonNullable<PublicAddress['tls']>,
  deps: { routing: RequestListener; log: (line: object) => void },
): TlsServer {
  const read = () => ({
    cert: readFileSync(tls.certificateFile),
    key: readFileSync(tls.keyFile),
    minVersion: 'TLSv1.2' as const,
  });
  const stateOf = () =>
    [tls.certificateFile, tls.keyFile].map((file) => statSync(file).mtimeMs).join(' ');
  const server = createTlsServer(read(), deps.routing);
  let state = stateOf();
  const renewing = setInterval(() => {
    try {
      if (stateOf() === state) return;
      server.setSecureContext(read());
      state = stateOf();
      deps.log({ event: 'certificate-renewed' });
    } catch {
      deps.log({ event: 'certificate-not-renewed' });
    }
  }, renewalMs);
  renewing.unref();
  server.once('close', () => clearInterval(renewing));
  return server;
}

/** Plain, for reverse proxies alone: whoever else connects is let go before a byte is read. */
function proxiedServer(deps: {
  routing: RequestListener;
  trustProxy: readonly string[];
  log: (line: object) => void;
}): Server {
  const trusted = new BlockList();
  for (const proxy of deps.trustProxy) {
    const [address = '', bits] = proxy.split('/', 2);
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const server = createServer(deps.routing);
  server.on('connection', (socket: Socket) => {
    const from = (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, '');
    const isTrusted = isIP(from) !== 0 && trusted.check(from, isIPv6(from) ? 'ipv6' : 'ipv4');
    if (isTrusted) return;
    deps.log({ event: 'not-a-stated-proxy' });
    socket.resetAndDestroy();
  });
  return server;
}
