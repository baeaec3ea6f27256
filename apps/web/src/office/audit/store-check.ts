import * as v from 'valibot';
import { maybeText } from '../../api/forms.ts';

const stores = ['blocks', 'vault', 'journal', 'registry', 'index', 'state'] as const;
const store = v.picklist(stores);

const faultForm = v.object({
  log: store,
  segment: v.union([v.string(), v.number()]),
  entry: v.nullable(v.number()),
  what: v.string(),
});

/** How a check of the whole store stands. */
export const checkForm = v.object({
  id: v.string(),
  state: v.picklist(['running', 'done', 'failed']),
  startedAt: v.string(),
  endedAt: maybeText,
  log: v.nullable(store),
  checked: v.number(),
  total: v.number(),
  logs: v.array(
    v.object({
      log: store,
      entries: v.number(),
      state: v.picklist(['waiting', 'running', 'whole', 'fault', 'unfinished']),
    }),
  ),
  faults: v.array(faultForm),
});

/** A check of the whole store. */
export type StoreCheck = v.InferOutput<typeof checkForm>;

/** One of its stores. */
export type CheckedStore = StoreCheck['logs'][number];

/** A place that is not as it was written. */
export type StoreFault = v.InferOutput<typeof faultForm>;

/** The stores in the order of the page: the four that count, then the two that can be made anew. */
export function inOrder(logs: StoreCheck['logs']): CheckedStore[] {
  return stores.flatMap((name) => logs.filter(({ log }) => log === name));
}
