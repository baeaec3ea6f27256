import type { Hex } from '@careledger/proof';

/** What custodians took back lately: what is still on its way then is not kept when it comes (C4.2). */
export interface Lately {
  note(custodian: string, requests: readonly Hex[]): void;
  has(custodian: string, request: Hex): boolean;
}

/** Far longer than a question is under way. */
const lifeMs = 3_600_000;
const mostOfOne = 10_000;

/** Remembers in memory, for an hour and the newest 10 000 of each custodian. */
export function createLately(clock: () => number): Lately {
  const taken = new Map<string, Map<Hex, number>>();
  const isOver = (at: number) => clock() - at >= lifeMs;
  return {
    note(custodian, requests) {
      const its = taken.get(custodian) ?? new Map<Hex, number>();
      taken.set(custodian, its);
      for (const request of requests) {
        its.delete(request);
        its.set(request, clock());
      }
      // The oldest stand first.
      for (const [request, at] of its)
        if (isOver(at) || its.size > mostOfOne) its.delete(request);
        else break;
    },
    has(custodian, request) {
      const at = taken.get(custodian)?.get(request);
      return at !== undefined && !isOver(at);
    },
  };
}
