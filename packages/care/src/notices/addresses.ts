import type { Hospital } from '../hospital.ts';
import type { Actor } from '../people/actor.ts';
import { isObject } from '../shape.ts';

/** Where somebody wants to be told, and whether at all. */
export interface Address {
  readonly mail: string | null;
  readonly isOn: boolean;
}

/** Addresses of patients and staff, kept encrypted in the registry (kind `address`). */
export interface Addresses {
  of(owner: string): Address;
  set(owner: string, change: { mail?: string | null; isOn?: boolean }): Promise<Address>;
}

/** The name under which an actor's address is kept. */
export function ownerOf(actor: Actor): string {
  return actor.kind === 'staff' ? `user:${actor.user}` : `patient:${actor.patient}`;
}

/** Opens the addresses of a hospital. */
export function openAddresses({ registry }: Pick<Hospital, 'registry'>): Addresses {
  const of = (owner: string): Address => {
    const row = registry.get('address', owner);
    if (!isObject(row)) return { mail: null, isOn: true };
    const { mail, on } = row;
    return { mail: typeof mail === 'string' ? mail : null, isOn: on !== false };
  };
  return {
    of,
    set: async (owner, change) => {
      const now = of(owner);
      const mail = change.mail === undefined ? now.mail : change.mail;
      const isOn = change.isOn ?? now.isOn;
      await registry.put('address', owner, { mail, on: isOn });
      return { mail, isOn };
    },
  };
}
