import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSession } from '../session/session.tsx';
import { demonstrationKeyOf } from './demo-people.ts';
import {
  demonstrationAssertion,
  type Asked,
  type SignedAssertion,
} from './demonstration-passkey.ts';
import { deviceAssertion } from './device-passkey.ts';

/** Signs with the passkey of the person at this page, the one named where several lie there; undefined when he cancelled. */
export type Sign = (asked: Asked, credential?: string) => Promise<SignedAssertion | undefined>;

/** Gives the passkey of whoever is signed in: in a demonstration its software key, else the device's. */
export function usePasskey(): { sign: Sign; isDemonstration: boolean } {
  const { who } = useSession();
  const isDemo = who?.demo === true;
  const { data: known } = useQuery({
    queryKey: ['demonstration-key', who?.user, who?.patient],
    enabled: isDemo,
    staleTime: Infinity,
    queryFn: async () =>
      who === undefined ? false : (await demonstrationKeyOf(who)) !== undefined,
  });
  const sign = useCallback<Sign>(
    async (asked, credential) => {
      const key = who !== undefined && isDemo ? await demonstrationKeyOf(who) : undefined;
      return key === undefined
        ? deviceAssertion(asked, credential === undefined ? {} : { credential })
        : demonstrationAssertion(key, asked);
    },
    [who, isDemo],
  );
  return { sign, isDemonstration: isDemo && known === true };
}
