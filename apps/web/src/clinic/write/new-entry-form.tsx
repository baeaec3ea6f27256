import { useState, type ReactNode } from 'react';
import { useWords } from '../../prefs/prefs.tsx';
import { writeWords } from '../words/write.ts';
import { FormDialog } from './form-dialog.tsx';
import type { Occasion } from './resources.ts';
import { useWrite, type NewResource } from './write-resource.ts';
import type { Writing } from './writing.ts';

/** What the fields of a new entry learn from its form. */
export interface Filling {
  /** Whether it was sent once, so that the fields say what is missing. */
  readonly isTried: boolean;
  readonly isBusy: boolean;
  readonly write: (make: (occasion: Occasion) => NewResource) => void;
}

/** The dialog of a new entry: `entry` makes what is written about this patient now; while something is missing there is none. */
export function NewEntryForm({
  writing: { chart, onClose },
  onSaved,
  title,
  act,
  entry,
  children,
}: {
  writing: Writing;
  /** Called once the entry is saved, before the dialog closes. */
  onSaved?: () => void;
  title: string;
  act?: string;
  entry: ((occasion: Occasion) => NewResource) | undefined;
  children: (filling: Filling) => ReactNode;
}) {
  const say = useWords(writeWords);
  const [isTried, setTried] = useState(false);
  const { error, isPending, mutate } = useWrite(() => {
    onSaved?.();
    onClose();
  });
  const write: Filling['write'] = (make) =>
    mutate(make({ patient: chart.patient, now: new Date().toISOString() }));
  return (
    <FormDialog
      title={title}
      identity={chart.identity}
      act={act ?? say('save')}
      isBusy={isPending}
      fault={error}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (entry !== undefined) write(entry);
      }}
    >
      {children({ isTried, isBusy: isPending, write })}
    </FormDialog>
  );
}
