import type { ReactNode } from 'react';
import { Icon } from '../../parts/icon.tsx';
import { Pair } from '../../parts/pair.tsx';
import { State } from '../../parts/state.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import type { Chart } from '../data/use-chart.ts';
import { allergiesOf } from '../record/allergies.ts';
import type { Identity, PatientNumber } from '../record/identity.ts';
import { chartWords } from '../words/chart.ts';

/** The banner that never scrolls away: who this is, allergies first, then score and place. */
export function ChartBanner({ chart, more }: { chart: Chart; more?: ReactNode }) {
  const say = useWords(chartWords);
  return (
    <section className="pb" aria-label={say('banner.patient')}>
      <Names identity={chart.identity} />
      <div className="pb__care">
        <span className="pb__allergy">
          <Icon name="tri" />
          <AllergyWords chart={chart} />
        </span>
        {more}
        {chart.copies.length === 0 ? null : <State kind="part">{say('banner.incomplete')}</State>}
      </div>
    </section>
  );
}

function Names({ identity }: { identity: Identity }) {
  const say = useWords(chartWords);
  const sayBase = useBaseWords();
  const formats = useFormats();
  const label = useNumberLabel();
  return (
    <div className="pb__id">
      <h1 className="pb__name">
        {identity.name} {identity.title === '' ? null : <span>({identity.title})</span>}
      </h1>
      {identity.born === null ? null : (
        <Pair name={sayBase('banner.born')}>
          <span className="nowrap">{formats.date(identity.born)}</span> (
          {formats.age(identity.born)})
        </Pair>
      )}
      <Pair name={sayBase('banner.gender')}>{sayBase(`gender.${identity.gender}`)}</Pair>
      {identity.numbers.slice(0, 2).map((number) => (
        <Pair key={number.value} name={label(number)}>
          {number.value}
        </Pair>
      ))}
      {identity.died === null ? null : (
        <Pair name={say('banner.died')}>{formats.date(identity.died)}</Pair>
      )}
    </div>
  );
}

/** Gives the name of a patient's number. */
export function useNumberLabel(): (number: PatientNumber) => string {
  const say = useWords(chartWords);
  return ({ kind, label }) => (kind === 'hospital' ? say('banner.hospitalNo') : label);
}

function AllergyWords({ chart }: { chart: Chart }) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const { denied, known } = allergiesOf(chart.entries);
  // Two hospitals may have recorded the same one.
  const named = known.filter(
    ({ substance }, index) => known.findIndex((each) => each.substance === substance) === index,
  );
  if (known.length === 0)
    return <i>{say(denied.length > 0 ? 'banner.denied' : 'banner.notRecorded')}</i>;
  return (
    <span>
      {say('banner.allergies')}{' '}
      {named.map(({ entry, reactions, substance }, index) => (
        <span key={`${entry.custodian}${entry.id}`}>
          {index === 0 ? '' : ', '}
          <b>{substance}</b>
          {reactions.length === 0 ? '' : ` (${formats.list(reactions)})`}
        </span>
      ))}
    </span>
  );
}
