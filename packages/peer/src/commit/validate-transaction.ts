import { common, peer } from '@hyperledger/fabric-protos';
import { definitionOf, type ChannelConfig } from '../channel/config.ts';
import { inForce, type Identity, type Members } from '../channel/members.ts';
import { satisfies } from '../channel/policy.ts';
import { openEnvelope, txIdOf, type OpenEnvelope } from '../wire/envelope.ts';
import type { NamespaceSet } from '../wire/read-write-set.ts';
import {
  endorserTransaction,
  openTransaction,
  TransactionFault,
  type OpenTransaction,
} from './transaction.ts';

/** What validation by itself, without state, finds about one envelope of a block. */
export interface Checked {
  readonly code: number;
  /** The transaction id, where the creator's signature stands for it; else nobody can claim an id with it. */
  readonly txId: string | undefined;
  readonly at: number;
  readonly isConfig: boolean;
  readonly sets: readonly NamespaceSet[];
}

const { TxValidationCode } = peer;
const peerUnit = 'peer';

/**
 * Checks syntax, channel, creator, signature, transaction id and the endorsement policy of the invoked and of every written
 * namespace. The answer depends on the envelope and the configuration alone, so that all members find the same.
 */
export async function validateTransaction(
  bytes: Uint8Array,
  config: ChannelConfig,
  members: Members,
): Promise<Checked> {
  if (bytes.length === 0) return refused(TxValidationCode.NIL_ENVELOPE);
  const envelope = opened(bytes);
  if (typeof envelope === 'number') return refused(envelope);
  const { type, at = 0 } = envelope;
  if (type === common.HeaderType.CONFIG)
    return { code: TxValidationCode.VALID, txId: undefined, at, isConfig: true, sets: [] };
  const fault = await headerFault(envelope, config, members);
  if (fault !== undefined) return refused(fault, at);
  const { txId } = envelope;
  try {
    const transaction = openTransaction(envelope);
    const code = await endorsementFault(transaction, config, members, at);
    const { sets } = transaction;
    return { code: code ?? TxValidationCode.VALID, txId, at, isConfig: false, sets };
  } catch (thrown) {
    if (!(thrown instanceof TransactionFault)) throw thrown;
    return { ...refused(thrown.code, at), txId };
  }
}

function refused(code: number, at = 0): Checked {
  return { code, txId: undefined, at, isConfig: false, sets: [] };
}

function opened(bytes: Uint8Array): OpenEnvelope | number {
  let envelope: common.Envelope;
  try {
    envelope = common.Envelope.deserializeBinary(bytes);
  } catch {
    return TxValidationCode.INVALID_OTHER_REASON;
  }
  try {
    common.Payload.deserializeBinary(envelope.getPayload_asU8());
  } catch {
    return TxValidationCode.BAD_PAYLOAD;
  }
  try {
    return openEnvelope(envelope);
  } catch {
    return TxValidationCode.BAD_COMMON_HEADER;
  }
}

async function headerFault(
  envelope: OpenEnvelope,
  config: ChannelConfig,
  members: Members,
): Promise<number | undefined> {
  const { type, at, epoch, nonce, creator, channel } = envelope;
  if (type !== endorserTransaction) return TxValidationCode.UNKNOWN_TX_TYPE;
  if (epoch !== 0 || at === undefined || nonce.length === 0 || creator.length === 0)
    return TxValidationCode.BAD_COMMON_HEADER;
  const identity = members.identify(creator);
  if (identity === undefined || !inForce(identity, at))
    return TxValidationCode.BAD_CREATOR_SIGNATURE;
  if (!(await identity.verifyAside(envelope.payload, envelope.signature)))
    return TxValidationCode.BAD_CREATOR_SIGNATURE;
  if (envelope.txId !== txIdOf(nonce, creator)) return TxValidationCode.BAD_PROPOSAL_TXID;
  if (channel !== config.channel) return TxValidationCode.TARGET_CHAIN_NOT_FOUND;
  return undefined;
}

async function endorsementFault(
  transaction: OpenTransaction,
  config: ChannelConfig,
  members: Members,
  at: number,
): Promise<number | undefined> {
  const written = transaction.sets.filter((set) => set.writes.length > 0);
  const names = new Set([transaction.chaincode, ...written.map((set) => set.namespace)]);
  const definitions = [...names].map((name) => definitionOf(config, name));
  if (definitions.includes(undefined)) return TxValidationCode.INVALID_CHAINCODE;
  const endorsers = await endorsersOf(transaction, members, at);
  const isSatisfied = definitions.every(
    (one) => one !== undefined && satisfies(config, one.policy, endorsers),
  );
  return isSatisfied ? undefined : TxValidationCode.ENDORSEMENT_POLICY_FAILURE;
}

/** Organisations of whose peers a good signature stands here; an endorsement that does not count is passed over, as in Fabric. */
async function endorsersOf(
  { endorsements, responsePayload }: OpenTransaction,
  members: Members,
  at: number,
): Promise<Set<string>> {
  const found = await Promise.all(
    endorsements.slice(0, 2 * maxEndorsements).map(async ({ endorser, signature }) => {
      const identity = members.identify(endorser);
      if (identity === undefined || !isPeer(identity) || !inForce(identity, at)) return undefined;
      const message = Buffer.concat([responsePayload, endorser]);
      return (await identity.verifyAside(message, signature)) ? identity.mspId : undefined;
    }),
  );
  return new Set(found.filter((mspId) => mspId !== undefined));
}

const maxEndorsements = 100;

/** Whether an identity may endorse: its certificate carries the organisational unit `peer`, as Fabric's node units have it. */
function isPeer(identity: Identity): boolean {
  return identity.units.includes(peerUnit);
}
