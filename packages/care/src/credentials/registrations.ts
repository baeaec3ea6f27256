import {
  fromBase64url,
  registrationFault,
  toBase64url,
  type Registration,
} from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { NewCredential } from '../enrol/new-leaf.ts';

/** The relying party under which passkeys of patients are registered. */
export interface RelyingParty {
  readonly rpId: string;
  readonly origins: readonly string[];
}

/** Challenges for passkeys that are being registered: each is good once, for one purpose, for five minutes. */
export interface Registrations {
  /** A fresh challenge (base64url) for a purpose, such as one enrolment. */
  issue(purpose: string): string;
  /** The passkey that a browser registered; throws `invalid` where it does not answer a challenge of this purpose. */
  take(purpose: string, registration: Registration): NewCredential;
}

const LASTS_MS = 5 * 60_000;
const MOST = 1_000;

/** Opens the list of challenges. */
export function createRegistrations(deps: {
  relyingParty: () => RelyingParty;
  clock: () => number;
  random: (bytes: number) => Uint8Array;
}): Registrations {
  const { relyingParty, clock, random } = deps;
  const waiting = new Map<string, { purpose: string; until: number }>();
  return {
    issue: (purpose) => {
      for (const [oldest, { until }] of waiting) {
        if (waiting.size < MOST && until > clock()) break;
        waiting.delete(oldest);
      }
      const challenge = toBase64url(random(32));
      waiting.set(challenge, { purpose, until: clock() + LASTS_MS });
      return challenge;
    },
    take: (purpose, registration) => {
      const challenge = challengeIn(registration.clientDataJSON);
      const issued = waiting.get(challenge);
      waiting.delete(challenge);
      const { rpId, origins } = relyingParty();
      const isOurs = issued?.purpose === purpose && issued.until >= clock();
      const fault = isOurs
        ? registrationFault({ rpId, origins, challenge: fromBase64url(challenge) }, registration)
        : 'challenge';
      if (fault !== undefined)
        throw new CareError(
          'invalid',
          'The passkey was not registered as asked; register it again.',
        );
      const { id, spki } = registration;
      return { id, spki, rpId };
    },
  };
}

function challengeIn(clientDataJSON: string): string {
  try {
    const text = Buffer.from(clientDataJSON, 'base64url').toString('utf8');
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && 'challenge' in parsed
      ? String(parsed.challenge)
      : '';
  } catch {
    return '';
  }
}
