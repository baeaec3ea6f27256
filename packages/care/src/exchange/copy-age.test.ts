import { describe, expect, it } from 'vitest';
import type { Json } from '@careledger/proof';
import { OLDEST_COPY_MS, openCopyAge } from './copy-age.ts';
import { demandYoungCopy } from './taken.ts';

/** A node with a clock, rows on disk, and blocks as they come. */
function nodeAt(start: number) {
  const rows = new Map<string, Json>();
  const now = { ms: start };
  const open = () => {
    const listeners: ((block: { number: number }) => void)[] = [];
    const copyAge = openCopyAge({
      hospital: {
        clock: () => now.ms,
        registry: {
          get: (kind: string, id: string) => rows.get(`${kind}/${id}`),
          put: async (kind: string, id: string, value: Json) =>
            void rows.set(`${kind}/${id}`, value),
        },
      },
      view: {
        onBlock: (listener) => {
          listeners.push(listener);
          return () => {};
        },
      },
    });
    const block = (number: number) => {
      for (const listener of listeners) listener({ number });
    };
    return { copyAge, block };
  };
  return { now, open };
}

describe('the age of the own copy of the ledger', () => {
  it('D2 lets an emergency be decided on a copy of 24 h and not on an older one', () => {
    const node = nodeAt(1_000);
    const { copyAge, block } = node.open();
    block(1);
    node.now.ms += OLDEST_COPY_MS;
    expect(() => demandYoungCopy(copyAge)).not.toThrow();
    node.now.ms += 1;
    expect(() => demandYoungCopy(copyAge)).toThrow(/24 hours/);
    block(2);
    expect(() => demandYoungCopy(copyAge)).not.toThrow();
  });

  it('D2 does not grow younger by a restart, nor by blocks that were known before', () => {
    const node = nodeAt(1_000);
    node.open().block(7);
    node.now.ms += OLDEST_COPY_MS + 1;
    const again = node.open();
    expect(() => demandYoungCopy(again.copyAge)).toThrow(/24 hours/);
    again.block(7);
    expect(() => demandYoungCopy(again.copyAge)).toThrow(/24 hours/);
  });

  it('D2 refuses where no block was ever seen', () => {
    expect(() => demandYoungCopy(nodeAt(1_000).open().copyAge)).toThrow(/24 hours/);
  });
});
