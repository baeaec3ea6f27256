import * as v from 'valibot';
import { maybeText, rowsOf } from '../../api/forms.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { AccessFeed, type FeedLine } from '../../parts/access-feed.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { seenWords } from '../words/seen.ts';
import { ChartFrame } from './chart-frame.tsx';

const disclosure = v.object({
  at: v.string(),
  outcome: v.string(),
  because: v.string(),
  who: v.string(),
  organisation: v.string(),
  purpose: v.string(),
  basis: v.string(),
  text: maybeText,
  resources: v.array(v.unknown()),
  role: v.optional(maybeText, null),
  interaction: v.optional(maybeText, null),
  count: v.optional(v.number(), 1),
  since: v.optional(v.string()),
  kind: v.optional(v.string(), 'answer'),
  id: v.optional(v.string()),
  receipt: v.optional(maybeText, null),
});

type Disclosure = v.InferOutput<typeof disclosure>;

/** Who has seen this record: here, elsewhere, in an emergency; refusals as well. */
export function SeenPage() {
  return <ChartFrame tab="seen">{({ chart }) => <Seen patient={chart.patient} />}</ChartFrame>;
}

function Seen({ patient }: { patient: string }) {
  const say = useWords(seenWords);
  const lineOf = useLine();
  const seen = useAnswer('disclosures', { patient }, rowsOf(disclosure));
  return (
    <section className="panel" aria-labelledby="seen">
      <header>
        <h2 id="seen">{say('title')}</h2>
      </header>
      <div className="pad">
        <Answer of={seen} rows={6}>
          {(rows) =>
            rows.length === 0 ? (
              <p className="quiet">{say('none')}</p>
            ) : (
              <AccessFeed label={say('title')} lines={rows.map(lineOf)} />
            )
          }
        </Answer>
      </div>
      <footer>{say('hint')}</footer>
    </section>
  );
}

function useLine(): (row: Disclosure, index: number) => FeedLine {
  const say = useWords(seenWords);
  const sayBase = useBaseWords();
  const formats = useFormats();
  const roles = [
    'doctor',
    'nurse',
    'administrator',
    'privacy-officer',
    'auditor',
    'researcher',
    'patient',
  ] as const;
  const whats = [
    'read',
    'vread',
    'history',
    'read-patient',
    'search',
    'find',
    'create',
    'update',
    'take-over',
    'put-on-ward',
  ] as const;
  const purposes = ['TREAT', 'ETREAT', 'HPAYMT', 'HRESCH', 'HOPERAT'] as const;

  function sentence(row: Disclosure): string {
    const { basis, count, interaction, outcome, resources, role, since, text, who } = row;
    if (outcome === 'refused') return say('line.refused', { who });
    if (row.receipt === 'another-person') return say('line.another', { who });
    if (basis.startsWith('emergency'))
      return say('line.emergency', { who, n: resources.length, text: text ?? '' });
    if (outcome === 'granted') {
      const purpose = say(`purpose.${purposes.find((each) => each === row.purpose) ?? 'other'}`);
      return say('line.granted', { who, n: resources.length, purpose });
    }
    const known = roles.find((each) => each === role);
    const line = say('line.permitted', {
      who,
      role: known === undefined ? '' : sayBase(`role.${known}`),
      what: say(`what.${whats.find((each) => each === interaction) ?? 'other'}`),
    });
    const outside = row.because === 'outside-team' ? `, ${say('outside')}` : '';
    return count > 1 && since !== undefined
      ? `${line}${outside}, ${say('line.many', { count, since: formats.when(since) })}`
      : `${line}${outside}`;
  }

  return (row, index) => ({
    id: row.id ?? String(index),
    kind:
      row.outcome === 'refused' || row.receipt === 'another-person'
        ? 'refused'
        : row.basis.startsWith('emergency')
          ? 'emergency'
          : 'seen',
    sentence: sentence(row),
    when: formats.when(row.at, { seconds: true }),
  });
}
