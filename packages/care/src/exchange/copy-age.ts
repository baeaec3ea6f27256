import { integer, record } from '../shape.ts';
import type { Hospital } from '../hospital.ts';
import type { Registry } from '../registry/registry.ts';

/** How old the own copy of the ledger is. */
export interface CopyAge {
  /** Milliseconds since a block came that was new; infinite where none ever did. */
  ms(): number;
}

/** The oldest copy that an emergency without ledger is decided on. */
export const OLDEST_COPY_MS = 24 * 3_600_000;

const kind = 'ledger-seen';
const notedEveryMs = 600_000;
const shape = record({ height: integer, at: integer });

/** Notes when blocks come, at most every 10 minutes on disk, so that a restart makes no copy younger. */
export function openCopyAge(deps: {
  hospital: Pick<Hospital, 'clock'> & { readonly registry: Pick<Registry, 'get' | 'put'> };
  view: { onBlock(listener: (block: { readonly number: number }) => void): () => void };
}): CopyAge {
  const { registry, clock } = deps.hospital;
  const row = registry.get(kind, 'last');
  let noted = row === undefined ? { height: -1, at: Number.NEGATIVE_INFINITY } : shape(row, kind);
  let at = noted.at;
  deps.view.onBlock(({ number }) => {
    // A block that was there before the last note is read again, and is no news.
    if (number <= noted.height) return;
    at = clock();
    if (at - noted.at < notedEveryMs) return;
    noted = { height: number, at };
    void registry.put(kind, 'last', noted);
  });
  return { ms: () => clock() - at };
}
