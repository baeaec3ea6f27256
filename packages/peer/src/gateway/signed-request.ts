import { status } from '@grpc/grpc-js';
import { inForce } from '../channel/members.ts';
import type { ConfigInForce } from '../commit/validate-block.ts';
import { reading } from '../wire/envelope.ts';
import { RpcError } from '../wire/rpc-error.ts';

/** A request in the bytes that were signed, as the gateway's messages carry it. */
interface Signed {
  getRequest_asU8(): Uint8Array;
  getSignature_asU8(): Uint8Array;
}

/** What every signed request names. */
interface FromMember {
  getChannelId(): string;
  getIdentity_asU8(): Uint8Array;
}

/** A request that a member of the channel signed: INVALID_ARGUMENT, NOT_FOUND or PERMISSION_DENIED otherwise. */
export function readSigned<T extends FromMember>(
  signed: Signed,
  { name, read }: { name: string; read: (bytes: Uint8Array) => T },
  { current, now }: { current: ConfigInForce; now: number },
): T {
  const bytes = signed.getRequest_asU8();
  if (bytes.length === 0)
    throw new RpcError(status.INVALID_ARGUMENT, `a ${name} request is required`);
  const request = reading(`${name} request`, () => read(bytes));
  const channel = request.getChannelId();
  if (channel !== current.config.channel)
    throw new RpcError(status.NOT_FOUND, `channel ${channel} does not exist`);
  const identity = current.members.identify(request.getIdentity_asU8());
  const isGood =
    identity !== undefined &&
    inForce(identity, now) &&
    identity.verify(bytes, signed.getSignature_asU8());
  if (!isGood)
    throw new RpcError(status.PERMISSION_DENIED, 'the request is not signed by a member');
  return request;
}
