import type { Log } from '@careledger/store';
import { common } from '@hyperledger/fabric-protos';
import {
  configEnvelope,
  genesisBlock,
  readConfigEnvelope,
  type SequencedConfig,
} from '../channel/config-block.ts';
import type { ChannelConfig } from '../channel/config.ts';
import { membersOf } from '../channel/members.ts';
import { heightsFrom, type Heights } from '../commit/heights.ts';
import type { ConfigInForce } from '../commit/validate-block.ts';
import { PeerError } from '../error.ts';
import { envelopesOf, headerHash, headOf, newBlock, readBlock } from '../wire/block.ts';
import { lastConfigOf, signBlock, type BlockSigner } from '../wire/block-signature.ts';
import { sameBytes } from '../wire/digest.ts';
import { openEnvelope } from '../wire/envelope.ts';
import { admit, type Admission } from './admission.ts';
import { batchesOver } from './batches.ts';

/** The order of transactions: a chain of signed blocks on disk. */
export interface OrderBook {
  readonly height: number;
  readonly inForce: ConfigInForce;
  readonly heights: Heights;
  block(number: number): Promise<common.Block>;
  /** Orders an envelope, or refuses it; settles once its block is on disk. */
  order(envelope: common.Envelope): Promise<Admission>;
  /** Waits until everything taken is on disk. */
  idle(): Promise<void>;
}

/** Opens the order of a channel, beginning with block 0 of its configuration. */
export async function openOrderBook(
  config: ChannelConfig,
  {
    log,
    signer,
    clock,
    reconfigured,
  }: {
    log: Log;
    signer: BlockSigner;
    clock: () => number;
    reconfigured: (config: ConfigInForce) => void;
  },
): Promise<OrderBook> {
  const genesis = genesisBlock(config);
  if (log.size === 0) await log.append(genesis.serializeBinary());
  else if (!sameBytes(hashOf(await blockAt(log, 0)), hashOf(genesis)))
    throw new PeerError('channel', 'block 0 on disk is of another channel configuration');
  const tip = await blockAt(log, log.size - 1);
  let previous = hashOf(tip);
  let lastConfig = lastConfigOf(tip);
  let inForce = await configAt(log, lastConfig);
  const heights = heightsFrom(log.size);

  const write = async (envelopes: readonly Uint8Array[], next?: SequencedConfig): Promise<void> => {
    const block = newBlock(log.size, previous, envelopes);
    const { number } = headOf(block);
    const config = next === undefined ? lastConfig : number;
    signBlock(block, config, signer);
    await log.append(block.serializeBinary());
    previous = hashOf(block);
    lastConfig = config;
    heights.announce(log.size);
    if (next !== undefined) {
      inForce = withMembers(next);
      reconfigured(inForce);
    }
  };

  const updates = new WeakMap<Uint8Array, common.Envelope>();
  const batches = batchesOver(
    () => inForce.config.batch,
    async (envelopes) => {
      const [first] = envelopes;
      const update = first === undefined ? undefined : updates.get(first);
      if (update === undefined) return write(envelopes);
      // Whatever was ordered since may have changed the configuration: it is judged again in its turn.
      const again = admit(update, first?.length ?? 0, inForce, clock());
      if (again.kind !== 'configuration')
        throw new PeerError('config', 'the configuration changed meanwhile');
      const whole = configEnvelope({ ...again.next, update });
      await write([whole.serializeBinary()], again.next);
    },
  );

  return {
    get height() {
      return log.size;
    },
    get inForce() {
      return inForce;
    },
    heights,
    block: (number) => blockAt(log, number),
    async order(envelope) {
      const bytes = envelope.serializeBinary();
      const admission = admit(envelope, bytes.length, inForce, clock());
      if (admission.kind === 'refused') return admission;
      if (admission.kind === 'configuration') updates.set(bytes, envelope);
      await batches.add(bytes, admission.kind === 'configuration');
      return admission;
    },
    idle: () => batches.idle(),
  };
}

async function blockAt(log: Log, number: number): Promise<common.Block> {
  return readBlock(await log.read(number));
}

function hashOf(block: common.Block): Buffer {
  return headerHash(headOf(block));
}

async function configAt(log: Log, number: number): Promise<ConfigInForce> {
  const [bytes = new Uint8Array()] = envelopesOf(await blockAt(log, number));
  return withMembers(
    readConfigEnvelope(openEnvelope(common.Envelope.deserializeBinary(bytes)).data),
  );
}

function withMembers({ sequence, config }: SequencedConfig): ConfigInForce {
  return { sequence, config, members: membersOf(config) };
}
