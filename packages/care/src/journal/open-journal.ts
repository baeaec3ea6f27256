import { commitment, utf8 } from '@careledger/proof';
import type { Log } from '@careledger/store';
import { CareError } from '../care-error.ts';
import { openSealedLog, type SealedLog } from '../sealed-log.ts';
import { integer, json, isObject, record, text } from '../shape.ts';
import type { Entry, JournaledEntry } from './entry.ts';
import type { Journal } from './journal.ts';

const FORMAT = 1;
const sealedShape = record({ v: integer, nonce: text, entry: json });

/** The journal before anything projects it: `project` is awaited for every entry, in journal order. */
export interface OpenedJournal extends Journal {
  readonly log: Log;
  projectBy(project: (entries: readonly JournaledEntry[]) => void): void;
}

/** Opens the journal's log; an entry is sealed with its nonce, and the tree holds `commitment(nonce, entry)`. */
export async function openJournal(
  options: { folder: string; member: string; key: Uint8Array },
  deps: { random: (bytes: number) => Uint8Array; log: (line: { event: string }) => void },
): Promise<OpenedJournal> {
  const sealed = await openSealedLog({ ...options, name: 'journal' });
  const { log } = sealed;
  const listeners = new Set<(journaled: JournaledEntry) => void>();
  const order = createOrder(log.size, (entries) => {
    project(entries);
    for (const entry of entries)
      for (const listener of listeners) {
        try {
          listener(entry);
        } catch {
          deps.log({ event: 'journal-listener-failed' });
        }
      }
  });
  let project: (entries: readonly JournaledEntry[]) => void = () => undefined;

  const appendAll = async (entries: readonly Entry[]): Promise<JournaledEntry[]> => {
    if (entries.length === 0) return [];
    const drafts = entries.map((entry) => {
      const nonce = Buffer.from(deps.random(32)).toString('hex');
      const leaf = commitment(nonce, entry);
      return {
        entry,
        nonce,
        leaf,
        body: sealed.seal(utf8(JSON.stringify({ v: FORMAT, nonce, entry }))),
      };
    });
    const first = await log.appendAll(drafts.map(({ body, leaf }) => ({ body, leaf })));
    const journaled = drafts.map(({ entry, nonce, leaf }, n) => ({
      entry,
      nonce,
      commitment: leaf,
      index: first + n,
    }));
    await order.arrived(journaled);
    return journaled;
  };
  const one = async (entry: Entry): Promise<JournaledEntry> => {
    const [journaled] = await appendAll([entry]);
    if (journaled === undefined) throw new CareError('not-ready', 'The journal kept nothing.');
    return journaled;
  };
  return {
    log,
    append: one,
    appendAll,
    read: async (index) => opened(sealed, index, await log.read(index)),
    entries: async function* entries(from = 0) {
      for await (const { index, body } of log.entries(from)) yield opened(sealed, index, body);
    },
    tree: treeOf(log),
    get size() {
      return log.size;
    },
    get head() {
      return log.head;
    },
    onAppend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    projectBy: (given) => (project = given),
    close: () => log.close(),
  };
}

function treeOf(log: Log): Journal['tree'] {
  return {
    get size() {
      return log.tree.size;
    },
    root: (size) => log.tree.root(size),
    inclusion: (index, size) => log.tree.inclusion(index, size),
    consistency: (first, second) => log.tree.consistency(first, second),
  };
}

function opened(sealed: SealedLog, index: number, body: Uint8Array): JournaledEntry {
  const plain: unknown = JSON.parse(sealed.open(body).toString('utf8'));
  const { v, nonce, entry } = sealedShape(plain, 'journal entry');
  if (v !== FORMAT)
    throw new CareError('not-ready', 'The journal was written by a newer version of this program.');
  if (!isEntry(entry)) throw new CareError('invalid', 'A journal entry has no kind or time.');
  return { index, nonce, commitment: commitment(nonce, entry), entry };
}

function isEntry(value: unknown): value is Entry {
  return isObject(value) && typeof value['t'] === 'string' && typeof value['at'] === 'number';
}

interface Waiting {
  readonly entry: JournaledEntry;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

/** Hands entries on in the order of their index, several at once, in whatever order they arrive. */
function createOrder(
  start: number,
  deliver: (entries: readonly JournaledEntry[]) => void,
): { arrived(entries: readonly JournaledEntry[]): Promise<void> } {
  const waiting = new Map<number, Waiting>();
  let next = start;
  let isScheduled = false;
  const flush = () => {
    isScheduled = false;
    const ready: Waiting[] = [];
    for (let found = waiting.get(next); found; found = waiting.get(next)) {
      waiting.delete(next);
      ready.push(found);
      next += 1;
    }
    try {
      if (ready.length > 0) deliver(ready.map(({ entry }) => entry));
      for (const { settle } of ready) settle();
    } catch (error) {
      for (const { fail } of ready) fail(error);
    }
  };
  return {
    arrived: (entries) => {
      const settled = entries.map(
        (entry) =>
          new Promise<void>((settle, fail) => waiting.set(entry.index, { entry, settle, fail })),
      );
      if (!isScheduled) {
        isScheduled = true;
        setImmediate(flush);
      }
      return Promise.all(settled).then(() => undefined);
    },
  };
}
