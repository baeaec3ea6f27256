import type { handleUnaryCall, ServerUnaryCall } from '@grpc/grpc-js';
import { rpcFault } from './rpc-error.ts';

/** A gRPC handler of an async function: whatever it throws becomes a typed error, and a cancelled call aborts its signal. */
export function unary<Request, Response>(
  answer: (request: Request, signal: AbortSignal) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    void answered(call, answer).then(
      (response) => callback(null, response),
      (thrown: unknown) => callback(rpcFault(thrown)),
    );
  };
}

/** A signal that aborts when the client is gone. */
export function cancelled(call: {
  on(event: 'cancelled', listener: () => void): unknown;
}): AbortSignal {
  const controller = new AbortController();
  call.on('cancelled', () => controller.abort());
  return controller.signal;
}

async function answered<Request, Response>(
  call: ServerUnaryCall<Request, Response>,
  answer: (request: Request, signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
  return answer(call.request, cancelled(call));
}
