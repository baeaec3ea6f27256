import {
  credentials,
  experimental,
  type ChannelOptions,
  type ServerCredentials,
} from '@grpc/grpc-js';

/** A process's TLS certificate and key, PEM. */
export interface TlsIdentity {
  readonly certPem: string;
  readonly keyPem: string;
}

/** Server credentials whose trusted roots can be replaced while connections go on. */
export interface ServerTrust {
  readonly credentials: ServerCredentials;
  /** Trusts these roots (PEM) from the next connection on. */
  trust(roots: readonly string[]): void;
}

type CaListener = (update: { caCertificate: Buffer } | null) => void;
type IdentityListener = (update: { certificate: Buffer; privateKey: Buffer } | null) => void;

/** Mutual TLS for a server: clients must present a certificate under one of the roots. */
export function serverTrust(identity: TlsIdentity, roots: readonly string[]): ServerTrust {
  const listeners = new Set<CaListener>();
  const authority = (): { caCertificate: Buffer } => ({ caCertificate: bundle(trusted) });
  let trusted = roots;
  const provider = {
    addCaCertificateListener(listener: CaListener) {
      listeners.add(listener);
      // grpc-js registers its own watcher only after it has asked for this.
      queueMicrotask(() => listener(authority()));
    },
    removeCaCertificateListener: (listener: CaListener) => void listeners.delete(listener),
    addIdentityCertificateListener: (listener: IdentityListener) =>
      queueMicrotask(() =>
        listener({
          certificate: Buffer.from(identity.certPem),
          privateKey: Buffer.from(identity.keyPem),
        }),
      ),
    removeIdentityCertificateListener: () => undefined,
  };
  return {
    credentials: experimental.createCertificateProviderServerCredentials(provider, provider, true),
    trust(next) {
      trusted = next;
      for (const listener of listeners) listener(authority());
    },
  };
}

/** Mutual TLS for a client. */
export function clientCredentials(identity: TlsIdentity, roots: readonly string[]) {
  return credentials.createSsl(
    bundle(roots),
    Buffer.from(identity.keyPem),
    Buffer.from(identity.certPem),
  );
}

/** Channel options for connections between nodes: dead ones are noticed, broken ones are tried again at once. */
export function clientOptions(maxMessageBytes: number): ChannelOptions {
  return {
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': maxMessageBytes,
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.min_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 500,
    'grpc.keepalive_time_ms': 10_000,
    'grpc.keepalive_timeout_ms': 5_000,
    'grpc.keepalive_permit_without_calls': 1,
    'grpc.use_local_subchannel_pool': 1,
  };
}

/** Server options with the same bound on a message. */
export function serverOptions(maxMessageBytes: number): ChannelOptions {
  return {
    'grpc.max_receive_message_length': maxMessageBytes,
    'grpc.max_send_message_length': -1,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 10_000,
  };
}

/** The largest message that a channel with this block size needs: a block with its framing and signatures. */
export function messageBytes(maxBlockBytes: number): number {
  return 2 * maxBlockBytes + 4 * 1024 * 1024;
}

function bundle(pems: readonly string[]): Buffer {
  return Buffer.from(pems.map((pem) => pem.trimEnd()).join('\n'));
}
