import { createContext, use } from 'react';
import type { Entry } from '../record/entry.ts';

/** Opens an entry in a dialog over the chart. */
export const OpenEntryContext = createContext<(entry: Entry) => void>(() => undefined);

/** Gives the function that opens an entry. */
export function useOpenEntry(): (entry: Entry) => void {
  return use(OpenEntryContext);
}
