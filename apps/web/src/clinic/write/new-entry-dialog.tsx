import { AllergyDialog } from './allergy-dialog.tsx';
import { AttachDialog } from './attach-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { PrescribeDialog } from './prescribe-dialog.tsx';
import { ProblemDialog } from './problem-dialog.tsx';
import type { Writing } from './writing.ts';

/** What can be written into a chart for the first time. */
export type NewEntry = 'allergy' | 'attach' | 'note' | 'prescription' | 'problem';

/** The dialog for a new entry of a kind. */
export function NewEntryDialog({ kind, ...writing }: { kind: NewEntry } & Writing) {
  switch (kind) {
    case 'allergy':
      return <AllergyDialog {...writing} />;
    case 'attach':
      return <AttachDialog {...writing} />;
    case 'note':
      return <NoteDialog {...writing} />;
    case 'prescription':
      return <PrescribeDialog {...writing} />;
    case 'problem':
      return <ProblemDialog {...writing} />;
  }
}
