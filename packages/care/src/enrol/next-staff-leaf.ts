import { demandStaffFollows, type StaffLeaf } from '@careledger/contracts';
import { commitment, toBase64url, type Hex } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Role } from '../people/actor.ts';
import type { Standing } from '../people/standing.ts';

/** The longest histories that a leaf holds. */
const MOST = { keys: 16, status: 64 } as const;

/** The first leaf of a member of staff, who starts active; `nonce` hides the name. */
export function firstStaffLeaf(
  person: { handle: Hex; name: string; role: Role; spki: Uint8Array },
  until: number | null,
  nonce: Hex,
): StaffLeaf {
  return {
    v: 1,
    handle: person.handle,
    name: commitment(nonce, person.name),
    role: person.role,
    keys: [{ spki: toBase64url(person.spki), from: 0, until }],
    // From 0: what was signed before the ledger could be reached counts as well.
    status: [{ status: 'active', at: 0 }],
  };
}

/** The leaf that says what the hospital says of an account now (I4): statuses and periods are only added to. */
export function nextStaffLeaf(
  leaf: StaffLeaf,
  { until, suspended }: Standing,
  now: number,
): StaffLeaf {
  const status = nextStatus(leaf.status, suspended, now);
  const keys = nextKeys(leaf.keys, until, now);
  const hasRoom = keys.length <= MOST.keys;
  // A suspension goes in also where there is no room for another period.
  if (status.length > MOST.status || (!hasRoom && status === leaf.status))
    throw new CareError('conflict', 'This account was changed too often: add a new one.');
  const next = { ...leaf, status, keys: hasRoom ? keys : leaf.keys };
  demandStaffFollows(leaf, next, now);
  return next;
}

function nextStatus(
  status: StaffLeaf['status'],
  suspended: Standing['suspended'],
  now: number,
): StaffLeaf['status'] {
  const last = status.at(-1);
  const wanted = suspended === null ? 'active' : 'suspended';
  if (last === undefined || last.status === wanted || last.status === 'ended') return status;
  const at = Math.min(suspended?.at ?? now, now);
  return [...status, { status: wanted, at: Math.max(at, last.at + 1) }];
}

/** An earlier end shortens the last period; a later one is a period of its own from now on, under the same key. */
function nextKeys(keys: StaffLeaf['keys'], until: number | null, now: number): StaffLeaf['keys'] {
  const last = keys.at(-1);
  if (last === undefined || last.until === until) return keys;
  const before = keys.slice(0, -1);
  const isEarlier = until !== null && (last.until === null || until < last.until);
  if (isEarlier) return [...before, { ...last, until: Math.max(until, last.from) }];
  const end = Math.max(last.from, Math.min(last.until ?? now, now));
  return [...before, { ...last, until: end }, { ...last, from: Math.max(end, now), until }];
}
