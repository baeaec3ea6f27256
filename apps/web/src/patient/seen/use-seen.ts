import { useMemo } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { useWho } from '../../session/session.tsx';
import { useOthers } from '../record/use-record.ts';
import { disclosuresForm, type DisclosureRow } from './disclosures.ts';

/** One access, with the hospital whose part was looked at. */
export interface SeenRow {
  readonly row: DisclosureRow;
  readonly custodian: string;
  readonly custodianName: string;
}

/** Who has seen what, over all hospitals whose part is here, newest first. */
export function useSeen() {
  const { member, memberName } = useWho();
  const own = useAnswer('disclosures', {}, disclosuresForm);
  const { handed } = useOthers();
  const rows = useMemo<readonly SeenRow[]>(
    () =>
      [
        ...(own.data ?? []).map((row) => ({ row, custodian: member, custodianName: memberName })),
        ...handed.flatMap((part) =>
          part.seen.map((row) => ({ row, custodian: part.member, custodianName: part.memberName })),
        ),
      ].toSorted((a, b) => Date.parse(b.row.at) - Date.parse(a.row.at)),
    [own.data, handed, member, memberName],
  );
  return { own, rows };
}
