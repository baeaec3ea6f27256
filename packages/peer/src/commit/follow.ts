import { setTimeout as delay } from 'node:timers/promises';
import { common, orderer } from '@hyperledger/fabric-protos';
import { seekEnvelope, type Asker } from '../deliver/seek.ts';
import { PeerError, sentenceOf } from '../error.ts';
import { headOf } from '../wire/block.ts';
import type { Chain } from './chain.ts';

/** Something that a person has to know: what it is, at which block, in a sentence without personal data. */
export interface Incident {
  readonly what: 'fork' | 'chain' | 'signature' | 'refused' | 'disk';
  readonly block: number;
  readonly sentence: string;
}

/** Follows an orderer until it is stopped. */
export interface Follower {
  /** Whether blocks are being received now. */
  readonly isConnected: boolean;
  stop(): Promise<void>;
}

const firstPauseMs = 50;
const longestPauseMs = 300;

/**
 * Commits the orderer's blocks as they come, asking again from the own height whenever the stream breaks. The last block that the
 * chain has is asked for again each time: an orderer that now has another one there is a fork, which is reported and never followed.
 */
export function follow(
  chain: Chain,
  client: orderer.AtomicBroadcastClient,
  asker: Asker,
  deps: { clock: () => number; incident: (incident: Incident) => void },
): Follower {
  const stopping = new AbortController();
  let isConnected = false;
  let reported = '';

  const report = (thrown: unknown): void => {
    const { height } = chain.head;
    const what = whatOf(thrown);
    if (what === undefined || reported === `${what} ${height}`) return;
    reported = `${what} ${height}`;
    deps.incident({ what, block: height, sentence: sentenceOf(thrown) });
  };

  const receive = async (): Promise<boolean> => {
    const { channel } = chain.inForce.config;
    const from = Math.max(0, chain.head.height - 1);
    const stream = client.deliver();
    const cancel = (): void => stream.cancel();
    stopping.signal.addEventListener('abort', cancel, { once: true });
    let hasReceived = false;
    try {
      stream.write(seekEnvelope(channel, from, asker, deps.clock()));
      for await (const response of stream) {
        const block = blockOf(response);
        if (block === undefined) {
          demandNotRefused(response);
          break;
        }
        isConnected = true;
        const { number } = headOf(block);
        if (number < chain.head.height) await chain.demandSame(block);
        else await chain.commit(block);
        hasReceived = hasReceived || number > from;
      }
    } finally {
      isConnected = false;
      stopping.signal.removeEventListener('abort', cancel);
      stream.on('error', () => undefined);
      stream.cancel();
    }
    return hasReceived;
  };

  const run = async (): Promise<void> => {
    let pauseMs = firstPauseMs;
    while (!stopping.signal.aborted) {
      try {
        if (await receive()) pauseMs = firstPauseMs;
      } catch (thrown) {
        if (!stopping.signal.aborted) report(thrown);
      }
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
  };

  const running = run();
  return {
    get isConnected() {
      return isConnected;
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function blockOf(response: unknown): common.Block | undefined {
  return response instanceof orderer.DeliverResponse ? response.getBlock() : undefined;
}

function demandNotRefused(response: unknown): void {
  const status = response instanceof orderer.DeliverResponse ? response.getStatus() : 0;
  if (status >= 400 && status < 500)
    throw new PeerError('identity', `the orderer delivers nothing to this peer: status ${status}`);
}

function whatOf(thrown: unknown): Incident['what'] | undefined {
  if (thrown instanceof PeerError) {
    const { code } = thrown;
    if (code === 'identity') return 'refused';
    return code === 'fork' || code === 'signature' ? code : 'chain';
  }
  // Errors of the stream itself mean that the orderer is out of reach: that is no incident.
  const isStream = typeof thrown === 'object' && thrown !== null && 'metadata' in thrown;
  return isStream ? undefined : 'disk';
}
