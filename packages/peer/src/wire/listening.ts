import type { Server, ServerCredentials } from '@grpc/grpc-js';
import { PeerError } from '../error.ts';

/** Binds a server and returns the `host:port` that it got; `unavailable` when the address cannot be used. */
export async function listening(
  server: Server,
  address: string,
  credentials: ServerCredentials,
): Promise<string> {
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(address, credentials, (error, bound) => {
      if (error === null) resolve(bound);
      else reject(new PeerError('unavailable', `${address} cannot be used: ${error.message}`));
    });
  });
  return `${address.slice(0, address.lastIndexOf(':'))}:${port}`;
}
