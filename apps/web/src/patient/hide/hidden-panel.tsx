import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nothing } from '../../api/forms.ts';
import { callNode } from '../../api/node.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Rich } from '../../parts/rich.tsx';
import { stepUpByPasskey } from '../../passkey/step-up.ts';
import { usePasskey } from '../../passkey/use-passkey.ts';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { hiddenForm, rowsHidden } from './hidden.ts';
import { useHiddenWords } from './use-hidden-words.ts';
import { hideWords } from './words.ts';

/** What is hidden from staff of the own hospital, each with its end, and how to show it again. */
export function HiddenPanel() {
  const say = useWords(hideWords);
  const formats = useFormats();
  const queries = useQueryClient();
  const hiddenWords = useHiddenWords();
  const { sign } = usePasskey();
  const { guardian, memberName } = useWho();
  const decides = guardian?.scope !== 'view';
  const hidden = useAnswer('hidden', {}, hiddenForm);
  const lift = useMutation({
    mutationFn: async (objection: string) => {
      if (!(await stepUpByPasskey(sign))) return false;
      await callNode('unhide', { objection }, nothing);
      return true;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['hidden'] }),
  });
  return (
    <Panel
      title={say('hidden.title')}
      footer={
        decides ? (
          <ButtonLink size="small" icon="lock" to="/me/access/hide">
            {say('hidden.add')}
          </ButtonLink>
        ) : undefined
      }
    >
      {lift.data === true && !lift.isPending ? (
        <Notice kind="ok" says="polite">
          <Rich text={say('hidden.lifted')} />
        </Notice>
      ) : null}
      {hidden.data?.length === 0 ? (
        <p className="item quiet">{say('hidden.none', { name: memberName })}</p>
      ) : null}
      <ul>
        {(hidden.data ?? []).map(({ objection, who, categories, since, until, guardian }) => {
          const what = hiddenWords(rowsHidden(categories), 'your');
          const date = formats.date(since);
          return (
            <li key={objection} className="item">
              <p>
                <Rich
                  text={
                    who === null
                      ? say('hidden.row.outside', { what })
                      : say('hidden.row', { who: who.name, what })
                  }
                />
              </p>
              <p className="quiet">
                {until === null
                  ? say('hidden.since', { date })
                  : say('hidden.until', {
                      date,
                      until: formats.when(until, { absolute: true }),
                    })}{' '}
                {guardian === null ? null : say('hidden.guardian', { name: guardian })}
              </p>
              {decides ? (
                <Button
                  kind="quiet"
                  size="small"
                  busy={lift.isPending && lift.variables === objection}
                  onClick={() => lift.mutate(objection)}
                >
                  {say('hidden.lift')}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      <FaultLine error={lift.error ?? hidden.error} />
    </Panel>
  );
}
