import { NodeProblem, problemOf } from '@careledger/protocol';
import { describe, expect, it } from 'vitest';
import { createSignOut, type Reach } from './sign-out.ts';

/** A browser's memory, and a node that takes what `answers` says. */
function page(answers: ('fault' | 'silence' | 'taken' | 'unauthenticated' | 'unreachable')[]) {
  const memory = new Map<string, string>();
  const asked: Reach[] = [];
  const open = () =>
    createSignOut({
      kept: {
        getItem: (key) => memory.get(key) ?? null,
        setItem: (key, value) => void memory.set(key, value),
        removeItem: (key) => void memory.delete(key),
      },
      call: async (reach) => {
        asked.push(reach);
        const answer = answers.shift();
        if (answer === 'silence') await new Promise(() => undefined);
        if (answer !== 'taken') throw new NodeProblem(problemOf(answer ?? 'fault', 'a test'));
      },
      waitMs: 20,
    });
  return { open, asked };
}

describe('signing out', () => {
  it('I8.1 is done when the node has taken it, or knows no session any more', async () => {
    for (const answer of ['taken', 'unauthenticated'] as const) {
      const signOut = page([answer]).open();
      expect(await signOut.end('here')).toBe(true);
      expect(signOut.isOwed()).toBe(false);
    }
  });

  it('I8.1 is owed while the node does not answer, does so too late, or fails', async () => {
    for (const answer of ['unreachable', 'silence', 'fault'] as const) {
      const signOut = page([answer]).open();
      expect(await signOut.end('here'), answer).toBe(false);
      expect(signOut.isOwed(), answer).toBe(true);
    }
  });

  it('I8.1 is asked for again as it was, also by a page that was loaded anew', async () => {
    const { open, asked } = page(['unreachable', 'unreachable', 'taken']);
    await open().end('everywhere');
    const anew = open();
    expect(anew.isOwed()).toBe(true);
    expect(await anew.again()).toBe(false);
    expect(await anew.again()).toBe(true);
    expect(asked).toEqual(['everywhere', 'everywhere', 'everywhere']);
    expect(await anew.again(), 'nothing is owed').toBe(true);
    expect(asked).toHaveLength(3);
  });

  it('I8.1 ends no session of whoever signed in meanwhile', async () => {
    const { open, asked } = page(['unreachable']);
    const signOut = open();
    await signOut.end('here');
    open().drop();
    expect(await signOut.again()).toBe(true);
    expect(asked).toEqual(['here']);
  });
});
