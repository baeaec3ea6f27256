import * as v from 'valibot';
import { rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { statusForm } from '../../frame/status.ts';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { healthWords } from '../words/health-words.ts';
import { Fact, OpenFact } from './fact.tsx';
import { StoreFact } from './store-fact.tsx';
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
  const { data, error } = useAnswer('status', {}, statusForm, { everyMs: 10_000 });
  const name = say('node');
  if (data === undefined || error !== null)
    return <OpenFact name={name} error={error} unknown={say('notKnown')} />;
  const isBad = data.faults.length > 0;
  return (
    <Fact
      name={name}
      kind={isBad ? 'bad' : 'ok'}
      word={say(isBad ? 'nodeBad' : 'nodeOk')}
      more={say(isBad ? 'nodeBadMore' : 'nodeOkMore')}
    />
  );
}

function LedgerFact() {
  const say = useWords(healthWords);
  const formats = useFormats();
  const { data, error } = useAnswer('status', {}, statusForm, { everyMs: 10_000 });
  if (data === undefined || error !== null)
    return <OpenFact name={say('ledger')} error={error} unknown={say('notKnown')} />;
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

function AsideFact() {
  const say = useWords(healthWords);
  const { data, error } = useAnswer('incidents', {}, incidentsForm);
  if (data === undefined || error !== null)
    return <OpenFact name={say('aside')} error={error} unknown={say('notKnown')} />;
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
