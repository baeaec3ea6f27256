import type { Layout, NetworkPlan } from './plan.ts';
import type { Programs } from './programs.ts';

/** What every step of setting up a network works with. */
export interface NetworkFacts {
  readonly plan: NetworkPlan;
  readonly layout: Layout;
  readonly programs: Programs;
  readonly signal: AbortSignal | undefined;
}
