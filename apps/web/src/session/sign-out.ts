import { codeOf } from '../api/code-of.ts';

const key = 'careledger.sign-out';

/** Which sessions somebody wants to end: the one of this browser, or every one of his. */
export type Reach = 'here' | 'everywhere';

/** A sign-out that is owed until the node has taken it: no script can take away the session's cookie. */
export interface SignOut {
  /** Whether one was asked for that the node has not taken yet; a new load of the page still knows. */
  isOwed(): boolean;
  /** Asks the node; false where it did not take it, so that it stays owed. */
  end(reach: Reach): Promise<boolean>;
  /** Asks once more for what is owed; true where nothing is owed any more. */
  again(): Promise<boolean>;
  /** Nothing is owed any more: another session took the place of the one that should end. */
  drop(): void;
}

/** Makes sign-outs that fail aloud; `call` ends sessions at the node, `waitMs` is how long its answer may take. */
export function createSignOut(deps: {
  kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  call: (reach: Reach) => Promise<unknown>;
  waitMs: number;
}): SignOut {
  const { kept, call, waitMs } = deps;
  const isOwed = () => kept.getItem(key) !== null;
  const drop = () => kept.removeItem(key);

  async function end(reach: Reach): Promise<boolean> {
    kept.setItem(key, reach);
    try {
      await inTime(call(reach), waitMs);
    } catch (error) {
      // Whoever is not signed in any more is signed out.
      if (codeOf(error) !== 'unauthenticated') return false;
    }
    drop();
    return true;
  }

  return {
    isOwed,
    end,
    again: async () =>
      isOwed() ? end(kept.getItem(key) === 'everywhere' ? 'everywhere' : 'here') : true,
    drop,
  };
}

async function inTime(answer: Promise<unknown>, waitMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The node did not answer in time.')), waitMs);
  });
  try {
    await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
