import { common, peer } from '@hyperledger/fabric-protos';
import { readConfigEnvelope, type SequencedConfig } from '../channel/config-block.ts';
import { PeerError } from '../error.ts';
import type { CommittedTx, WorldState } from '../state/world-state.ts';
import { codesOf, envelopesOf, headOf } from '../wire/block.ts';
import { openEnvelope, txIdOf, type OpenEnvelope } from '../wire/envelope.ts';
import { blockUpdates } from './conflicts.ts';
import { distinctIds } from './distinct-ids.ts';
import { endorserTransaction, openTransaction } from './transaction.ts';
import {
  definitionSets,
  stampOf,
  type ConfigInForce,
  type ValidatedBlock,
} from './validate-block.ts';

const { TxValidationCode: Code } = peer;

/** Codes under which a transaction id is not taken, because nobody's signature stands for it or it was taken before. */
const withoutId: ReadonlySet<number> = new Set([
  Code.NIL_ENVELOPE,
  Code.BAD_PAYLOAD,
  Code.BAD_COMMON_HEADER,
  Code.BAD_CREATOR_SIGNATURE,
  Code.BAD_PROPOSAL_TXID,
  Code.UNKNOWN_TX_TYPE,
  Code.TARGET_CHAIN_NOT_FOUND,
  Code.DUPLICATE_TXID,
  Code.INVALID_CONFIG_TRANSACTION,
]);

/**
 * What a block of the peer's own log did, from the codes that the peer wrote into it: signatures were checked then, and the log
 * guards what was written.
 */
export function replayBlock(
  block: common.Block,
  inForce: ConfigInForce,
  state: WorldState,
): ValidatedBlock {
  const codes = codesOf(block);
  const envelopes = envelopesOf(block);
  const { number } = headOf(block);
  if (codes.length !== envelopes.length)
    throw new PeerError('chain', `block ${number} has no validation codes`);
  const updates = blockUpdates(state);
  let next: SequencedConfig | undefined;
  const transactions = envelopes.map((bytes, tx): CommittedTx => {
    const code = codes[tx] ?? Code.NOT_VALIDATED;
    const envelope = opened(bytes);
    if (envelope === undefined) return { id: undefined, code, ...stampOf(0) };
    const version = { block: number, tx };
    const isValid = code === Code.VALID;
    if (isValid && envelope.type === common.HeaderType.CONFIG) {
      next = readConfigEnvelope(envelope.data);
      updates.add(definitionSets(inForce.config, next), version);
    } else if (isValid) updates.add(openTransaction(envelope).sets, version);
    return { id: idOf(envelope, code), code, ...stampOf(envelope.at ?? 0) };
  });
  return { codes, transactions: distinctIds(transactions), updates, next };
}

function opened(bytes: Uint8Array): OpenEnvelope | undefined {
  try {
    return openEnvelope(common.Envelope.deserializeBinary(bytes));
  } catch {
    return undefined;
  }
}

function idOf(envelope: OpenEnvelope, code: number): string | undefined {
  if (envelope.type !== endorserTransaction || withoutId.has(code)) return undefined;
  return txIdOf(envelope.nonce, envelope.creator) === envelope.txId ? envelope.txId : undefined;
}
