import { codeOf } from '../../api/code-of.ts';
import type { StoreCheck } from './store-check.ts';

/** What is known of the whole store: only a check that came to its end and found nothing says that it is whole. */
export type StoreStanding =
  'asking' | 'failed' | 'faults' | 'never' | 'running' | 'unknown' | 'whole';

/** How the store stands by the node's answer about its last check; `not-found` alone says that there was none. */
export function storeStanding({
  data,
  error,
}: {
  data: Pick<StoreCheck, 'faults' | 'state'> | undefined;
  error: unknown;
}): StoreStanding {
  if (error !== null) return codeOf(error) === 'not-found' ? 'never' : 'unknown';
  if (data === undefined) return 'asking';
  if (data.state === 'running') return 'running';
  if (data.faults.length > 0) return 'faults';
  return data.state === 'failed' ? 'failed' : 'whole';
}
