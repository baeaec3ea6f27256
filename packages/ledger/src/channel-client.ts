import { createHash, X509Certificate } from 'node:crypto';

import {
  Client,
  credentials,
  InterceptingCall,
  status,
  type CallOptions,
  type Interceptor,
} from '@grpc/grpc-js';

/** How to reach one peer: its address, whom to trust, and who asks. */
export interface ChannelAddress {
  readonly address: string;
  readonly tlsRoots: readonly string[];
  readonly tlsCertPem: string;
  readonly tlsKeyPem: string;
  readonly hostOverride?: string | undefined;
}

/** Options of one call; the signal ends the call itself, not only the wait for it. */
export interface AbortableOptions extends CallOptions {
  readonly signal?: AbortSignal;
}

const KEEPALIVE_MS = 20_000;

const cancelling: Interceptor = (options, nextCall) => {
  const call = new InterceptingCall(nextCall(options));
  const signal = 'signal' in options ? options.signal : undefined;
  if (signal instanceof AbortSignal) {
    const cancel = () => call.cancelWithStatus(status.CANCELLED, 'aborted');
    if (signal.aborted) queueMicrotask(cancel);
    else signal.addEventListener('abort', cancel, { once: true });
  }
  return call;
};

/** Opens a gRPC channel under mutual TLS that reconnects by itself and refuses no reply for its size. */
export function openChannel(to: ChannelAddress): Client {
  const secure = credentials.createSsl(
    Buffer.from(to.tlsRoots.join('\n')),
    Buffer.from(to.tlsKeyPem),
    Buffer.from(to.tlsCertPem),
  );
  return new Client(to.address, secure, {
    interceptors: [cancelling],
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    'grpc.keepalive_time_ms': KEEPALIVE_MS,
    'grpc.keepalive_timeout_ms': 10_000,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.min_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2_000,
    ...(to.hostOverride === undefined
      ? {}
      : {
          'grpc.ssl_target_name_override': to.hostOverride,
          'grpc.default_authority': to.hostOverride,
        }),
  });
}

/** The SHA-256 of a TLS client certificate, which Deliver requests carry. */
export function certificateHash(certPem: string): Buffer {
  return createHash('sha256').update(new X509Certificate(certPem).raw).digest();
}
