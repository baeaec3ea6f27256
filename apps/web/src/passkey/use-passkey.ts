import { useCallback } from 'react';
import { useSession } from '../session/session.tsx';
import { demonstrationKeyOf } from './demo-people.ts';
import {
  demonstrationAssertion,
  type Asked,
  type SignedAssertion,
} from './demonstration-passkey.ts';
import { deviceAssertion } from './device-passkey.ts';

/** Signs with the passkey of the person at this page; undefined when he cancelled. */
export type Sign = (asked: Asked) => Promise<SignedAssertion | undefined>;

/** Gives the passkey of whoever is signed in: in a demonstration its software key, else the device's. */
export function usePasskey(): { sign: Sign; isDemonstration: boolean } {
  const { who } = useSession();
  const isDemonstration = who?.demo === true;
  const sign = useCallback<Sign>(
    async (asked) => {
      const key = who !== undefined && isDemonstration ? await demonstrationKeyOf(who) : undefined;
      return key === undefined ? deviceAssertion(asked) : demonstrationAssertion(key, asked);
    },
    [who, isDemonstration],
  );
  return { sign, isDemonstration };
}
