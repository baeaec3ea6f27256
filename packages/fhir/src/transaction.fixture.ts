import { planTransaction } from './transaction.ts';
import type { PlanDependencies, PlannedEntry } from './transaction.ts';

/** A resource as a test writes it. */
export interface Typed {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

/** The full URL of an entry by a digit. */
export const uuid = (digit: number): string =>
  `urn:uuid:00000000-0000-4000-8000-00000000000${digit}`;
/** An entry that creates a resource. */
export const post = (
  fullUrl: string | undefined,
  resource: Typed,
  request: object = {},
): object => ({
  ...(fullUrl === undefined ? {} : { fullUrl }),
  resource,
  request: { method: 'POST', url: resource.resourceType, ...request },
});
/** An entry that updates a resource. */
export const put = (resource: Typed & { readonly id: string }, request: object = {}): object => ({
  resource,
  request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}`, ...request },
});
/** A transaction bundle of these entries. */
export const transaction = (...entry: unknown[]): unknown => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry,
});
/** A reference. */
export const refer = (reference: string): object => ({ reference });
/** The smallest Patient. */
export const patient = { resourceType: 'Patient' };

/** Ids n1, n2, … in the order in which they are asked for. */
export function counting(): PlanDependencies {
  let count = 0;
  return { newId: () => `n${(count += 1)}` };
}

/** The entries of the plan of a bundle; throws where there is none. */
export function entriesOf(
  bundle: unknown,
  deps: PlanDependencies = counting(),
): readonly PlannedEntry[] {
  const plan = planTransaction(bundle, deps);
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues));
  return plan.entries;
}

/** Why a bundle has no plan; empty where it has one. */
export function issuesOf(bundle: unknown, deps: PlanDependencies = counting()): string[] {
  const plan = planTransaction(bundle, deps);
  return plan.ok
    ? []
    : [plan.because, ...plan.issues.map(({ code, expression }) => `${code} ${expression ?? ''}`)];
}
