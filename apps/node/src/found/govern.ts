import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { LedgerError, type Ledger } from '@careledger/ledger';

const Founding = v.object({
  members: v.object({ members: v.array(v.object({ mspId: v.string() })) }),
});

/** Puts the founding members on the ledger where they are not there yet; every member endorses. */
export async function foundGovernance(deps: {
  folder: string;
  ledger: Ledger;
  mspId: string;
}): Promise<void> {
  const { folder, ledger, mspId } = deps;
  const known = await ledger.evaluate({ book: 'governance', fn: 'read', arg: 'members' });
  if (known.length > 0) return;
  const text = readFileSync(join(folder, 'founding.json'), 'utf8').trim();
  const organisations = v.parse(Founding, JSON.parse(text)).members.members.map((m) => m.mspId);
  if (organisations[0] !== mspId)
    throw new LedgerError(
      'refused',
      'The consortium is not founded yet; the first member does it.',
    );
  await ledger.transact({ book: 'governance', fn: 'found', arg: text, endorsedBy: organisations });
}
