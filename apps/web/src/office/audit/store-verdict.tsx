import { Icon } from '../../parts/icon.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { storeWords } from '../words/store-words.ts';
import type { StoreCheck } from './store-check.ts';

/** What the check of the whole store says in one sentence, or how far it is. */
export function StoreVerdict({ check }: { check: StoreCheck }) {
  const say = useWords(storeWords);
  const formats = useFormats();
  const { state, faults, checked, startedAt, endedAt } = check;
  const times = {
    n: checked,
    from: formats.when(startedAt, { seconds: true }),
    until: formats.time(endedAt ?? startedAt, { seconds: true }),
  };
  if (state === 'running') return <Running check={check} />;
  if (state === 'failed')
    return (
      <div className="verdict verdict--alone" role="status">
        <Icon name="half" />
        <div>
          <b>{say('failed')}</b>
          {say('failedMore')}
        </div>
      </div>
    );
  if (faults.length > 0)
    return (
      <div className="verdict verdict--bad" role="alert">
        <Icon name="tri" />
        <div>
          <b>{say('faults', { n: faults.length })}</b>
          {say('faultsMore', times)}
        </div>
      </div>
    );
  return (
    <div className="verdict" role="status">
      <Icon name="shield" />
      <div>
        <b>{say('whole')}</b>
        {say('wholeMore', times)}
      </div>
    </div>
  );
}

function Running({ check: { log, checked, total } }: { check: StoreCheck }) {
  const say = useWords(storeWords);
  const formats = useFormats();
  const what = log === null ? '…' : say(`log.${log}`);
  const label = say('running', { what });
  return (
    <div className="panel pad stack-2" role="status">
      <p className="row">
        <b>{label}</b>
        <span className="push quiet">
          {say('progress', { done: formats.number(checked), total: formats.number(total) })}
        </span>
      </p>
      <progress className="progress" aria-label={label} value={checked} max={Math.max(total, 1)} />
    </div>
  );
}
