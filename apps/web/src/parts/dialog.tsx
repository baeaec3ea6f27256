import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useBaseWords } from '../prefs/prefs.tsx';

/** A dialog: traps the focus, gives it back, closes by Escape, names itself; `about` repeats whom it is about. */
export function Dialog({
  title,
  about,
  access = false,
  footer,
  onClose,
  children,
}: {
  title: string;
  /** The patient's name, birth date and number, where the dialog is about a patient. */
  about?: ReactNode;
  /** The plum edge of emergency access. */
  access?: boolean;
  footer?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const say = useBaseWords();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      lockScroll={false}
      portalProps={{ target: '#dialogs' }}
      size="46rem"
      centered={false}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay className="dialog-scrim" backgroundOpacity={1} />
      <Modal.Content
        // A class by itself would also go to the box around the content.
        classNames={{ content: access ? 'dialog dialog--access' : 'dialog' }}
        radius={10}
      >
        <header role="presentation">
          <Modal.Title component="h2">{title}</Modal.Title>
          <Modal.CloseButton className="push" aria-label={say('frame.close')} />
        </header>
        {about === undefined ? null : <div className="idline">{about}</div>}
        <div className="body">{children}</div>
        {footer === undefined ? null : <footer role="presentation">{footer}</footer>}
      </Modal.Content>
    </Modal.Root>
  );
}
