import * as v from 'valibot';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { checkForm } from '../audit/store-check.ts';
import { storeStanding } from '../audit/store-standing.ts';
import { healthWords } from '../words/health-words.ts';
import { Fact, OpenFact } from './fact.tsx';

/** What the last check of the whole store found; where there was none, it begins here. */
export function StoreFact() {
  const say = useWords(healthWords);
  const formats = useFormats();
  const { data, error } = useAnswer('verify-state', {}, checkForm);
  const standing = storeStanding({ data, error });
  const name = say('store');
  if (standing === 'never')
    return <Fact name={name} kind="off" word={say('storeNever')} more={<Check />} />;
  if (data === undefined || standing === 'unknown')
    return <OpenFact name={name} error={error} unknown={say('notKnown')} />;
  const { faults, checked, total, endedAt, startedAt } = data;
  const at = formats.when(endedAt ?? startedAt);
  if (standing === 'running') {
    const facts = { done: formats.number(checked), total: formats.number(total) };
    return (
      <Fact name={name} kind="off" word={say('storeRuns')} more={say('storeRunsMore', facts)} />
    );
  }
  if (standing === 'failed')
    return <Fact name={name} kind="part" word={say('storeFailed')} more={<Check />} />;
  return standing === 'faults' ? (
    <Fact
      name={name}
      kind="bad"
      word={say('storeBad', { n: faults.length })}
      more={say('storeBadMore', { at })}
    />
  ) : (
    <Fact
      name={name}
      kind="ok"
      word={say('storeOk')}
      more={say('storeOkMore', { at, n: checked })}
    />
  );
}

function Check() {
  const say = useWords(healthWords);
  const run = useAct('verify-run', v.unknown(), { changes: ['verify-state'] });
  return (
    <>
      {say('storeNeverMore')}{' '}
      <Button size="small" busy={run.isPending} onClick={() => run.mutate({})}>
        {say('storeCheck')}
      </Button>
      <FaultLine error={run.error} />
    </>
  );
}
