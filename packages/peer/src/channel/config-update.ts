import { randomBytes } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import timestamps from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { PeerError } from '../error.ts';
import { sameBytes } from '../wire/digest.ts';
import { openEnvelope, reading, type OpenEnvelope } from '../wire/envelope.ts';
import {
  configGroup,
  readConfigGroup,
  type CarriedConfig,
  type SequencedConfig,
} from './config-block.ts';
import type { ChannelConfig } from './config.ts';
import { inForce, type Members } from './members.ts';
import { majority } from './policy.ts';

/** Whoever signs for a member: serialised identity and low-S signer. */
export interface ConfigSigner {
  readonly serialised: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

const adminUnit = 'admin';

/** The bytes of an update to the next configuration, for the members' administrators to sign. */
export function configUpdateBytes(next: SequencedConfig): Uint8Array {
  const update = new common.ConfigUpdate();
  update.setChannelId(next.config.channel);
  update.setWriteSet(configGroup(next));
  return update.serializeBinary();
}

/** The configuration that the bytes of an update lead to; PeerError `form` or `config` when they are none. */
export function readConfigUpdate(update: Uint8Array): SequencedConfig {
  return reading('configuration update', () => {
    const group = common.ConfigUpdate.deserializeBinary(update).getWriteSet();
    if (group === undefined) throw new PeerError('form', 'the update changes nothing');
    return readConfigGroup(group);
  });
}

/** One administrator's signature under an update. */
export function signConfigUpdate(update: Uint8Array, signer: ConfigSigner): Uint8Array {
  const header = signatureHeader(signer);
  const signature = new common.ConfigSignature();
  signature.setSignatureHeader(header);
  signature.setSignature(signer.sign(Buffer.concat([header, update])));
  return signature.serializeBinary();
}

/** The envelope that a member broadcasts to put an update with its signatures in force. */
export function configUpdateEnvelope(
  update: Uint8Array,
  signatures: readonly Uint8Array[],
  sender: ConfigSigner,
  at: number,
): common.Envelope {
  const data = new common.ConfigUpdateEnvelope();
  data.setConfigUpdate(update);
  data.setSignaturesList(signatures.map((one) => common.ConfigSignature.deserializeBinary(one)));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG_UPDATE);
  channelHeader.setChannelId(common.ConfigUpdate.deserializeBinary(update).getChannelId());
  channelHeader.setTimestamp(timestamps.Timestamp.fromDate(new Date(at)));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader(sender));
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(sender.sign(envelope.getPayload_asU8()));
  return envelope;
}

/**
 * The next configuration that an update envelope brings, if it may: next in sequence, the same channel, and signed by administrators
 * of more than half of the members in force. Otherwise PeerError.
 */
export function updatedConfig(
  envelope: common.Envelope,
  current: SequencedConfig,
  members: Members,
): SequencedConfig {
  const opened = openEnvelope(envelope);
  if (opened.type !== common.HeaderType.CONFIG_UPDATE)
    throw new PeerError('form', 'the envelope is not a configuration update');
  return reading('configuration update', () => {
    const whole = common.ConfigUpdateEnvelope.deserializeBinary(opened.data);
    const bytes = whole.getConfigUpdate_asU8();
    const next = nextOf(bytes, current);
    demandMajority(whole, { bytes, opened, config: current.config, members });
    return next;
  });
}

/** Demands that a configuration in a block is what its update, checked as above, leads to. */
export function demandCarried(
  carried: CarriedConfig,
  current: SequencedConfig,
  members: Members,
): SequencedConfig {
  if (carried.update === undefined)
    throw new PeerError('config', 'the configuration has no signed update');
  const next = updatedConfig(carried.update, current, members);
  const isSame = sameBytes(
    configGroup(next).serializeBinary(),
    configGroup(carried).serializeBinary(),
  );
  if (!isSame) throw new PeerError('config', 'the configuration differs from its signed update');
  return next;
}

function nextOf(bytes: Uint8Array, current: SequencedConfig): SequencedConfig {
  const next = readConfigUpdate(bytes);
  if (next.config.channel !== current.config.channel)
    throw new PeerError('channel', 'the update is for another channel');
  if (next.sequence !== current.sequence + 1)
    throw new PeerError('config', `the update is not number ${current.sequence + 1}`);
  return next;
}

function demandMajority(
  whole: common.ConfigUpdateEnvelope,
  on: { bytes: Uint8Array; opened: OpenEnvelope; config: ChannelConfig; members: Members },
): void {
  const { at } = on.opened;
  const signers = new Set<string>();
  for (const signature of whole.getSignaturesList().slice(0, 1_000)) {
    const header = signature.getSignatureHeader_asU8();
    const creator = common.SignatureHeader.deserializeBinary(header).getCreator_asU8();
    const identity = on.members.identify(creator);
    if (identity === undefined || !identity.units.includes(adminUnit)) continue;
    if (at === undefined || !inForce(identity, at)) continue;
    if (identity.verify(Buffer.concat([header, on.bytes]), signature.getSignature_asU8()))
      signers.add(identity.mspId);
  }
  if (signers.size < majority(on.config))
    throw new PeerError(
      'signature',
      `${signers.size} members' administrators signed, ${majority(on.config)} are required`,
    );
}

function signatureHeader(signer: ConfigSigner): Uint8Array {
  const header = new common.SignatureHeader();
  header.setCreator(signer.serialised);
  header.setNonce(randomBytes(24));
  return header.serializeBinary();
}
