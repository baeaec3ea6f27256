import { isActiveAt, keyAt, parse, staffLeaf, type StaffLeaf } from '@careledger/contracts';
import { isObject, type Hex, type Json } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Registry } from '../registry/registry.ts';
import { integer, nullable, record, text } from '../shape.ts';

const standingShape = record({
  v: integer,
  until: nullable(integer),
  suspended: nullable(record({ at: integer, by: text, why: text })),
});

/** What the hospital says of an account: how long it lasts, and whether it is suspended, since when, by whom and why; times in ms. */
export type Standing = Omit<ReturnType<typeof standingShape>, 'v'>;

/** Whether an account may act now, and why not; `at` is when it was suspended. */
export interface StaffState {
  readonly state: 'active' | 'expired' | 'suspended';
  readonly until: number | null;
  readonly at: number | null;
  readonly by: Hex | null;
  readonly why: string;
}

const standingKind = 'standing';

/** What is on record of an account; undefined where nobody has said anything yet. */
export function standingOf(registry: Pick<Registry, 'get'>, user: string): Standing | undefined {
  const row = registry.get(standingKind, user);
  if (row === undefined) return undefined;
  const { until, suspended } = standingShape(row, standingKind);
  return { until, suspended };
}

/** The row of the registry that keeps a standing. */
export function standingRow(
  user: string,
  standing: Standing,
): { kind: string; id: string; value: Json } {
  return { kind: standingKind, id: user, value: { v: 1, ...standing } };
}

/** The state of an account at a time: active where both the hospital and its leaf say so (I4). */
export function stateOf(
  registry: Pick<Registry, 'get'>,
  { user, handle, now }: { user: string; handle: Hex; now: number },
): StaffState {
  const standing = standingOf(registry, user);
  const leaf = leafOf(registry.get('leaf-staff', handle));
  const until = standing === undefined ? (leaf?.keys.at(-1)?.until ?? null) : standing.until;
  const suspended = standing?.suspended ?? null;
  const facts = { until, at: null, by: null, why: '' };
  if (suspended !== null) return { state: 'suspended', ...facts, ...suspended };
  if (leaf !== undefined && !isActiveAt(leaf.status, now))
    return { state: 'suspended', ...facts, at: leaf.status.at(-1)?.at ?? null };
  const isOver =
    (until !== null && until <= now) || (leaf !== undefined && keyAt(leaf, now) === undefined);
  return { state: isOver ? 'expired' : 'active', ...facts };
}

function leafOf(kept: Json | undefined): StaffLeaf | undefined {
  const leaf = isObject(kept) ? kept['leaf'] : undefined;
  return leaf === undefined ? undefined : parse(staffLeaf, leaf);
}

/** Demands a last day that lies ahead, or none. */
export function demandAhead(until: number | null, now: number): void {
  if (until !== null && !(until > now))
    throw new CareError('invalid', 'An account ends on a day that lies ahead.');
}
