import { common, peer } from '@hyperledger/fabric-protos';
import { readConfigEnvelope, type SequencedConfig } from '../channel/config-block.ts';
import { demandCarried } from '../channel/config-update.ts';
import type { ChannelConfig } from '../channel/config.ts';
import type { Members } from '../channel/members.ts';
import { lifecycle, sequenceKey } from '../endorse/execution.ts';
import { PeerError } from '../error.ts';
import type { CommittedTx, WorldState } from '../state/world-state.ts';
import { envelopesOf, headOf } from '../wire/block.ts';
import { openEnvelope } from '../wire/envelope.ts';
import type { NamespaceSet, Write } from '../wire/read-write-set.ts';
import { blockUpdates, type BlockUpdates } from './conflicts.ts';
import { distinctIds } from './distinct-ids.ts';
import { validateTransaction, type Checked } from './validate-transaction.ts';

/** What a block does: the code of each transaction, the writes, and the configuration after it. */
export interface ValidatedBlock {
  readonly codes: Uint8Array;
  readonly transactions: readonly CommittedTx[];
  readonly updates: BlockUpdates;
  /** The configuration that is in force after the block, when it changed. */
  readonly next: SequencedConfig | undefined;
}

/** A configuration in force and its members. */
export interface ConfigInForce extends SequencedConfig {
  readonly members: Members;
}

const { TxValidationCode } = peer;

/** Validates every transaction of a block by itself, over committed state; block 0 is validated by `genesisUpdates`. */
export async function validateBlock(
  block: common.Block,
  inForce: ConfigInForce,
  state: WorldState,
): Promise<ValidatedBlock> {
  const envelopes = envelopesOf(block);
  const checked = await Promise.all(
    envelopes.map((bytes) => validateTransaction(bytes, inForce.config, inForce.members)),
  );
  const { number } = headOf(block);
  const updates = blockUpdates(state);
  const seen = new Set<string>();
  let next: SequencedConfig | undefined;
  const judged = checked.map((one, tx): CommittedTx => {
    const stamp = stampOf(one.at);
    const { txId } = one;
    if (txId !== undefined && (seen.has(txId) || state.outcome(txId) !== undefined))
      return { id: undefined, code: TxValidationCode.DUPLICATE_TXID, ...stamp };
    if (txId !== undefined && one.code === TxValidationCode.VALID) seen.add(txId);
    if (one.isConfig) {
      next = configIn(envelopes[tx] ?? new Uint8Array(), inForce, envelopes.length);
      if (next === undefined)
        return { id: undefined, code: TxValidationCode.INVALID_CONFIG_TRANSACTION, ...stamp };
      updates.add(definitionSets(inForce.config, next), { block: number, tx });
      return { id: undefined, code: TxValidationCode.VALID, ...stamp };
    }
    const code = codeOf(one, updates);
    if (code === TxValidationCode.VALID) updates.add(one.sets, { block: number, tx });
    return { id: txId, code, ...stamp };
  });
  return {
    codes: Uint8Array.from(judged.map((one) => one.code)),
    transactions: distinctIds(judged),
    updates,
    next,
  };
}

/** What block 0 does: it brings the definitions of its configuration. */
export function validateGenesis(config: ChannelConfig, state: WorldState): ValidatedBlock {
  const updates = blockUpdates(state);
  const next = { sequence: 0, config };
  updates.add(definitionSets(undefined, next), { block: 0, tx: 0 });
  return {
    codes: Uint8Array.of(TxValidationCode.VALID),
    transactions: [{ id: undefined, code: TxValidationCode.VALID, seconds: 0, nanos: 0 }],
    updates,
    next,
  };
}

function codeOf(one: Checked, updates: BlockUpdates): number {
  return one.code === TxValidationCode.VALID ? updates.judge(one.sets) : one.code;
}

function configIn(
  bytes: Uint8Array,
  inForce: ConfigInForce,
  transactions: number,
): SequencedConfig | undefined {
  // A configuration stands alone in its block, so that every other transaction knows under which one it is.
  if (transactions !== 1) return undefined;
  try {
    const { data } = openEnvelope(common.Envelope.deserializeBinary(bytes));
    return demandCarried(readConfigEnvelope(data), inForce, inForce.members);
  } catch (thrown) {
    if (thrown instanceof PeerError) return undefined;
    throw thrown;
  }
}

/** Definitions as keys of `_lifecycle`: a redefinition conflicts with what was executed under the one before. */
export function definitionSets(
  before: ChannelConfig | undefined,
  next: SequencedConfig,
): NamespaceSet[] {
  const old = new Map(before?.definitions.map((one) => [one.name, JSON.stringify(one.policy)]));
  const writes: Write[] = [];
  for (const { name, policy } of next.config.definitions) {
    if (old.get(name) !== JSON.stringify(policy))
      writes.push({ key: sequenceKey(name), value: Buffer.from(String(next.sequence + 1)) });
    old.delete(name);
  }
  for (const name of old.keys()) writes.push({ key: sequenceKey(name), value: undefined });
  return [{ namespace: lifecycle, reads: [], ranges: [], writes }];
}

/** Milliseconds as the seconds and nanoseconds of a timestamp. */
export function stampOf(at: number): { seconds: number; nanos: number } {
  return { seconds: Math.floor(at / 1_000), nanos: (at % 1_000) * 1_000_000 };
}
