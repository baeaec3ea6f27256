import { useMutation, useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { maybeText, nothing, rowsOf } from '../../api/forms.ts';
import { callNode } from '../../api/node.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { knowsPasskeys, newDevicePasskey } from '../../passkey/device-passkey.ts';
import { usePasskey } from '../../passkey/use-passkey.ts';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';

/** The passkeys that count for a patient, hers and her guardians'. */
export const credentialsForm = rowsOf(
  v.object({
    credential: v.string(),
    holder: v.string(),
    name: maybeText,
    relation: maybeText,
    label: maybeText,
    scope: v.string(),
    categories: v.nullable(v.array(v.string())),
    from: v.nullable(v.string()),
    until: maybeText,
    state: v.string(),
    current: v.optional(v.boolean(), false),
  }),
);
const optionsForm = v.object({
  challenge: v.string(),
  rpId: v.string(),
  rpName: v.string(),
  userId: v.string(),
  userName: v.string(),
  exclude: v.array(v.string()),
});
const draftForm = v.object({
  draft: v.string(),
  challenge: v.string(),
  rpId: v.string(),
  origin: v.string(),
});

/** With which devices the patient signs; another is added on this device and signed by the one she has. */
export function Passkeys() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const queries = useQueryClient();
  const passkey = usePasskey();
  const credentials = useAnswer('credentials', {}, credentialsForm);
  const own = (credentials.data ?? []).filter(({ holder }) => holder === 'patient');
  const add = useMutation({
    mutationFn: async () => {
      const made = await newDevicePasskey(
        await callNode('patient-passkey-options', {}, optionsForm),
      );
      if (made === undefined) return false;
      const drawn = await callNode('credential-add', { passkey: made }, draftForm);
      // The new one does not add itself: the one of this session signs.
      const assertion = await passkey.sign(drawn, own.find(({ current }) => current)?.credential);
      if (assertion === undefined) return false;
      await callNode('credential-add-sign', { draft: drawn.draft, assertion }, nothing);
      return true;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['credentials'] }),
  });
  if (credentials.data === undefined) return null;
  return (
    <Panel title={say('passkeys.title')}>
      <ul>
        {own.map((row) => (
          <li key={row.credential} className="item device">
            <Icon name="key" />
            <span>
              <b>{row.label ?? say('passkeys.one')}</b>{' '}
              {row.current ? <span className="tag">{say('passkeys.current')}</span> : null}
              <br />
              <span className="quiet">
                {say(stateKey(row.state))}
                {row.from === null
                  ? ''
                  : `, ${say('passkeys.since', { date: formats.date(row.from) })}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <div className="pad stack-2">
        <p>
          <Button
            icon="plus"
            busy={add.isPending}
            disabled={!knowsPasskeys()}
            onClick={() => add.mutate()}
          >
            {say('passkeys.add')}
          </Button>
        </p>
        <p className="hint">{say('passkeys.add.hint')}</p>
        {add.data === false ? (
          <Notice kind="part" says="at-once">
            {say('passkeys.none')}
          </Notice>
        ) : null}
        <FaultLine error={add.error} />
      </div>
    </Panel>
  );
}

/** The words for the state of a passkey. */
export function stateKey(state: string): 'passkeys.in-use' | 'passkeys.not-yet' | 'passkeys.ended' {
  if (state === 'in-use') return 'passkeys.in-use';
  return state === 'not-yet' ? 'passkeys.not-yet' : 'passkeys.ended';
}
