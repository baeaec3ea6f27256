import { fromBase64url, toBase64url } from '@careledger/proof';
import { CareError } from '../care-error.ts';
import type { Registry } from '../registry/registry.ts';
import { integer, nullable, record, text } from '../shape.ts';

const KIND = 'staff-passkey';
const MOST = 10;

const shape = record({
  v: integer,
  user: text,
  name: text,
  spki: text,
  addedAt: integer,
  usedAt: nullable(integer),
});

/** A passkey of a member of staff; times in ms. */
export interface StaffPasskey {
  readonly id: string;
  readonly user: string;
  readonly name: string;
  readonly spki: Uint8Array;
  readonly addedAt: number;
  readonly usedAt: number | null;
}

/** The passkeys that sign members of staff in. */
export interface StaffPasskeys {
  of(user: string): StaffPasskey[];
  find(id: string): StaffPasskey | undefined;
  /** Durable when it resolves; throws `conflict` where the passkey is known or there are ten. */
  add(options: { id: string; user: string; name: string; spki: Uint8Array }): Promise<StaffPasskey>;
  /** Throws `not-found` where the user has no such passkey. */
  remove(options: { id: string; user: string }): Promise<void>;
  /** Notes that it signed somebody in. */
  used(id: string): Promise<void>;
}

/** Keeps passkeys of staff in the registry (kind `staff-passkey`, id = credential). */
export function createStaffPasskeys(deps: {
  registry: Registry;
  clock: () => number;
}): StaffPasskeys {
  const { registry, clock } = deps;
  const adding = new Set<string>();
  const find = (id: string): StaffPasskey | undefined => {
    const value = registry.get(KIND, id);
    if (value === undefined) return undefined;
    const { user, name, spki, addedAt, usedAt } = shape(value, KIND);
    return { id, user, name, spki: fromBase64url(spki), addedAt, usedAt };
  };
  const of = (user: string) =>
    [...registry.all(KIND)].flatMap(([id]) => find(id) ?? []).filter((key) => key.user === user);
  const put = ({ id, spki, ...passkey }: StaffPasskey) =>
    registry.put(KIND, id, { v: 1, ...passkey, spki: toBase64url(spki) });
  return {
    of,
    find,
    add: async ({ id, user, name, spki }) => {
      const isKnown = find(id) !== undefined || registry.get('credential', id) !== undefined;
      if (isKnown || adding.has(id))
        throw new CareError('conflict', 'This passkey is registered already.');
      if (of(user).length >= MOST)
        throw new CareError('conflict', `Remove a passkey first: there are ${MOST} already.`);
      const passkey = { id, user, name, spki, addedAt: clock(), usedAt: null };
      adding.add(id);
      try {
        await put(passkey);
      } finally {
        adding.delete(id);
      }
      return passkey;
    },
    remove: async ({ id, user }) => {
      if (find(id)?.user !== user) throw new CareError('not-found', 'There is no such passkey.');
      await registry.put(KIND, id, null);
    },
    used: async (id) => {
      const passkey = find(id);
      if (passkey !== undefined) await put({ ...passkey, usedAt: clock() });
    },
  };
}
