import { createServer } from 'node:net';
import type { Consortium } from '@careledger/node';

/** The ports that a consortium listens on, in rising order. */
export function portsOf({ orderer, members }: Consortium): number[] {
  const all = members.flatMap(({ ports }) => [ports.http, ports.exchange, ports.mqtt, ports.peer]);
  return [...(orderer ? [orderer.port] : []), ...all].toSorted((a, b) => a - b);
}

/** The first of these loopback ports that something else uses; undefined when all are free. */
export async function takenPort(ports: readonly number[]): Promise<number | undefined> {
  const free = await Promise.all(ports.map(isFree));
  return ports.find((_, index) => free[index] === false);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
