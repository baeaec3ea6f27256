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
const MOST = 1_000;

/** Opens the list of challenges. */
export function createPasskeyChallenges(deps: {
  clock: () => number;
  random: (bytes: number) => Uint8Array;
}): PasskeyChallenges {
  const { clock, random } = deps;
  const waiting = new Map<string, number>();
  const take = (challenge: string): boolean => {
    const until = waiting.get(challenge) ?? 0;
    waiting.delete(challenge);
    return until >= clock();
  };
  return {
    take,
    issue: () => {
      for (const [oldest, until] of waiting) {
        if (waiting.size < MOST && until > clock()) break;
        waiting.delete(oldest);
      }
      const challenge = toBase64url(random(32));
      waiting.set(challenge, clock() + LASTS_MS);
      return challenge;
    },
    check: async ({ credential: { spki, rpId, origins }, challenge, assertion }) => {
      const expected = { spki, rpId, origins, challenge: fromBase64url(challenge) };
      const isRight =
        take(challenge) &&
        (await assertionFault(expected, assertion, verifySignature)) === undefined;
      if (!isRight)
        throw new CareError('unauthenticated', 'The passkey did not answer as expected.');
    },
  };
}
