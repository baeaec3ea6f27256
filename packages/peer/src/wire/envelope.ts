import { common } from '@hyperledger/fabric-protos';
import { PeerError } from '../error.ts';
import { sha256 } from './digest.ts';

/** A signed envelope taken apart: headers, payload data, and what its signature covers. */
export interface OpenEnvelope {
  readonly type: number;
  readonly channel: string;
  readonly txId: string;
  readonly epoch: number;
  /** The client's time in milliseconds; undefined when absent or not a time. */
  readonly at: number | undefined;
  readonly extension: Uint8Array;
  readonly tlsCertHash: Uint8Array;
  readonly creator: Uint8Array;
  readonly nonce: Uint8Array;
  readonly channelHeader: Uint8Array;
  readonly signatureHeader: Uint8Array;
  readonly data: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** The headers of an envelope or a proposal. */
export type OpenHeader = Omit<OpenEnvelope, 'data' | 'payload' | 'signature'>;

/** Takes an envelope apart; what is missing or unreadable is a `form` fault. */
export function openEnvelope(envelope: common.Envelope): OpenEnvelope {
  return reading('envelope', () => {
    const payload = envelope.getPayload_asU8();
    const opened = common.Payload.deserializeBinary(payload);
    const header = opened.getHeader();
    if (header === undefined) throw new PeerError('form', 'the envelope has no header');
    return {
      ...openHeader(header),
      data: opened.getData_asU8(),
      payload,
      signature: envelope.getSignature_asU8(),
    };
  });
}

/** Takes a header apart; what is unreadable is a `form` fault. */
export function openHeader(header: common.Header): OpenHeader {
  return reading('header', () => {
    const channelHeader = header.getChannelHeader_asU8();
    const signatureHeader = header.getSignatureHeader_asU8();
    const channel = common.ChannelHeader.deserializeBinary(channelHeader);
    const signature = common.SignatureHeader.deserializeBinary(signatureHeader);
    return {
      type: channel.getType(),
      channel: channel.getChannelId(),
      txId: channel.getTxId(),
      epoch: channel.getEpoch(),
      at: timeOf(channel),
      extension: channel.getExtension_asU8(),
      tlsCertHash: channel.getTlsCertHash_asU8(),
      creator: signature.getCreator_asU8(),
      nonce: signature.getNonce_asU8(),
      channelHeader,
      signatureHeader,
    };
  });
}

/** Fabric's transaction id: hex SHA-256 of nonce and creator. */
export function txIdOf(nonce: Uint8Array, creator: Uint8Array): string {
  return sha256(nonce, creator).toString('hex');
}

/** Runs a protobuf reading and turns whatever it throws into a `form` fault. */
export function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof PeerError) throw cause;
    throw new PeerError('form', `the ${what} is not well formed`, { cause });
  }
}

function timeOf(header: common.ChannelHeader): number | undefined {
  const stamp = header.getTimestamp();
  if (stamp === undefined) return undefined;
  const at = stamp.getSeconds() * 1_000 + Math.floor(stamp.getNanos() / 1_000_000);
  return Number.isSafeInteger(at) && at > 0 ? at : undefined;
}
