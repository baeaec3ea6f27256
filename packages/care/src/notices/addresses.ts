import type { Hospital } from '../hospital.ts';
import type { Actor } from '../people/actor.ts';
import type { Language } from '../consent/phrases.ts';
import { isObject } from '../shape.ts';

/** Where somebody wants to be told, and whether at all. */
export interface Address {
  readonly mail: string | null;
  readonly isOn: boolean;
  /** What messages to this address are written in. */
  readonly language: Language;
}

/** Addresses of patients and staff, kept encrypted in the registry (kind `address`). */
export interface Addresses {
  of(owner: string): Address;
  set(owner: string, change: Partial<Address>): Promise<Address>;
}

/** The name under which an actor's address is kept. */
export function ownerOf(actor: Actor): string {
  return actor.kind === 'staff' ? `user:${actor.user}` : `patient:${actor.patient}`;
}

/** Opens the addresses of a hospital. */
export function openAddresses({ registry }: Pick<Hospital, 'registry'>): Addresses {
  const of = (owner: string): Address => {
    const row = registry.get('address', owner);
    if (!isObject(row)) return { mail: null, isOn: true, language: 'en' };
    const { mail, on, language } = row;
    return {
      mail: typeof mail === 'string' ? mail : null,
      isOn: on !== false,
      language: language === 'de' ? 'de' : 'en',
    };
  };
  return {
    of,
    set: async (owner, change) => {
      const next = { ...of(owner), ...change };
      const { mail, isOn, language } = next;
      await registry.put('address', owner, { mail, on: isOn, language });
      return next;
    },
  };
}
