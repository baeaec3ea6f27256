import type { Chart } from '../data/use-chart.ts';
import { AllergyDialog } from './allergy-dialog.tsx';
import { AttachDialog } from './attach-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { PrescribeDialog } from './prescribe-dialog.tsx';
import { ProblemDialog } from './problem-dialog.tsx';

/** What can be written into a chart for the first time. */
export type NewEntry = 'allergy' | 'attach' | 'note' | 'prescription' | 'problem';

/** What every dialog of a new entry gets. */
export interface Writing {
  readonly chart: Chart;
  readonly onClose: () => void;
}

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
