import { useMutation } from '@tanstack/react-query';
import * as v from 'valibot';
import { callNode } from '../../api/node.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { patientWords } from '../words.ts';

const exportForm = v.looseObject({
  proofs: v.array(v.unknown()),
  unproven: v.array(v.unknown()),
  bundle: v.looseObject({ entry: v.optional(v.array(v.unknown()), []) }),
});

/** Everything that this hospital holds, with proofs, as one file that anybody can check without it. */
export function ExportPage() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { member, memberName } = useWho();
  const act = useMutation({
    mutationFn: async () => {
      const all = await callNode('export', {}, exportForm);
      const text = JSON.stringify(all);
      const day = new Date().toISOString().slice(0, 10);
      saveFile(text, `record-${member}-${day}.json`, 'application/json');
      return {
        entries: all.bundle.entry.length,
        proofs: all.proofs.length,
        later: all.unproven.length,
        size: text.length,
      };
    },
  });
  return (
    <div className="wrap narrow stack-5">
      <div>
        <h1>{say('export.title')}</h1>
        <p className="lead">{say('export.lead', { name: memberName })}</p>
      </div>
      <ul className="bullets">
        <li>{say('export.entries')}</li>
        <li>{say('export.proofs')}</li>
        <li>{say('export.seen')}</li>
        <li>{say('export.signed')}</li>
      </ul>
      <Notice kind="part">
        <Rich text={say('export.care')} />
      </Notice>
      <p className="row">
        <Button kind="main" icon="dl" busy={act.isPending} onClick={() => act.mutate()}>
          {say('export.save')}
        </Button>
        {act.isPending ? <span className="hint">{say('export.wait')}</span> : null}
      </p>
      {act.data === undefined ? null : (
        <Notice kind="ok" says="polite">
          <Rich
            text={say('export.done', {
              n: act.data.entries,
              m: act.data.proofs,
              size: formats.number(act.data.size / 1_048_576, { digits: 1 }),
            })}
          />{' '}
          {act.data.later === 0 ? null : say('export.later', { n: act.data.later })}
        </Notice>
      )}
      <FaultLine error={act.error} />
    </div>
  );
}
