import { createHmac } from 'node:crypto';
import { verifySignature } from '@careledger/keys';
import { assertionFault, fromBase64url, toBase64url } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { PasskeyAnswer } from './people.ts';

/** What passkeys are asked to sign: each challenge is good once, for two minutes. */
export interface PasskeyChallenges {
  issue(): string;
  /** Takes a challenge out: whether it was ours, unused and in time. */
  take(challenge: string): boolean;
  /** Throws `unauthenticated` where the assertion does not answer a challenge of ours by this credential. */
  check(answer: PasskeyAnswer): Promise<void>;
}

const LASTS_MS = 120_000;
/** 24 bytes before the seal: 32 characters of base64url, which end on a whole byte. */
const RANDOM_BYTES = 18;
const END_BYTES = 6;
const HEAD_LENGTH = 32;

/**
 * Opens the challenges of this process. A challenge carries its own end and seal, so that whoever asks for many puts out nobody
 * else's; only those that were taken are kept, until their end.
 */
export function createPasskeyChallenges(deps: {
  clock: () => number;
  random: (bytes: number) => Uint8Array;
}): PasskeyChallenges {
  const { clock, random } = deps;
  const key = random(32);
  const taken = new Map<string, number>();
  const sealOf = (head: string): string =>
    createHmac('sha256', key).update(head).digest('base64url');

  function endOf(challenge: string): number {
    const head = challenge.slice(0, HEAD_LENGTH);
    const isOurs = challenge === head + sealOf(head) && !taken.has(challenge);
    return isOurs ? Buffer.from(head, 'base64url').readUIntBE(RANDOM_BYTES, END_BYTES) : 0;
  }

  function take(challenge: string): boolean {
    const now = clock();
    for (const [oldest, until] of taken) {
      if (until >= now) break;
      taken.delete(oldest);
    }
    const until = endOf(challenge);
    if (until < now) return false;
    taken.set(challenge, until);
    return true;
  }

  return {
    take,
    issue: () => {
      const end = Buffer.alloc(END_BYTES);
      end.writeUIntBE(clock() + LASTS_MS, 0, END_BYTES);
      const head = toBase64url(Buffer.concat([random(RANDOM_BYTES), end]));
      return head + sealOf(head);
    },
    check: async ({ credential: { spki, rpId, origins }, challenge, assertion }) => {
      const expected = { spki, rpId, origins, challenge: fromBase64url(challenge) };
      const isRight =
        endOf(challenge) >= clock() &&
        (await assertionFault(expected, assertion, verifySignature)) === undefined &&
        take(challenge);
      if (!isRight)
        throw new CareError('unauthenticated', 'The passkey did not answer as expected.');
    },
  };
}
