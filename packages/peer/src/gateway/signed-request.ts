import { status } from '@grpc/grpc-js';
import { inForce } from '../channel/members.ts';
import type { ConfigInForce } from '../commit/validate-block.ts';
import { RpcError } from '../wire/rpc-error.ts';

/** A request with its own signature. */
export interface SignedRequest {
  readonly channel: string;
  readonly identity: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Demands that a request comes from a member of the channel: NOT_FOUND or PERMISSION_DENIED otherwise. */
export function demandSigned(request: SignedRequest, current: ConfigInForce, now: number): void {
  if (request.channel !== current.config.channel)
    throw new RpcError(status.NOT_FOUND, `channel ${request.channel} does not exist`);
  const identity = current.members.identify(request.identity);
  const isGood =
    identity !== undefined &&
    inForce(identity, now) &&
    identity.verify(request.message, request.signature);
  if (!isGood)
    throw new RpcError(status.PERMISSION_DENIED, 'the request is not signed by a member');
}
