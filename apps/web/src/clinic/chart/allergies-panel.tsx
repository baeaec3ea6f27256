import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Tag } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useMemberName, usePersonName } from '../data/people.ts';
import { allergiesOf, type Allergy } from '../record/allergies.ts';
import { clinicalDate } from '../record/clinical-date.ts';
import type { Chart } from '../data/use-chart.ts';
import { chartWords } from '../words/chart.ts';
import { EntryItem } from './entry-item.tsx';
import { EntryMark } from './entry-mark.tsx';

/** Allergies, before anything else; an empty list never reads "none" (C10). */
export function AllergiesPanel({ chart, onAdd }: { chart: Chart; onAdd: () => void }) {
  const say = useWords(chartWords);
  const { known, denied } = allergiesOf(chart.entries);
  return (
    <section className="panel allergy" aria-labelledby="allergies">
      <header>
        <Icon name="tri" />
        <h2 id="allergies">{say('allergies')}</h2>
        {known.length > 0 ? <span className="count">{known.length}</span> : null}
        <span className="push">
          <Button kind="quiet" size="small" onClick={onAdd}>
            {say('add')}
            <span className="sr-only"> {say('allergies')}</span>
          </Button>
        </span>
      </header>
      {known.map((allergy) => (
        <AllergyItem key={`${allergy.entry.custodian}${allergy.entry.id}`} allergy={allergy} />
      ))}
      {known.length === 0 && denied.length === 0 ? (
        <div className="item">
          <i className="soft">{say('allergies.none')}</i>{' '}
          <button type="button" className="linkish" onClick={onAdd}>
            {say('allergies.record')}
          </button>
        </div>
      ) : null}
      {known.length === 0
        ? denied.map((each) => <DeniedItem key={each.entry.id} denied={each} />)
        : null}
      <GrownNote chart={chart} />
    </section>
  );
}

function AllergyItem({ allergy }: { allergy: Allergy }) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const { entry, isConfirmed, isHighRisk, reactions, severity, since, substance } = allergy;
  return (
    <EntryItem
      entry={entry}
      name={substance}
      beside={
        <>
          {severity === null ? null : (
            <Tag {...(severity === 'severe' ? { kind: 'part' } : {})}>
              {say(`severity.${severity}`)}
            </Tag>
          )}
          {isHighRisk ? <Tag kind="part">{say('allergies.high')}</Tag> : null}
        </>
      }
    >
      {reactions.length > 0 ? formats.list(reactions) : null}
      <div className="row sub">
        <EntryMark entry={entry} />
        <span className="quiet">
          {say(isConfirmed ? 'confirmed' : 'unconfirmed')} {clinicalDate(since, formats)}
        </span>
      </div>
    </EntryItem>
  );
}

function DeniedItem({ denied: { entry, since } }: { denied: Allergy }) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const personName = usePersonName();
  const who = personName(entry.author) ?? '';
  return (
    <div className={entry.isOurs ? 'item' : 'item item--other'}>
      <Rich text={say('allergies.denied')} />
      <div className="row sub">
        <EntryMark entry={entry} />
        <span className="quiet">
          {[who, clinicalDate(since, formats)].filter(Boolean).join(', ')}
        </span>
      </div>
    </div>
  );
}

/** What another hospital wrote since it was asked is not here. */
function GrownNote({ chart }: { chart: Chart }) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const memberName = useMemberName();
  const newest = new Map(chart.copies.toReversed().map((copy) => [copy.custodian, copy.at]));
  if (newest.size === 0) return null;
  return (
    <footer>
      {[...newest].map(([member, at]) => (
        <p key={member}>
          {say('allergies.listGrown', { who: memberName(member), when: formats.when(at) })}
        </p>
      ))}
    </footer>
  );
}
