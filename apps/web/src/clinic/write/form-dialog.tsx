import { getHotkeyHandler } from '@mantine/hooks';
import { useId, type ReactNode } from 'react';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { IdLine } from '../chart/id-line.tsx';
import type { Identity } from '../record/identity.ts';
import { writeWords } from '../words/write.ts';

/** A dialog with a form about a patient: Ctrl+Enter or its one filled button sends it, Escape leaves. */
export function FormDialog({
  title,
  identity,
  act,
  isBusy,
  fault,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  /** The patient, where the form is about one. */
  identity?: Identity;
  /** The words of its button. */
  act: string;
  isBusy: boolean;
  fault: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const say = useWords(writeWords);
  const form = useId();
  const submit = () => {
    if (!isBusy) onSubmit();
  };
  return (
    <Dialog
      title={title}
      {...(identity === undefined ? {} : { about: <IdLine identity={identity} /> })}
      onClose={onClose}
      footer={
        <>
          <Button kind="main" type="submit" form={form} busy={isBusy}>
            {act} <kbd aria-hidden="true">Ctrl ↵</kbd>
          </Button>
          <Button onClick={onClose}>
            {say('cancel')} <kbd aria-hidden="true">Esc</kbd>
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={getHotkeyHandler([['mod+Enter', submit]])}
      >
        {children}
        <FaultLine error={fault} />
      </form>
    </Dialog>
  );
}
