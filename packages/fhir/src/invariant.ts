import type { Frame } from './walk.ts';

/** The members of a resource or element. */
export type Members = Readonly<Record<string, unknown>>;

/** One rule of the standard beyond the table: its key, what it says, and whether an element keeps it. */
export interface Invariant {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly says: string;
  readonly holds: (value: Members, frame: Frame) => boolean;
}

/** Rules by the name of the type or component that they are for. */
export type Invariants = readonly (readonly [owner: string, rules: readonly Invariant[]])[];

/** A rule whose breach is an error, if nothing else is said. */
export function rule(
  key: string,
  says: string,
  holds: Invariant['holds'],
  severity: 'error' | 'warning' = 'error',
): Invariant {
  return { key, severity, says, holds };
}

/** Whether a member is there. */
export function has(value: Members, key: string): boolean {
  return Object.hasOwn(value, key);
}

/** Whether one of the members is there, with a value or with extensions alone. */
export function some(value: Members, ...keys: string[]): boolean {
  return keys.some((key) => has(value, key) || has(value, `_${key}`));
}

/** Whether any form of a choice is there. */
export function chosen(value: Members, name: string): boolean {
  return Object.keys(value).some((key) => key.startsWith(name) || key.startsWith(`_${name}`));
}
