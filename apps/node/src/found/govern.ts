import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { LedgerError, type Ledger } from '@careledger/ledger';

const Founding = Type.Object({
  members: Type.Object({ members: Type.Array(Type.Object({ mspId: Type.String() })) }),
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
  const organisations = Value.Parse(Founding, JSON.parse(text)).members.members.map((m) => m.mspId);
  if (organisations[0] !== mspId)
    throw new LedgerError(
      'refused',
      'The consortium is not founded yet; the first member does it.',
    );
  await ledger.transact({ book: 'governance', fn: 'found', arg: text, endorsedBy: organisations });
}
