import { loadSigner } from '@careledger/keys';
import { connect, hash, type Gateway, type Network } from '@hyperledger/fabric-gateway';
import { msp } from '@hyperledger/fabric-protos';

import { decodeBlock } from './block.ts';
import { certificateHash, openChannel, type AbortableOptions } from './channel-client.ts';
import { followBlocks } from './follow.ts';
import { faultOfProposal } from './gateway-fault.ts';
import { LedgerError } from './ledger-error.ts';
import type { Height, Ledger, LedgerOptions, Timeouts, Waiting } from './ledger.ts';
import { askOutcome, submitEnvelope, submitPatiently } from './outcomes.ts';
import { endorseCall, evaluateQuery } from './proposals.ts';
import { seekNewest } from './seek.ts';

const TIMEOUTS: Timeouts = {
  evaluateMs: 10_000,
  endorseMs: 15_000,
  submitMs: 10_000,
  outcomeMs: 30_000,
  heightMs: 10_000,
};

/** What a connection uses from its surroundings. */
export interface LedgerDependencies {
  /** Told of each interruption of `follow`, which goes on by itself. */
  readonly onTrouble?: (error: unknown) => void;
}

function serializedIdentity(mspId: string, certPem: string): Uint8Array {
  const creator = new msp.SerializedIdentity();
  creator.setMspid(mspId);
  creator.setIdBytes(Buffer.from(certPem));
  return creator.serializeBinary();
}

/** Opens a member's connection; it does not wait for the peer, which may come and go. */
export async function connectLedger(
  options: LedgerOptions,
  { onTrouble = () => undefined }: LedgerDependencies = {},
): Promise<Ledger> {
  const { mspId, certPem, channel } = options;
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const { sign } = signing(options.keyPem);
  const tlsCertPem = options.tlsCertPem ?? certPem;
  const tlsKeyPem = options.tlsKeyPem ?? options.keyPem;
  const client = openChannel({ ...options, tlsCertPem, tlsKeyPem });
  const gateway = connect({
    client,
    identity: { mspId, credentials: Buffer.from(certPem) },
    signer: async (message) => sign(message),
    hash: hash.none,
    tlsClientCertificateHash: certificateHash(tlsCertPem),
  });
  const network = gateway.getNetwork(channel);
  const creator = serializedIdentity(mspId, certPem);

  const ledger: Ledger = {
    evaluate: (query, waiting = {}) =>
      evaluateQuery({ network, mspId }, query, waiting, timeouts.evaluateMs),
    async endorse(call, waiting = {}) {
      const { unsigned, signature, ...facts } = await endorseCall(
        { network, sign },
        call,
        waiting,
        timeouts.endorseMs,
      );
      return { ...facts, bytes: gateway.newSignedTransaction(unsigned, signature).getBytes() };
    },
    submit: (envelope, waiting = {}) =>
      submitEnvelope(gateway, envelope, waiting, timeouts.submitMs),
    outcome: (txId, waiting = {}) =>
      askOutcome({ gateway, channel, creator }, txId, waiting, timeouts.outcomeMs),
    async transact(call, waiting = {}) {
      const envelope = await ledger.endorse(call, waiting);
      await submitPatiently(gateway, envelope, waiting, timeouts.submitMs);
      const { txId, at } = envelope;
      const { code, block } = await ledger.outcome(txId, waiting);
      if (code === 'VALID') return { txId, at, code, block };
      throw new LedgerError('invalid', `the transaction was ordered without effect: ${code}`, {
        validation: code,
        txId,
        block,
      });
    },
    follow: (from, signal) => followBlocks(network, from, signal, onTrouble),
    height: (waiting = {}) => readNewest({ gateway, network }, waiting, timeouts.heightMs),
    close() {
      gateway.close();
      client.close();
    },
  };
  return ledger;
}

function signing(keyPem: string): { sign: (message: Uint8Array) => Uint8Array } {
  const signer = loadSigner(keyPem);
  return { sign: (message) => signer.sign(message) };
}

async function readNewest(
  { gateway, network }: { gateway: Gateway; network: Network },
  waiting: Waiting,
  timeoutMs: number,
): Promise<Height> {
  waiting.signal?.throwIfAborted();
  const limit = AbortSignal.timeout(waiting.timeoutMs ?? timeoutMs);
  const signal = waiting.signal === undefined ? limit : AbortSignal.any([waiting.signal, limit]);
  const options: AbortableOptions = { signal };
  try {
    const events = await gateway.newBlockEventsRequest(seekNewest(network)).getEvents(options);
    try {
      for await (const raw of events) {
        const block = decodeBlock(raw);
        return { height: block.number + 1, hash: block.hash, commitHash: block.commitHash };
      }
    } finally {
      events.close();
    }
  } catch (error) {
    waiting.signal?.throwIfAborted();
    if (error instanceof LedgerError) throw error;
    const fault = faultOfProposal(error);
    if (fault instanceof LedgerError && fault.code === 'denied') throw fault;
    throw new LedgerError('unreachable', 'the peer delivers no block', { cause: error });
  }
  throw new LedgerError('unreachable', 'the peer delivers no block');
}
