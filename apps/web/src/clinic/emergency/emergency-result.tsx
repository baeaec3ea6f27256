import { useState } from 'react';
import { codeOf } from '../../api/code-of.ts';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { askWords } from '../words/ask.ts';
import { Reasons, type Reason } from './reasons.tsx';
import type { useBreakGlass } from './use-break-glass.ts';

const openForMs = 4 * 3_600_000;

/** What came of emergency access: until when it is open, how to close it, and how to open the rest by a second reason. */
export function EmergencyResult({
  act,
  who,
  given,
  onMore,
}: {
  act: ReturnType<typeof useBreakGlass>;
  who: string;
  /** The first reason. */
  given: Reason | undefined;
  onMore: (second: Reason) => void;
}) {
  const say = useWords(askWords);
  const formats = useFormats();
  const close = useAct('close-copy', nothing, { changes: ['copies'], done: () => act.reset() });
  const [isMore, setMore] = useState(false);
  const [second, setSecond] = useState<Reason>();
  if (act.error !== null)
    return ['unreachable', 'not-ready'].includes(codeOf(act.error)) ? (
      <Notice kind="part" says="at-once">
        <Rich text={say('emergency.noAnswer', { who })} />
      </Notice>
    ) : null;
  if (act.data === undefined) return null;
  const { available, request, until } = act.data;
  const time = formats.time(until ?? act.submittedAt + openForMs);
  if (!available)
    return (
      <Notice icon="stop" says="at-once">
        <Rich text={say('emergency.nothing')} />
      </Notice>
    );
  const isRest = act.variables?.second !== undefined;
  return (
    <Notice
      kind="access"
      says="at-once"
      act={
        <>
          <ButtonLink size="small" to={`/patients/${act.variables?.patient ?? ''}`}>
            {say('toChart')}
          </ButtonLink>
          <Button size="small" busy={close.isPending} onClick={() => close.mutate({ request })}>
            {say('emergency.close')}
          </Button>
          {isRest ? null : (
            <Button size="small" onClick={() => setMore(true)}>
              {say('emergency.more')}
            </Button>
          )}
        </>
      }
    >
      <Rich text={say(isRest ? 'emergency.duringRest' : 'emergency.during', { time, who })} />{' '}
      {say('emergency.recorded')}
      {isMore && !isRest ? (
        <div className="stack-2">
          <Reasons
            legend={say('emergency.second')}
            name="second"
            chosen={second}
            without={given}
            onChoose={setSecond}
          />
          <Button
            kind="access"
            size="small"
            busy={act.isPending}
            disabled={second === undefined}
            onClick={() => {
              if (second !== undefined) onMore(second);
            }}
          >
            {say('emergency.more.act')}
          </Button>
        </div>
      ) : null}
    </Notice>
  );
}
