import { useEffect } from 'react';
import * as v from 'valibot';
import { useLocation } from 'wouter';
import { nothing, rowsOf } from '../api/forms.ts';
import { callNode } from '../api/node.ts';
import { useSession } from '../session/session.tsx';

const noticesForm = rowsOf(v.object({ notice: v.string(), opened: v.boolean() }));

/**
 * Whoever goes to a page has come: what waited for him is opened, and nobody else is told in his place. A page that merely stays
 * open opens nothing; a person who may only look leaves it to the patient.
 */
export function useOpenedNotices(): void {
  const { state, who } = useSession();
  const [here] = useLocation();
  const isReader = state === 'signed-in' && who?.guardian?.scope !== 'view';
  useEffect(() => {
    if (!isReader) return;
    void callNode('notices', {}, noticesForm, 'background')
      .then((rows) =>
        Promise.all(
          rows
            .filter(({ opened }) => !opened)
            .map(({ notice }) => callNode('notice-open', { notice }, nothing, 'background')),
        ),
      )
      .catch(() => undefined);
  }, [isReader, here]);
}
