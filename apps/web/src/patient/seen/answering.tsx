import { useState } from 'react';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { TextField } from '../../parts/field.tsx';
import { useBaseWords, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';

/** What the patient says to an emergency access: that it was right, or a question that the privacy officer reads with it. */
export function Answering({ id }: { id: string }) {
  const say = useWords(patientWords);
  const base = useBaseWords();
  const [isAsking, setAsking] = useState(false);
  const [question, setQuestion] = useState('');
  const answer = useAct('emergency-notice-seen', nothing, {
    changes: ['emergency-notices'],
    done: () => setAsking(false),
  });
  return (
    <>
      <Button kind="quiet" size="small" onClick={() => setAsking(true)}>
        {say('seen.ask')}
      </Button>
      <Button kind="quiet" size="small" onClick={() => answer.mutate({ id })}>
        {say('seen.right')}
      </Button>
      {isAsking ? (
        <Dialog
          title={say('seen.ask')}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button
                kind="main"
                busy={answer.isPending}
                disabled={question.trim() === ''}
                onClick={() => answer.mutate({ id, question: question.trim() })}
              >
                {say('details.send')}
              </Button>
              <Button onClick={() => setAsking(false)}>{base('confirm.cancel')}</Button>
            </>
          }
        >
          <TextField
            label={say('seen.ask.label')}
            hint={say('seen.ask.hint')}
            rows={4}
            maxLength={2000}
            value={question}
            onChange={({ target }) => setQuestion(target.value)}
          />
        </Dialog>
      ) : null}
      <FaultLine error={answer.error} />
    </>
  );
}
