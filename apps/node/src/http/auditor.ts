import { CareError, type Actor } from '@careledger/care';
import type { Operation } from '@careledger/protocol';

/** What an auditor may call: what a privacy officer reads, and his own sign-in; everything else is refused (D4). */
const permitted: ReadonlySet<Operation> = new Set([
  'whoami',
  'logout',
  'step-up',
  'passkeys',
  'passkey-options',
  'passkey-add',
  'passkey-remove',
  'change-password',
  'status',
  'roots',
  'directory',
  'members',
  'find',
  'disclosures',
  'disclosure',
  'disclosure-search',
  'disclosure-csv',
  'openings',
  'unusual',
  'receipts',
  'incidents',
  'reviews',
  'prove',
  'verify-run',
  'verify-state',
]);

/** Throws `forbidden` where an auditor calls what changes something or is not his to read. */
export function demandNotAuditing(actor: Actor | undefined, name: Operation): void {
  if (actor?.kind === 'staff' && actor.role === 'auditor' && !permitted.has(name))
    throw new CareError('forbidden', 'An auditor reads who saw what, and changes nothing.');
}
