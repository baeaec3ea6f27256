import { canonical, type Json } from '@careledger/proof';
import { common } from '@hyperledger/fabric-protos';
import { PeerError } from '../error.ts';
import { newBlock } from '../wire/block.ts';
import { reading } from '../wire/envelope.ts';
import { parseChannelConfig, type ChannelConfig } from './config.ts';

/** A configuration with its sequence number; 0 is that of block 0. */
export interface SequencedConfig {
  readonly sequence: number;
  readonly config: ChannelConfig;
}

/** A configuration as a block carries it, and the signed update that led to it. */
export interface CarriedConfig extends SequencedConfig {
  readonly update: common.Envelope | undefined;
}

const valueName = 'ChannelConfig';

/** Block 0 of a channel: the same bytes at every member that starts from the same configuration. */
export function genesisBlock(config: ChannelConfig): common.Block {
  const envelope = configEnvelope({ sequence: 0, config, update: undefined });
  return newBlock(0, new Uint8Array(), [envelope.serializeBinary()]);
}

/** The envelope that makes a configuration be in force from the block after it. */
export function configEnvelope({ sequence, config, update }: CarriedConfig): common.Envelope {
  const whole = new common.Config();
  whole.setSequence(sequence);
  whole.setChannelGroup(configGroup({ sequence, config }));
  const data = new common.ConfigEnvelope();
  data.setConfig(whole);
  if (update !== undefined) data.setLastUpdate(update);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setChannelId(config.channel);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(new common.SignatureHeader().serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  return envelope;
}

/** The configuration in the data of a CONFIG envelope; `form` or `config` fault when there is none. */
export function readConfigEnvelope(data: Uint8Array): CarriedConfig {
  return reading('configuration envelope', () => {
    const envelope = common.ConfigEnvelope.deserializeBinary(data);
    const whole = envelope.getConfig();
    const group = whole?.getChannelGroup();
    if (whole === undefined || group === undefined)
      throw new PeerError('form', 'the configuration is missing');
    return {
      sequence: whole.getSequence(),
      config: readConfigGroup(group).config,
      update: envelope.getLastUpdate(),
    };
  });
}

/** A configuration as Fabric's group of values: one value, canonical JSON. */
export function configGroup({ sequence, config }: SequencedConfig): common.ConfigGroup {
  const value = new common.ConfigValue();
  value.setVersion(sequence);
  value.setValue(Buffer.from(canonical(asJson(config))));
  const group = new common.ConfigGroup();
  group.setVersion(sequence);
  group.getValuesMap().set(valueName, value);
  return group;
}

/** The configuration that a group of values holds. */
export function readConfigGroup(group: common.ConfigGroup): SequencedConfig {
  const value = group.getValuesMap().get(valueName);
  if (value === undefined) throw new PeerError('form', 'the configuration is missing');
  const text = Buffer.from(value.getValue_asU8()).toString();
  return { sequence: group.getVersion(), config: parseChannelConfig(parsed(text)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PeerError('form', 'the configuration is not JSON', { cause });
  }
}

function asJson(config: ChannelConfig): Json {
  const { v, channel, batch, orderer, organisations, definitions } = config;
  return {
    v,
    channel,
    batch: { ...batch },
    orderer: { ...orderer },
    organisations: organisations.map((one) => ({ ...one })),
    definitions: definitions.map(({ name, policy }) => ({
      name,
      policy: typeof policy === 'string' ? policy : { any: policy.any },
    })),
  };
}
