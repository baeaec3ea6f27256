import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import * as v from 'valibot';
import { rowsOf } from '../../api/forms.ts';
import { useEvents, type NodeEvent } from '../../api/live.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWho } from '../../session/session.tsx';
import { heldAfter } from '../ask/ended.ts';
import { copiesOf, currentOf, type Copy } from '../record/copies.ts';
import { ownEntries, type Entry } from '../record/entry.ts';
import { identityOf, type Identity } from '../record/identity.ts';

/** What a chart shows: the own entries, and what other hospitals showed to this clinician. */
export interface Chart {
  readonly patient: string;
  readonly identity: Identity;
  readonly own: readonly Entry[];
  readonly copies: readonly Copy[];
  /** Own and foreign entries together. */
  readonly entries: readonly Entry[];
}

const anyRows = rowsOf(v.unknown());

/** The chart of a patient; live events renew it, and a withdrawal empties what it showed at once (C11, X9). */
export function useChart(patient: string) {
  const { member } = useWho();
  const read = useAnswer('read', { patient }, anyRows);
  const copies = useCopies(patient);
  const chart = useMemo((): Chart | undefined => {
    if (read.data === undefined) return undefined;
    const own = ownEntries(read.data, member);
    const resource = own.find(({ type, id }) => type === 'Patient' && id === patient)?.resource;
    return {
      patient,
      identity: identityOf(resource),
      own,
      copies,
      entries: [...own, ...currentOf(copies)],
    };
  }, [read.data, copies, member, patient]);
  return { read, chart };
}

/** The reading copies for a patient. */
function useCopies(patient: string): readonly Copy[] {
  const queries = useQueryClient();
  const { data } = useAnswer('copies', { for: patient }, anyRows);
  useEvents(
    useCallback(
      (event: NodeEvent) => {
        if (event.kind !== 'consent' || event.member === undefined) return;
        // What is no longer held goes before anything is asked again.
        queries.setQueriesData<unknown[]>({ queryKey: ['copies'] }, (rows) =>
          rows === undefined ? undefined : heldAfter(rows, event),
        );
      },
      [queries],
    ),
  );
  return useMemo(() => copiesOf(data ?? []), [data]);
}
