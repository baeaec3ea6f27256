import type { ServerDuplexStream } from '@grpc/grpc-js';
import { common } from '@hyperledger/fabric-protos';
import type { Members } from '../channel/members.ts';
import type { Heights } from '../commit/heights.ts';
import { cancelled } from '../wire/calls.ts';
import { rpcFault } from '../wire/rpc-error.ts';
import { readSeek, type Refusal, type Seek } from './seek.ts';

/** Blocks that can be delivered. */
export interface BlockSource {
  readonly channel: string;
  readonly height: number;
  readonly members: Members;
  readonly heights: Heights;
  block(number: number): Promise<common.Block>;
}

/** How blocks and closing statuses are put on a stream. */
export interface DeliverForm<Response> {
  block(block: common.Block): Response;
  status(status: Refusal): Response;
}

const { Status } = common;

/**
 * Serves Fabric's Deliver: for each signed request on the stream the blocks that it asks for, then a status; a refused request ends
 * the stream. A slow reader slows only itself.
 */
export function serveDeliver<Response>(
  call: ServerDuplexStream<common.Envelope, Response>,
  source: BlockSource,
  form: DeliverForm<Response>,
  clock: () => number,
): void {
  const signal = cancelled(call);
  call.on('error', () => undefined);
  const serve = async (): Promise<void> => {
    for await (const envelope of call) {
      const answer = await answerTo(requestOf(envelope));
      await write(call, form.status(answer), signal);
      if (answer !== Status.SUCCESS || signal.aborted) break;
    }
    call.end();
  };
  const answerTo = async (envelope: common.Envelope): Promise<Refusal> => {
    const { channel, height, members } = source;
    const seek = readSeek(envelope, { channel, height, members, now: clock() });
    return typeof seek === 'number' ? seek : send(seek);
  };
  const send = async ({ from, to, waits }: Seek): Promise<Refusal> => {
    for (let number = from; number <= to; number += 1) {
      if (number >= source.height) {
        if (!waits) return Status.NOT_FOUND;
        if (!(await source.heights.above(number, signal))) return Status.SERVICE_UNAVAILABLE;
      }
      await write(call, form.block(await source.block(number)), signal);
      if (signal.aborted) return Status.SERVICE_UNAVAILABLE;
    }
    return Status.SUCCESS;
  };
  serve().catch((thrown: unknown) => {
    if (!signal.aborted) call.emit('error', rpcFault(thrown));
  });
}

/** Streams of gRPC hand on what was deserialised as `any`. */
function requestOf(envelope: unknown): common.Envelope {
  return envelope instanceof common.Envelope ? envelope : new common.Envelope();
}

/** Writes to a stream and waits until it can take more, or its reader is gone. */
export function write<Response>(
  call: { write(response: Response): boolean; once(event: 'drain', go: () => void): unknown },
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted || call.write(response)) return Promise.resolve();
  return new Promise((resolve) => {
    const go = (): void => {
      signal.removeEventListener('abort', go);
      resolve();
    };
    call.once('drain', go);
    signal.addEventListener('abort', go, { once: true });
  });
}
