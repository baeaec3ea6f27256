import type { UseMutationResult } from '@tanstack/react-query';
import { codeOf } from '../../api/code-of.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Fault } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useBaseWords, useWords } from '../../prefs/prefs.tsx';
import { askWords } from '../words/ask.ts';
import type { Shown } from './shown.ts';

/** What came back: entries, or one and the same sentence for refused, unknown and empty (C12). */
export function AskResult({
  who,
  ask,
  patient,
  onAgain,
  onRequest,
}: {
  who: string;
  ask: Pick<UseMutationResult<Shown>, 'data' | 'error' | 'isPending'>;
  patient: string;
  onAgain: () => void;
  onRequest: () => void;
}) {
  const say = useWords(askWords);
  const sayBase = useBaseWords();
  if (ask.isPending)
    return (
      <section className="panel item--other" aria-label={say('asking', { who })}>
        <Waiting rows={2} who={who} />
      </section>
    );
  if (ask.error !== null) {
    const code = codeOf(ask.error);
    if (code === 'wrong-person')
      return (
        <Notice kind="part" says="at-once">
          <Rich text={say('another', { who })} />
        </Notice>
      );
    if (code === 'unreachable')
      return (
        <Notice
          kind="part"
          says="at-once"
          act={
            <Button size="small" onClick={onAgain}>
              {say('noAnswer.again')}
            </Button>
          }
        >
          <Rich text={say('noAnswer', { who })} /> <Rich text={sayBase('mark.incomplete')} />
        </Notice>
      );
    return <Fault error={ask.error} />;
  }
  if (ask.data === undefined) return null;
  if (!ask.data.available)
    return (
      <Notice
        icon="stop"
        says="polite"
        act={
          <Button size="small" onClick={onRequest}>
            {say('nothing.request')}
          </Button>
        }
      >
        <Rich text={say('nothing')} />
      </Notice>
    );
  return (
    <Notice
      kind="ok"
      says="polite"
      act={
        <>
          <ButtonLink size="small" to={`/patients/${patient}`}>
            {say('toChart')}
          </ButtonLink>
          <ButtonLink size="small" to={`/patients/${patient}/medicines`}>
            {say('toReconcile')}
          </ButtonLink>
        </>
      }
    >
      <Rich text={say('answered', { who, n: ask.data.resources.length })} />{' '}
      <Rich text={sayBase('mark.incomplete')} />
    </Notice>
  );
}
