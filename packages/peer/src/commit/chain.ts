import { X509Certificate } from 'node:crypto';
import type { Log } from '@careledger/store';
import { common } from '@hyperledger/fabric-protos';
import { genesisBlock, readConfigEnvelope, type SequencedConfig } from '../channel/config-block.ts';
import type { ChannelConfig } from '../channel/config.ts';
import { membersOf } from '../channel/members.ts';
import { PeerError } from '../error.ts';
import type { Outcome, StateHead, WorldState } from '../state/world-state.ts';
import {
  commitHashOf,
  envelopesOf,
  headerHash,
  headOf,
  metadataOf,
  readBlock,
  setMetadata,
  type BlockHead,
} from '../wire/block.ts';
import { signedByOrderer } from '../wire/block-signature.ts';
import { sameBytes, sha256 } from '../wire/digest.ts';
import { openEnvelope } from '../wire/envelope.ts';
import { commitHash } from './commit-hash.ts';
import { heightsFrom, type Heights } from './heights.ts';
import { outcomesOver, type Outcomes } from './outcomes.ts';
import { replayBlock } from './replay-block.ts';
import {
  validateBlock,
  validateGenesis,
  type ConfigInForce,
  type ValidatedBlock,
} from './validate-block.ts';

/** This peer's copy of the ledger: blocks on disk, and the state that they make. */
export interface Chain {
  readonly head: StateHead;
  readonly inForce: ConfigInForce;
  readonly heights: Heights;
  readonly outcomes: Outcomes;
  /** Where a transaction id was first used and what became of it. */
  outcome(txId: string): Outcome | undefined;
  /** A committed block by number. */
  block(number: number): Promise<common.Block>;
  /**
   * Commits the next block: checks hash chain and orderer's signature, validates every transaction, puts the block on disk, applies
   * it, then announces it. Throws PeerError 'fork', 'chain' or 'signature' and changes nothing when the block may not follow.
   */
  commit(block: common.Block): Promise<void>;
  /** Whether a block is the one that this chain has at its height; 'fork' otherwise. */
  demandSame(block: common.Block): Promise<void>;
}

/** Opens the chain over its log and its state, applying blocks that the state does not have yet. */
export async function openChain(
  config: ChannelConfig,
  {
    log,
    state,
    reconfigured,
  }: {
    log: Log;
    state: WorldState;
    reconfigured: (config: ConfigInForce) => void;
  },
): Promise<Chain> {
  const genesis = genesisBlock(config);
  if (log.size === 0) await founded(genesis, config, log, state);
  else demandGenesis(readBlock(await log.read(0)), genesis);
  if (state.head.height > log.size)
    throw new PeerError('chain', 'the state is ahead of the blocks: rebuild it');

  let inForce = await configFrom(log, state);
  const heights = heightsFrom(0);
  const outcomes = outcomesOver(state);

  const apply = (block: common.Block, validated: ValidatedBlock): void => {
    const head = headOf(block);
    const { next } = validated;
    state.apply({
      head: {
        height: head.number + 1,
        hash: headerHash(head),
        commitHash: commitHashOf(block),
        configBlock: next === undefined ? state.head.configBlock : head.number,
      },
      transactions: validated.transactions,
      writes: validated.updates.writes,
    });
    if (next !== undefined) {
      inForce = withMembers(next);
      reconfigured(inForce);
    }
  };

  const settle = async (): Promise<void> => {
    while (state.head.height < log.size) {
      const block = readBlock(await log.read(state.head.height));
      const { number } = headOf(block);
      const replayed =
        number === 0 ? validateGenesis(config, state) : replayBlock(block, inForce, state);
      demandHash(block, replayed, state.head);
      apply(block, replayed);
    }
    heights.announce(state.head.height);
  };

  const commit = async (block: common.Block): Promise<void> => {
    await settle();
    const head = headOf(block);
    if (head.number < state.head.height) return demandSame(block);
    demandNext(block, head, state.head, inForce.config);
    keepSignature(block);
    const validated = await validateBlock(block, inForce, state);
    setMetadata(block, common.BlockMetadataIndex.TRANSACTIONS_FILTER, validated.codes);
    const hash = commitHash(validated.codes, validated.updates.last, state.head.commitHash);
    const metadata = new common.Metadata();
    metadata.setValue(hash);
    setMetadata(block, common.BlockMetadataIndex.COMMIT_HASH, metadata.serializeBinary());
    await log.append(block.serializeBinary());
    apply(block, validated);
    heights.announce(state.head.height);
    for (const [tx, { id, code }] of validated.transactions.entries())
      if (id !== undefined) outcomes.announce(id, { block: head.number, tx, code });
  };

  const demandSame = async (block: common.Block): Promise<void> => {
    const head = headOf(block);
    const ours = headOf(readBlock(await log.read(head.number)));
    if (!sameBytes(headerHash(head), headerHash(ours)))
      throw new PeerError('fork', `the orderer has another block ${head.number}`);
  };

  await settle();
  let queue: Promise<void> = Promise.resolve();
  return {
    get head() {
      return state.head;
    },
    get inForce() {
      return inForce;
    },
    heights,
    outcomes,
    outcome: (txId) => state.outcome(txId),
    async block(number) {
      if (number >= state.head.height) throw new PeerError('chain', `there is no block ${number}`);
      return readBlock(await log.read(number));
    },
    commit(block) {
      const done = queue.then(() => commit(block));
      queue = done.catch(() => undefined);
      return done;
    },
    demandSame,
  };
}

