import * as v from 'valibot';
import { rowsOf } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { statusForm } from '../../frame/status.ts';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { checkForm } from '../audit/store-check.ts';
import { healthWords } from '../words/health-words.ts';
import { Fact } from './fact.tsx';
import { BackupFact, CertificatesFact } from './upkeep.tsx';

/** What was set aside. */
export const incidentsForm = rowsOf(
  v.looseObject({ what: v.string(), at: v.optional(v.union([v.number(), v.string()])) }),
);

/** What of the incidents was set aside, without what stands elsewhere. */
export function setAside<T extends { what: string }>(rows: readonly T[]): T[] {
  return rows.filter(({ what }) => what !== 'not-in-force' && what !== 'break-glass-to-review');
}

/** Health in six sentences: this computer, the shared ledger, the whole store, what was set aside, the last backup, certificates. */
export function HealthFacts() {
  return (
    <dl className="health">
      <NodeFact />
      <LedgerFact />
      <StoreFact />
      <AsideFact />
      <BackupFact />
      <CertificatesFact />
    </dl>
  );
}

function NodeFact() {
  const say = useWords(healthWords);
  const { data } = useAnswer('status', {}, statusForm, { everyMs: 10_000 });
  const isBad = (data?.faults.length ?? 0) > 0;
  return (
    <Fact
      name={say('node')}
      kind={data === undefined ? 'off' : isBad ? 'bad' : 'ok'}
      word={data === undefined ? '…' : say(isBad ? 'nodeBad' : 'nodeOk')}
      more={data === undefined ? '' : say(isBad ? 'nodeBadMore' : 'nodeOkMore')}
    />
  );
}

function LedgerFact() {
  const say = useWords(healthWords);
  const formats = useFormats();
  const { data } = useAnswer('status', {}, statusForm, { everyMs: 10_000 });
  if (data === undefined) return <Fact name={say('ledger')} kind="off" word="…" more="" />;
  const { unanchored: n } = data;
  const height = formats.number(data.height);
  return (
    <Fact
      name={say('ledger')}
      kind={n > 0 ? 'sys' : 'ok'}
      word={n > 0 ? say('ledgerWaits', { n }) : say('ledgerOk')}
      more={say(n > 0 ? 'ledgerWaitsMore' : 'ledgerOkMore', { height })}
    />
  );
}

function StoreFact() {
  const say = useWords(healthWords);
  const formats = useFormats();
  const { data } = useAnswer('verify-state', {}, checkForm);
  const run = useAct('verify-run', v.unknown(), { changes: ['verify-state'] });
  const name = say('store');
  if (data === undefined)
    return (
      <Fact
        name={name}
        kind="off"
        word={say('storeNever')}
        more={
          <>
            {say('storeNeverMore')}{' '}
            <button type="button" className="linkish" onClick={() => run.mutate({})}>
              {say('storeCheck')}
            </button>
          </>
        }
      />
    );
  const { state, faults, checked, total, endedAt, startedAt } = data;
  const at = formats.when(endedAt ?? startedAt);
  if (state === 'running') {
    const facts = { done: formats.number(checked), total: formats.number(total) };
    return (
      <Fact name={name} kind="off" word={say('storeRuns')} more={say('storeRunsMore', facts)} />
    );
  }
  return faults.length > 0 ? (
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

function AsideFact() {
  const say = useWords(healthWords);
  const { data = [] } = useAnswer('incidents', {}, incidentsForm);
  const n = setAside(data).length;
  return (
    <Fact
      name={say('aside')}
      kind={n > 0 ? 'part' : 'ok'}
      word={n > 0 ? say('asideSome', { n }) : say('asideNone')}
      more={say(n > 0 ? 'asideSomeMore' : 'asideNoneMore')}
    />
  );
}
