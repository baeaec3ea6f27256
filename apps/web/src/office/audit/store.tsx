import * as v from 'valibot';
import { codeOf } from '../../api/code-of.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Fault, FaultLine } from '../../parts/fault.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { storeWords } from '../words/store-words.ts';
import { checkForm, inOrder, type StoreCheck } from './store-check.ts';
import { StoreRow } from './store-row.tsx';
import { StoreVerdict } from './store-verdict.tsx';

/** The whole store: verdict, the stores, and for each fault its place, meaning and what to do. */
export function Store() {
  const say = useWords(storeWords);
  const { memberName } = useWho();
  const run = useAct('verify-run', v.object({ id: v.string() }), { changes: ['verify-state'] });
  const state = useAnswer('verify-state', {}, checkForm, { everyMs: 1_000 });
  const check = state.data;
  return (
    <div className="wrap wrap--office stack">
      <div className="head">
        <div>
          <h1>{say('title')}</h1>
          <p className="soft lead">{say('lead', { member: memberName })}</p>
        </div>
        <span className="push row">
          {check?.state === 'done' ? (
            <Button icon="print" onClick={() => window.print()}>
              {say('report')}
            </Button>
          ) : null}
          <Button
            kind="main"
            busy={run.isPending || check?.state === 'running'}
            onClick={() => run.mutate({})}
          >
            {say(check === undefined ? 'check' : 'again')}
          </Button>
        </span>
      </div>
      <FaultLine error={run.error} />
      {check === undefined ? <Before error={state.error} /> : <Checked check={check} />}
      <p className="quiet small">
        {say('same')} <code>careledger verify</code>
      </p>
    </div>
  );
}

/** Before the first check the node answers that there is none. */
function Before({ error }: { error: unknown }) {
  const say = useWords(storeWords);
  if (error === null) return <Waiting rows={4} />;
  if (codeOf(error) !== 'not-found') return <Fault error={error} />;
  return <Empty title={say('never')}>{say('neverMore')}</Empty>;
}

function Checked({ check }: { check: StoreCheck }) {
  const say = useWords(storeWords);
  const formats = useFormats();
  return (
    <>
      <p className="only-print">
        {say('reportTitle')} {formats.when(check.startedAt, { seconds: true, absolute: true })}
      </p>
      <StoreVerdict check={check} />
      <div className="panel">
        {inOrder(check.logs).map((store) => (
          <StoreRow
            key={store.log}
            store={store}
            faults={check.faults.filter(({ log }) => log === store.log)}
          />
        ))}
      </div>
    </>
  );
}
