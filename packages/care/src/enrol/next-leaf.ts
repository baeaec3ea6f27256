import type { Credential, PatientLeaf } from '@careledger/contracts';
import { CareError } from '../care-error.ts';
import { guardianshipOf } from '../guardians/guardianship.ts';
import { isObject, textIn } from '../shape.ts';
import { newPatientLeaf, ownCredential } from './new-leaf.ts';
import type { WaitingRow } from './waiting.ts';

const MOST = 8;

/**
 * The leaf that an act makes of the one that stands there; undefined while the act wants a passkey that is not yet registered.
 * Throws `not-found` where the credential that it names is not in use.
 */
export function nextLeaf(
  row: WaitingRow,
  old: PatientLeaf | undefined,
  at: { member: string; now: number },
): PatientLeaf | undefined {
  const { passkey, about, handle, stop, documentNonce } = row;
  const { now } = at;
  const added = passkey ? [ownCredential(passkey, now)] : [];
  if (row.kind === 'enrol') {
    if (stop === null || documentNonce === null) return undefined;
    const made = { member: at.member, handle, credentials: added, stop, documentNonce };
    return newPatientLeaf(made).leaf;
  }
  if (old === undefined)
    throw new CareError('conflict', 'This patient is not enrolled yet; two staff enrol.');
  const { credentials } = old;
  switch (row.kind) {
    case 'add-passkey':
      return added.length === 0 ? undefined : grown(old, [...credentials, ...added]);
    case 'replace': {
      const isStolen = isObject(about) && about['why'] === 'stolen';
      if (added.length === 0 && !isStolen) return undefined;
      const retired = isStolen ? 'stolen' : 'replaced';
      const changed = changedOne(old, lost(row), (each) => ({ ...each, retired }));
      return grown(old, [...changed, ...added]);
    }
    case 'guardian': {
      const [own] = added;
      if (own === undefined) return undefined;
      const { scope, from, until } = guardianshipOf(about);
      const credential: Credential = { ...own, holder: 'guardian', scope, from, until };
      return grown(old, [...credentials, credential]);
    }
    case 'guardian-end': {
      const ended = changedOne(old, lost(row), (each) => {
        if (each.holder !== 'guardian') throw new CareError('not-found', 'This is no guardian.');
        return { ...each, until: now };
      });
      return { ...old, credentials: ended };
    }
  }
}

/** The credential that an act is about. */
export function lost({ about }: WaitingRow): string {
  return isObject(about) ? textIn(about, 'credential') : '';
}

function changedOne(
  { credentials }: PatientLeaf,
  id: string,
  change: (credential: Credential) => Credential,
): Credential[] {
  if (!credentials.some((each) => each.id === id && each.retired === null))
    throw new CareError('not-found', 'This passkey is not in use.');
  return credentials.map((each) => (each.id === id ? change(each) : each));
}

/** A leaf holds eight: retired ones make room, but for the one that signed the consent in force. */
function grown(old: PatientLeaf, credentials: readonly Credential[]): PatientLeaf {
  const mayGo = credentials.filter(
    ({ id, retired }) =>
      retired !== null &&
      id !== old.head.credential &&
      old.credentials.some((each) => each.id === id && each.retired !== null),
  );
  const gone = new Set(mayGo.slice(0, Math.max(0, credentials.length - MOST)).map(({ id }) => id));
  const kept = credentials.filter(({ id }) => !gone.has(id));
  if (kept.length > MOST)
    throw new CareError('conflict', 'Eight passkeys are in use; retire one of them first.');
  return { ...old, credentials: kept };
}
