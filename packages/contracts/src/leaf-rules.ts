import { canonical, type Json, type JsonObject } from '@careledger/proof';
import { demand } from './contract-error.ts';
import type { DeviceLeaf } from './device-leaf.ts';
import type { Credential, PatientLeaf } from './patient-leaf.ts';
import type { StaffLeaf, StatusEntry } from './staff-leaf.ts';

/** How far ahead of a transaction's timestamp a status may begin. */
export const SKEW_MS = 60_000;

/** Demands that a leaf of staff follows what stood there: role and past stay, keys and statuses are only added to (I1, I4). */
export function demandStaffFollows(old: StaffLeaf | undefined, leaf: StaffLeaf, now: number): void {
  demand(isHistory(leaf.status, now), 'rule', 'statuses are in order and none lies ahead');
  demand(isKeyHistory(leaf.keys), 'rule', 'the keys of a person hold one after another');
  if (old === undefined) {
    demand(leaf.status.length === 1, 'rule', 'a person starts with one status');
    demand(leaf.status[0]?.status === 'active', 'rule', 'a person starts active');
    demand(leaf.keys.length === 1, 'rule', 'a person starts with one key');
    return;
  }
  demand(old.role === leaf.role, 'rule', 'a role stays');
  demand(isAppended(old.status, leaf.status), 'rule', 'a status is added, never changed');
  demand(isExtended(old.keys, leaf.keys), 'rule', 'a key is added or ended, never changed');
}

/** Demands that a device follows what stood there: its key stays, bindings end and are added, statuses are added (I5, T1). */
export function demandDeviceFollows(
  old: DeviceLeaf | undefined,
  leaf: DeviceLeaf,
  now: number,
): void {
  demand(isHistory(leaf.status, now), 'rule', 'statuses are in order and none lies ahead');
  demand(isKeyHistory(leaf.bindings), 'rule', 'the bindings of a device hold one after another');
  if (old === undefined) {
    demand(leaf.status.length === 1, 'rule', 'a device starts with one status');
    demand(leaf.status[0]?.status === 'active', 'rule', 'a device starts active');
    return;
  }
  demand(old.spki === leaf.spki, 'rule', 'the key of a device stays');
  demand(isAppended(old.status, leaf.status), 'rule', 'a status is added, never changed');
  demand(isExtended(old.bindings, leaf.bindings), 'rule', 'a binding is added or ended');
}

/** Demands that an enrolment permits nothing yet: version 0, signed by nobody, no credential retired (C5.4). */
export function demandEnrolment(leaf: PatientLeaf): void {
  demand(leaf.head.version === 0, 'rule', 'a patient starts at version 0');
  demand(leaf.head.credential === 'none', 'rule', 'a patient starts with a head of nobody');
  demand(
    leaf.credentials.every(({ retired }) => retired === null),
    'rule',
    'a credential starts in use',
  );
}

/** Demands that only credentials differ: each is added, ended or retired, and goes only when retired and not that of the head. */
export function demandCredentialsFollow(old: PatientLeaf, leaf: PatientLeaf): void {
  demand(isSame(old.head, leaf.head), 'rule', 'two of staff do not change a head');
  const kept = new Map(leaf.credentials.map((each) => [each.id, each]));
  for (const before of old.credentials) {
    const after = kept.get(before.id);
    const isDropped = before.retired !== null && before.id !== old.head.credential;
    demand(
      after === undefined ? isDropped : isCredentialKept(before, after),
      'rule',
      'a credential is added, ended or retired, never changed',
    );
  }
  const known = new Set(old.credentials.map(({ id }) => id));
  demand(
    leaf.credentials.every(({ id, retired }) => known.has(id) || retired === null),
    'rule',
    'a credential starts in use',
  );
}

/** Demands that one credential of the patient came and nothing else changed: what a patient may do alone (I9). */
export function demandCredentialAdded(old: PatientLeaf, leaf: PatientLeaf): void {
  demand(isSame(old.head, leaf.head), 'rule', 'a credential does not change a head');
  const known = new Set(old.credentials.map(({ id }) => id));
  const [added, ...more] = leaf.credentials.filter(({ id }) => !known.has(id));
  const kept = leaf.credentials.filter(({ id }) => known.has(id));
  demand(added !== undefined && more.length === 0, 'rule', 'one credential is added');
  demand(isSame(kept, old.credentials), 'rule', 'the other credentials stay');
  demand(
    added.holder === 'patient' &&
      added.scope === 'consent' &&
      added.retired === null &&
      added.until === null,
    'rule',
    'the credential is one more of the patient',
  );
}

/** Demands that only the head differs, by one version, with the credential that signed it (C5.3). */
export function demandHeadFollows(old: PatientLeaf, leaf: PatientLeaf, credential: string): void {
  demand(isSame(old.credentials, leaf.credentials), 'rule', 'a head alone changes');
  demand(leaf.head.version === old.head.version + 1, 'rule', 'a version follows its last');
  demand(leaf.head.credential === credential, 'rule', 'a head names who signed it');
}

/** Whether two forms are the same. */
export function isSame(one: Json, other: Json): boolean {
  return canonical(one) === canonical(other);
}

function isCredentialKept(before: Credential, after: Credential): boolean {
  const { until, retired, ...fixed } = after;
  const { until: untilBefore, retired: retiredBefore, ...fixedBefore } = before;
  const isEnded = untilBefore === null || (until !== null && until <= untilBefore);
  const isRetired = retired === retiredBefore || retiredBefore === null || retired === 'stolen';
  return isSame(fixed, fixedBefore) && isEnded && isRetired;
}

function isHistory(status: readonly StatusEntry[], now: number): boolean {
  return status.every((entry, index) => {
    const last = status[index - 1];
    return (
      entry.at <= now + SKEW_MS &&
      (last === undefined || (last.at < entry.at && last.status !== 'ended'))
    );
  });
}

type Period = { readonly from: number; readonly until: number | null };

function isKeyHistory(periods: readonly Period[]): boolean {
  return periods.every(({ from, until }, index) => {
    const last = periods[index - 1];
    return (
      (until === null || from <= until) &&
      (last === undefined || (last.until !== null && last.until <= from))
    );
  });
}

function isAppended(old: readonly Json[], now: readonly Json[]): boolean {
  return isSame(old, now.slice(0, old.length));
}

/** All but the last stay; the last may be given an earlier end. */
function isExtended<P extends Period & JsonObject>(old: readonly P[], now: readonly P[]): boolean {
  return old.every((before, index) => {
    const after = now[index];
    if (after === undefined) return false;
    const isEnded = before.until === null || (after.until !== null && after.until <= before.until);
    return (
      isSame({ ...before, until: null }, { ...after, until: null }) &&
      isEnded &&
      (index === old.length - 1 || after.until === before.until)
    );
  });
}
