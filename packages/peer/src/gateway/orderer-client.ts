import { status } from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { sentenceOf } from '../error.ts';
import { RpcError } from '../wire/rpc-error.ts';

/** Hands envelopes to the orderer over one stream. */
export interface Broadcaster {
  /** Settles once the orderer has the envelope on disk; RpcError UNAVAILABLE (outcome unknown), ABORTED (refused), DEADLINE_EXCEEDED. */
  broadcast(envelope: common.Envelope): Promise<void>;
  close(): void;
}

interface Waiting {
  settle(response: orderer.BroadcastResponse): void;
  fail(error: RpcError): void;
}

const broadcastMs = 30_000;

/** A broadcaster over a client that stays its owner's; a broken stream fails what waits on it, and the next envelope opens another. */
export function broadcasterOver(
  client: orderer.AtomicBroadcastClient,
  address: string,
): Broadcaster {
  let stream: ReturnType<orderer.AtomicBroadcastClient['broadcast']> | undefined;
  let waiting: Waiting[] = [];

  const broken = (from: typeof stream, because: string): void => {
    if (stream !== from) return;
    stream = undefined;
    const failed = waiting;
    waiting = [];
    for (const one of failed)
      one.fail(
        new RpcError(status.UNAVAILABLE, 'no orderers could successfully process transaction', [
          { address, mspId: 'OrdererMSP', message: because },
        ]),
      );
  };

  const opened = (): NonNullable<typeof stream> => {
    if (stream !== undefined) return stream;
    const fresh = client.broadcast();
    stream = fresh;
    fresh.on('data', (response: orderer.BroadcastResponse) => waiting.shift()?.settle(response));
    fresh.on('error', (error) => broken(fresh, sentenceOf(error)));
    fresh.on('end', () => broken(fresh, 'the orderer ended the stream'));
    return fresh;
  };

  return {
    broadcast: (envelope) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () =>
            reject(
              new RpcError(
                status.DEADLINE_EXCEEDED,
                'submit timeout expired while broadcasting to ordering service',
              ),
            ),
          broadcastMs,
        );
        const to = opened();
        waiting.push({
          settle(response) {
            clearTimeout(timer);
            const refusal = refusalOf(response, address);
            if (refusal === undefined) resolve();
            else reject(refusal);
          },
          fail(error) {
            clearTimeout(timer);
            reject(error);
          },
        });
        to.write(envelope);
      }),
    close() {
      stream?.cancel();
      broken(stream, 'the peer is closing');
    },
  };
}

function refusalOf(response: orderer.BroadcastResponse, address: string): RpcError | undefined {
  const code = response.getStatus();
  if (code === common.Status.SUCCESS) return undefined;
  const name = Object.entries(common.Status).find(([, value]) => value === code)?.[0] ?? code;
  if (code >= 400 && code < 500)
    return new RpcError(
      status.ABORTED,
      `received unsuccessful response from orderer: status=${name}, info=${response.getInfo()}`,
    );
  return new RpcError(status.UNAVAILABLE, 'no orderers could successfully process transaction', [
    { address, mspId: 'OrdererMSP', message: response.getInfo() },
  ]);
}
