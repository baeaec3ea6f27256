import type { StoreName } from '@careledger/care';

const restore =
  'Stop the node, keep the changed file for the inquiry, and put this log back from the newest backup that is whole (careledger restore).';
const remake =
  'Nothing is lost: stop the node and start it again, and it is made anew from the logs.';

const meanings: Readonly<Record<StoreName, { meaning: string; do: string }>> = {
  registry: {
    meaning:
      'Accounts, cards, keys or consent documents are not as they were written. Who depends on this entry may be unable to act.',
    do: restore,
  },
  journal: {
    meaning:
      'An access, a reading or an act is not what was recorded. Its proof no longer holds; the checkpoints of the other members show what stood there.',
    do: restore,
  },
  vault: {
    meaning:
      'The content of a record is not what its author signed. Nobody is shown it; the chart says so in its place.',
    do: restore,
  },
  blocks: {
    meaning:
      'This copy of the shared ledger is not what was ordered. The other members have it whole.',
    do: 'Stop the node, move the folder of blocks away, and start it: it fetches the ledger again.',
  },
  index: { meaning: 'Search and lists were changed while the node was stopped.', do: remake },
  state: {
    meaning: 'The state of the shared ledger was changed while the node was stopped.',
    do: remake,
  },
};

/** What a fault in a log means for whoever reads it, and what to do. */
export function meaningOf(log: StoreName): { meaning: string; do: string } {
  return meanings[log];
}
