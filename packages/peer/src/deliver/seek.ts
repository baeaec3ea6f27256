import { common, orderer } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { inForce, type Members } from '../channel/members.ts';
import { openEnvelope, reading } from '../wire/envelope.ts';

/** Whoever asks for blocks: serialised identity and low-S signer. */
export interface Asker {
  readonly serialised: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** Blocks that are asked for: `from` and `to` inclusive; when not waiting, the stream fails at the first that is not there. */
export interface Seek {
  readonly from: number;
  readonly to: number;
  readonly waits: boolean;
}

const { Status, HeaderType } = common;
const { TypeCase } = orderer.SeekPosition;

/** A refused request, by Fabric's status. */
export type Refusal = common.StatusMap[keyof common.StatusMap];

/** The signed request for all blocks from a number on. */
export function seekEnvelope(
  channel: string,
  from: number,
  asker: Asker,
  at: number,
): common.Envelope {
  const start = new orderer.SeekPosition();
  const specified = new orderer.SeekSpecified();
  specified.setNumber(from);
  start.setSpecified(specified);
  const stop = new orderer.SeekPosition();
  const last = new orderer.SeekSpecified();
  last.setNumber(Number.MAX_SAFE_INTEGER);
  stop.setSpecified(last);
  const seek = new orderer.SeekInfo();
  seek.setStart(start);
  seek.setStop(stop);
  seek.setBehavior(orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(HeaderType.DELIVER_SEEK_INFO);
  channelHeader.setChannelId(channel);
  channelHeader.setTimestamp(timestamps.Timestamp.fromDate(new Date(at)));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(asker.serialised);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(seek.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(asker.sign(envelope.getPayload_asU8()));
  return envelope;
}

/** What a request asks of a chain of this height, or Fabric's status that refuses it. */
export function readSeek(
  envelope: common.Envelope,
  chain: { channel: string; height: number; members: Members; now: number },
): Seek | Refusal {
  try {
    const opened = openEnvelope(envelope);
    if (opened.channel !== chain.channel) return Status.NOT_FOUND;
    const identity = chain.members.identify(opened.creator);
    const isMember =
      identity !== undefined &&
      inForce(identity, chain.now) &&
      identity.verify(opened.payload, opened.signature);
    if (!isMember) return Status.FORBIDDEN;
    return reading('seek', () => seekOf(orderer.SeekInfo.deserializeBinary(opened.data), chain));
  } catch {
    return Status.BAD_REQUEST;
  }
}

function seekOf(seek: orderer.SeekInfo, { height }: { height: number }): Seek | Refusal {
  const from = numberOf(seek.getStart(), height);
  const to = numberOf(seek.getStop(), height);
  if (from === undefined || to === undefined || to < from) return Status.BAD_REQUEST;
  const waits = seek.getBehavior() === orderer.SeekInfo.SeekBehavior.BLOCK_UNTIL_READY;
  return { from, to, waits };
}

function numberOf(position: orderer.SeekPosition | undefined, height: number): number | undefined {
  switch (position?.getTypeCase()) {
    case TypeCase.OLDEST:
      return 0;
    case TypeCase.NEWEST:
      return Math.max(0, height - 1);
    case TypeCase.NEXT_COMMIT:
      return height;
    case TypeCase.SPECIFIED:
      return position?.getSpecified()?.getNumber();
    default:
      return undefined;
  }
}
