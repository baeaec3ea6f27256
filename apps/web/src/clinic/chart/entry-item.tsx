import type { ReactNode } from 'react';
import { useOpenEntry } from './opened-entry.tsx';
import type { Entry } from '../record/entry.ts';

/** A row of a panel: dashed and tinted where another hospital keeps it; its name opens it. */
export function EntryItem({
  entry,
  name,
  beside,
  children,
}: {
  entry: Entry;
  name: string;
  /** What stands beside the name: tags. */
  beside?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={entry.isOurs ? 'item' : 'item item--other'}>
      <div className="row">
        <EntryName entry={entry} name={name} />
        {beside}
      </div>
      {children}
    </div>
  );
}

/** The name of an entry: opens what is known of it and what can be done with it. */
export function EntryName({ entry, name }: { entry: Entry; name: string }) {
  const open = useOpenEntry();
  return (
    <button type="button" className="entry-name" onClick={() => open(entry)}>
      {name}
    </button>
  );
}
