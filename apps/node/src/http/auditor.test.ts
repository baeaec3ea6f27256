import type { Actor, Role } from '@careledger/care';
import { operations, type Operation } from '@careledger/protocol';
import { describe, expect, it } from 'vitest';
import { demandNotAuditing } from './auditor.ts';

const somebody = (role: Role): Actor => ({
  kind: 'staff',
  user: role,
  handle: 'ab'.repeat(32),
  role,
  steppedUp: true,
  sign: () => Buffer.alloc(0),
});
const isOperation = (name: string): name is Operation => Object.hasOwn(operations, name);
const all = Object.keys(operations).filter(isOperation);
const isRefused = (actor: Actor | undefined) => (name: Operation) => {
  try {
    demandNotAuditing(actor, name);
    return false;
  } catch {
    return true;
  }
};

describe('an auditor', () => {
  it('D4 is refused whatever changes something, and whatever is not named', () => {
    const refused = all.filter(isRefused(somebody('auditor')));
    expect(refused).toEqual(
      expect.arrayContaining([
        'review',
        'read',
        'add-practitioner',
        'staff',
        'ask',
        'card',
        'pause',
      ]),
    );
    const own =
      'whoami logout step-up passkeys passkey-options passkey-add passkey-remove change-password';
    const reads =
      'directory members find disclosures disclosure disclosure-search disclosure-csv openings unusual receipts incidents reviews prove roots status verify-run verify-state';
    const permitted = all.filter((name) => !refused.includes(name));
    expect(permitted.toSorted()).toEqual(`${own} ${reads}`.split(' ').toSorted());
  });

  it('D4 alone is bound so', () => {
    for (const role of ['doctor', 'administrator', 'privacy-officer', 'researcher'] as const)
      expect(all.filter(isRefused(somebody(role)))).toEqual([]);
    expect(all.filter(isRefused(undefined))).toEqual([]);
  });
});
