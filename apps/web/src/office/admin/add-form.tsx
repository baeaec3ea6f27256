import { useState, type ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { peopleWords } from '../words/people-words.ts';

/** A dialog that adds somebody: its fields, one button; what is missing is told once somebody has tried. */
export function AddForm<F extends string>({
  title,
  missing,
  act,
  onClose,
  onSubmit,
  fields,
}: {
  title: string;
  /** Which fields are not yet as they should be, and what is said of each. */
  missing: Readonly<Record<F, string | false>>;
  act: { isPending: boolean; error: Error | null };
  onClose: () => void;
  onSubmit: () => void;
  /** The fields, each with its fault. */
  fields: (faultOf: (field: F) => string | undefined) => ReactNode;
}) {
  const say = useWords(peopleWords);
  const [isTried, setTried] = useState(false);
  const faultOf = (field: F) => {
    const fault: string | false = missing[field];
    return isTried && fault !== false ? fault : undefined;
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (Object.values(missing).every((fault) => fault === false)) onSubmit();
        }}
      >
        {fields(faultOf)}
        <p className="row">
          <Button kind="main" type="submit" busy={act.isPending}>
            {say('save')}
          </Button>
        </p>
        <FaultLine error={act.error} />
      </form>
    </Dialog>
  );
}