async function founded(
  genesis: common.Block,
  config: ChannelConfig,
  log: Log,
  state: WorldState,
): Promise<void> {
  setMetadata(
    genesis,
    common.BlockMetadataIndex.TRANSACTIONS_FILTER,
    validateGenesis(config, state).codes,
  );
  await log.append(genesis.serializeBinary());
}

/** Only the orderer's signature is covered by itself; what else came as metadata is not kept. */
function keepSignature(block: common.Block): void {
  const signature = metadataOf(block, common.BlockMetadataIndex.SIGNATURES);
  block.setMetadata(new common.BlockMetadata());
  setMetadata(block, common.BlockMetadataIndex.SIGNATURES, signature);
}

function demandGenesis(found: common.Block, expected: common.Block): void {
  if (!sameBytes(headerHash(headOf(found)), headerHash(headOf(expected))))
    throw new PeerError('channel', 'block 0 on disk is of another channel configuration');
}

async function configFrom(log: Log, state: WorldState): Promise<ConfigInForce> {
  const block = readBlock(await log.read(state.head.configBlock));
  const [bytes = new Uint8Array()] = envelopesOf(block);
  const { data } = openEnvelope(common.Envelope.deserializeBinary(bytes));
  return withMembers(readConfigEnvelope(data));
}

function withMembers({ sequence, config }: SequencedConfig): ConfigInForce {
  return { sequence, config, members: membersOf(config) };
}

function demandNext(
  block: common.Block,
  head: BlockHead,
  tip: StateHead,
  config: ChannelConfig,
): void {
  if (head.number !== tip.height)
    throw new PeerError('chain', `block ${head.number} came where ${tip.height} is next`);
  if (!sameBytes(head.previousHash, tip.hash))
    throw new PeerError('fork', `block ${head.number} does not follow the block before it`);
  if (!sameBytes(head.dataHash, sha256(...envelopesOf(block))))
    throw new PeerError('chain', `block ${head.number} does not hold what its header says`);
  if (!signedByOrderer(block, new X509Certificate(config.orderer.certPem)))
    throw new PeerError('signature', `block ${head.number} is not signed by the orderer`);
}

function demandHash(block: common.Block, { codes, updates }: ValidatedBlock, tip: StateHead): void {
  const { number } = headOf(block);
  if (
    number > 0 &&
    !sameBytes(commitHashOf(block), commitHash(codes, updates.last, tip.commitHash))
  )
    throw new PeerError('chain', `block ${number} on disk does not lead to its commit hash`);
}
