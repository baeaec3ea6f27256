import { useQueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState } from 'react';
import * as v from 'valibot';
import { createAgain } from './ask-again.ts';
import { kinds, type EventKind } from './touched.ts';

const facts = v.object({
  patient: v.optional(v.string()),
  id: v.optional(v.string()),
  type: v.optional(v.string()),
  member: v.optional(v.string()),
  resync: v.optional(v.boolean()),
});

/** One event of the node: ids only. */
export type NodeEvent = v.InferOutput<typeof facts> & { readonly kind: EventKind };

/** Hears events until the returned function is called. */
export type Hear = (listener: (event: NodeEvent) => void) => () => void;

/** The state of the page's line to its node, and how to hear what it says. */
export interface Live {
  readonly isConnected: boolean;
  readonly hear: Hear;
}

/** Gives the line to the pages below. */
export const LiveContext = createContext<Live>({ isConnected: true, hear: () => () => undefined });

/** How long a line that was refused waits before it is opened anew: a browser does not try again by itself. */
const againMs = 3_000;

/**
 * Opens the node's line while `on`; what an event touches is asked again. Where the node ends or refuses it, `ended` says whether
 * the session is over; if not, the line is opened anew, and what was missed meanwhile is asked again.
 */
export function useLine(on: boolean, ended: () => Promise<boolean>): Live {
  const queries = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  const [opened, setOpened] = useState(0);
  const [listeners] = useState(() => new Set<(event: NodeEvent) => void>());
  const [hear] = useState<Hear>(() => (listener: (event: NodeEvent) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  });

  useEffect(() => {
    if (!on) return undefined;
    const source = new EventSource('/api/v1/events');
    const again = createAgain(queries);
    let isLeft = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const openAnew = async (waitMs: number) => {
      const isOver = await ended();
      if (!isOver && !isLeft) timer = setTimeout(() => setOpened((times) => times + 1), waitMs);
    };
    source.addEventListener('open', () => setConnected(true));
    source.addEventListener('error', () => {
      setConnected(false);
      if (source.readyState === EventSource.CLOSED) void openAnew(againMs);
    });
    source.addEventListener('hello', (message) => {
      setConnected(true);
      if (opened > 0 || factsIn(message)?.resync === true) void queries.invalidateQueries();
    });
    source.addEventListener('end', () => {
      source.close();
      void openAnew(0);
    });
    for (const kind of kinds)
      source.addEventListener(kind, (message) => {
        const read = factsIn(message);
        if (read === undefined) return;
        again.heard(kind, read.patient);
        for (const listener of listeners) listener({ ...read, kind });
      });
    return () => {
      isLeft = true;
      clearTimeout(timer);
      again.stop();
      source.close();
    };
  }, [on, opened, ended, queries, listeners]);

  return { isConnected, hear };
}

/** Calls `listener` for each event while the component is shown. */
export function useEvents(listener: (event: NodeEvent) => void): void {
  const { hear } = use(LiveContext);
  useEffect(() => hear(listener), [hear, listener]);
}

function factsIn(message: MessageEvent<unknown>): v.InferOutput<typeof facts> | undefined {
  try {
    const text = typeof message.data === 'string' ? message.data : '';
    const parsed = v.safeParse(facts, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
