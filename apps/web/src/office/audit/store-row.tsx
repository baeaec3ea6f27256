import { FaultPlace } from '../../parts/fault-place.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { storeWords } from '../words/store-words.ts';
import type { CheckedStore, StoreFault } from './store-check.ts';

const looks = {
  whole: { icon: 'checkc', className: 'state--ok' },
  fault: { icon: 'xc', className: 'state--bad' },
  unfinished: { icon: 'half', className: 'state--part' },
  running: { icon: 'clock', className: 'state--off' },
  waiting: { icon: 'clock', className: 'state--off' },
} as const;

/** One store: what is in it, whether it is whole, and the places that are not. */
export function StoreRow({
  store,
  faults,
}: {
  store: CheckedStore;
  faults: readonly StoreFault[];
}) {
  const say = useWords(storeWords);
  const { icon, className } = looks[store.state];
  const { log, entries: n } = store;
  return (
    <div className="store">
      <span className={className}>
        <Icon name={icon} />
      </span>
      <h2>{say(`log.${log}`)}</h2>
      <div>
        {store.state === 'whole' ? say(`says.${log}`, { n }) : null}
        {store.state === 'fault' ? <Rich text={say(`bad.${log}`, { n })} /> : null}
        {store.state === 'unfinished' ? say('unfinished') : null}
        {faults.map((fault) => (
          <Place key={`${fault.segment} ${fault.entry ?? ''} ${fault.what}`} fault={fault} />
        ))}
      </div>
      <span className={`state ${className}`}>
        {say(`state.${store.state}`, { n: faults.length })}
      </span>
    </div>
  );
}

function Place({ fault }: { fault: StoreFault }) {
  const say = useWords(storeWords);
  const formats = useFormats();
  const { entry, log, what } = fault;
  const place = { log: say(`log.${log}`), segment: String(fault.segment) };
  return (
    <FaultPlace
      what={what}
      where={
        entry === null
          ? say('whereFile', place)
          : say('where', { ...place, entry: formats.number(entry) })
      }
      means={say(`means.${log}`)}
      notAffected={say('notAffected')}
      toDo={say(`do.${log}`)}
    />
  );
}
