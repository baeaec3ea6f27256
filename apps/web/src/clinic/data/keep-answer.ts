import type { QueryClient } from '@tanstack/react-query';
import type { Shown } from '../ask/shown.ts';
import { listOf } from '../record/json.ts';

/** Shows an answer in the chart at once; what the node keeps of it is asked for next and stands above this. */
export function keepAnswer(
  queries: QueryClient,
  answer: Shown,
  about: { readonly patient: string; readonly custodian: string; readonly basis: string },
): void {
  if (!answer.available) return;
  const { basis, custodian, patient } = about;
  const row = {
    request: answer.request,
    custodian,
    for: patient,
    at: new Date().toISOString(),
    eraseAt: answer.until === null ? null : new Date(answer.until).toISOString(),
    basis,
    stale: false,
    resources: answer.resources,
    filed: [],
  };
  queries.setQueryData(['copies', { for: patient }], (rows: unknown) => [row, ...listOf(rows)]);
}
