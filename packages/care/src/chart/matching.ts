import { CareError } from '../care-error.ts';
import { isObject } from '../shape.ts';
import type { Incoming } from './incoming.ts';
import type { Resource } from './resource.ts';
import type { StoredVersion } from './rows.ts';
import type { Draft } from './writer.ts';

/** One resource on its way in by itself; throws `invalid` where it is of another type than it is sent to. */
export function single(
  resource: Resource,
  type: string,
  method: 'POST' | 'PUT',
  id: string,
  version: number,
): [Incoming] {
  if (resource.resourceType !== type)
    throw new CareError('invalid', 'The resource is of another type than it is sent to.');
  return [{ path: type, method, fullUrl: null, resource: { ...resource, id }, id, version }];
}

/** R2.1: an update names the version that it replaces, and it is the current one. */
export function checkMatch(
  current: StoredVersion,
  ifMatch: number | undefined,
  path: string = current.type,
): void {
  const fault = (code: 'conflict' | 'precondition', says: string): CareError =>
    new CareError(code, says, {
      issues: [{ code: code === 'conflict' ? 'conflict' : 'required', path, says }],
    });
  if (ifMatch === undefined)
    throw fault('precondition', 'An update must name the version that it replaces (If-Match).');
  if (ifMatch !== current.version)
    throw fault('conflict', 'Somebody else has changed this record: read it again.');
}

/** A record stays in the compartment that it is in. */
export function checkPatient(drafts: readonly Draft[], before: readonly StoredVersion[]): void {
  for (const was of before) {
    const draft = drafts.find(
      ({ id, resource }) => id === was.id && resource.resourceType === was.type,
    );
    if (draft && draft.patient !== was.patient)
      throw new CareError('invalid', 'An update cannot move a record to another patient.');
  }
}

/** A collection or batch as the transaction that creates what is in it; anything else as it is. */
export function asTransaction(bundle: unknown): unknown {
  if (!isObject(bundle) || (bundle['type'] !== 'collection' && bundle['type'] !== 'batch'))
    return bundle;
  const { entry } = bundle;
  if (!Array.isArray(entry)) return { ...bundle, type: 'transaction' };
  const entries = entry.map((each: unknown) => {
    if (!isObject(each) || 'request' in each || !isObject(each['resource'])) return each;
    return { ...each, request: { method: 'POST', url: each['resource']['resourceType'] } };
  });
  return { ...bundle, type: 'transaction', entry: entries };
}
