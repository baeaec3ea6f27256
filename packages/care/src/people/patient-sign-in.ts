import { verifySignature } from '@careledger/keys';
import { assertionFault, fromBase64url, toBase64url } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { SignInAssertion, SignInCredential } from './people.ts';

/** A patient's sign-in by passkey: a challenge that is good once, for two minutes. */
export interface PatientSignIn {
  challenge(): string;
  /** Throws `unauthenticated` where the assertion does not answer a challenge of ours by this credential. */
  check(options: {
    credential: SignInCredential;
    challenge: string;
    assertion: SignInAssertion;
  }): Promise<void>;
}

const LASTS_MS = 120_000;
const MOST = 1_000;

/** Opens the list of challenges. */
export function createPatientSignIn(deps: {
  clock: () => number;
  random: (bytes: number) => Uint8Array;
}): PatientSignIn {
  const { clock, random } = deps;
  const waiting = new Map<string, number>();
  return {
    challenge: () => {
      for (const [oldest, until] of waiting) {
        if (waiting.size < MOST && until > clock()) break;
        waiting.delete(oldest);
      }
      const challenge = toBase64url(random(32));
      waiting.set(challenge, clock() + LASTS_MS);
      return challenge;
    },
    check: async ({ credential, challenge, assertion }) => {
      const until = waiting.get(challenge) ?? 0;
      waiting.delete(challenge);
      const { spki, rpId, origins } = credential;
      const fault =
        until < clock()
          ? 'challenge'
          : await assertionFault(
              { spki, rpId, origins, challenge: fromBase64url(challenge) },
              assertion,
              verifySignature,
            );
      if (fault !== undefined)
        throw new CareError('unauthenticated', 'The passkey did not answer as expected.');
    },
  };
}
