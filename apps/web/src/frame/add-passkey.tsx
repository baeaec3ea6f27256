import { useMutation } from '@tanstack/react-query';
import * as v from 'valibot';
import { codeOf } from '../api/code-of.ts';
import { nothing } from '../api/forms.ts';
import { callNode } from '../api/node.ts';
import { Button } from '../parts/button.tsx';
import { FaultLine } from '../parts/fault.tsx';
import { Notice } from '../parts/notice.tsx';
import { knowsPasskeys, newStaffPasskey } from '../passkey/device-passkey.ts';
import { useBaseWords } from '../prefs/prefs.tsx';
import { useConfirm } from '../session/confirm.tsx';

const optionsForm = v.object({
  challenge: v.string(),
  rp: v.object({ id: v.optional(v.string()), name: v.string() }),
  user: v.object({ id: v.string(), name: v.string(), displayName: v.string() }),
  excludeCredentials: v.optional(v.array(v.object({ id: v.string() })), []),
});

/** Lets a member of staff add a passkey of this device, after confirming who he is. */
export function AddPasskey() {
  const say = useBaseWords();
  const confirm = useConfirm();
  const add = useMutation({
    mutationFn: async () => {
      const response = await newStaffPasskey(await callNode('passkey-options', {}, optionsForm));
      if (response === undefined) return false;
      const body = { name: navigator.platform === '' ? 'Passkey' : navigator.platform, response };
      try {
        await callNode('passkey-add', body, nothing);
      } catch (error) {
        if (codeOf(error) !== 'step-up' || !(await confirm())) throw error;
        await callNode('passkey-add', body, nothing);
      }
      return true;
    },
  });
  if (!knowsPasskeys()) return null;
  return (
    <div className="stack-2">
      <Button icon="key" size="small" busy={add.isPending} onClick={() => add.mutate()}>
        {say('frame.passkeys')}
      </Button>
      {add.data === true ? (
        <Notice kind="ok" says="polite">
          {say('frame.passkeys.done')}
        </Notice>
      ) : null}
      <FaultLine error={add.error} />
    </div>
  );
}
