import { indexSchema, verifyNode } from '@careledger/care';
import { stateSchema } from '@careledger/peer';
import type { Finding } from '@careledger/store';

/** What `careledger verify` finds wrong in the folder of a member, without a process of its own for it. */
export async function faultsIn(folder: string): Promise<Finding[]> {
  const found: Finding[] = [];
  for await (const finding of verifyNode(folder, { index: indexSchema, state: stateSchema }))
    if (!('unfinished' in finding)) found.push(finding);
  return found;
}
