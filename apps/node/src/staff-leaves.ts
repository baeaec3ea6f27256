import { setTimeout as sleep } from 'node:timers/promises';
import { CareError, type Book, type Enrolment, type OfficeKey } from '@careledger/care';

/** The leaves of staff, which say what the hospital says of their accounts: at once, or as soon as the ledger is back (I4, R7.2). */
export interface StaffLeaves {
  /** Has the leaf of an account follow; gives the transaction, null where it stands already or waits for the ledger. */
  follow(user: string): Promise<string | null>;
  /** Whether the leaf says what the account says, and nothing else of it is under way. */
  isSettled(user: string): boolean;
  /** Has everybody's leaf follow, or throws; an account that was changed too often for its leaf keeps nobody else waiting. */
  followAll(): Promise<void>;
  /** Tries again what waits, until the signal ends it; costs nothing where nothing waits. */
  run(signal: AbortSignal): Promise<void>;
}

const againMs = 2000;
/** How long one try asks for the outcome of what was sent before. */
const outcomeMs = 10_000;

/** Opens the leaves of a hospital's staff; `office` signs their changes. */
export function openStaffLeaves(deps: {
  book: Book;
  enrolment: Enrolment;
  office: OfficeKey;
}): StaffLeaves {
  const { book, enrolment, office } = deps;
  const { people, log } = book.hospital;
  /** Who waits, and the number of the try that failed last. */
  const waiting = new Map<string, number>();
  let failed = 0;

  /** First the outcome of what was sent, as it may still change a leaf; then everybody who waited before that. */
  async function catchUp(signal: AbortSignal): Promise<void> {
    const round = [...waiting];
    await book.writer.settle(AbortSignal.any([signal, AbortSignal.timeout(outcomeMs)]));
    const ends = await Promise.allSettled(
      round.map(async ([user, number]) => {
        if (enrolment.following(user) !== 'full') await enrolment.staff(user, office);
        if (waiting.get(user) === number) waiting.delete(user);
      }),
    );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  return {
    async follow(user) {
      try {
        return (await enrolment.staff(user, office))?.tx ?? null;
      } catch (error) {
        const isLate = isAway(error) || waiting.has(user);
        if (!isLate || enrolment.following(user) === 'full') throw error;
        failed += 1;
        waiting.set(user, failed);
        return null;
      }
    },
    isSettled: (user) => !waiting.has(user) && enrolment.following(user) === 'anchored',
    async followAll() {
      const behind = people
        .directory()
        .filter(({ user }) => enrolment.following(user) === 'behind');
      await Promise.all(behind.map(({ user }) => enrolment.staff(user, office)));
    },
    async run(signal) {
      let told = '';
      while (!signal.aborted) {
        await sleep(againMs, undefined, { ref: false });
        if (signal.aborted || waiting.size === 0 || book.why() !== undefined) continue;
        try {
          await catchUp(signal);
          told = '';
        } catch (error) {
          const code = error instanceof CareError ? error.code : 'fault';
          if (!signal.aborted && told !== code) log({ event: 'staff-leaf-waits', code });
          told = code;
        }
      }
    },
  };
}

/** The ledger or its copy here is late, or this node does not stand on it yet. */
function isAway(error: unknown): boolean {
  if (error instanceof CareError) return ['not-ready', 'unreachable'].includes(error.code);
  return error instanceof Error && error.name === 'TimeoutError';
}
