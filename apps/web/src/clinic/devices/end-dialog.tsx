import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../prefs/prefs.tsx';
import { placesWords } from '../words/places.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { shortOf } from './device.ts';

/** Ends a device for ever, after naming it. */
export function EndDialog({
  device,
  onDone,
  onClose,
}: {
  device: string;
  onDone: () => void;
  onClose: () => void;
}) {
  const say = useWords(placesWords);
  const words = { device: shortOf(device) };
  const revoke = useAct('device-revoke', nothing, {
    changes: ['devices'],
    done: () => {
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog
      title={say('devices.revoke.of', words)}
      act={say('devices.revoke')}
      isBusy={revoke.isPending}
      fault={revoke.error}
      onClose={onClose}
      onSubmit={() => revoke.mutate({ device })}
    >
      <p>{say('devices.revoke.sure', words)}</p>
    </FormDialog>
  );
}
