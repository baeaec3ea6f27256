import { CustodyMark } from '../../parts/custody-mark.tsx';
import { Tag } from '../../parts/state.tsx';
import { Unanchored } from '../../parts/unanchored.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useMemberName } from '../data/people.ts';
import type { Entry } from '../record/entry.ts';
import { chartWords, type ChartKey } from '../words/chart.ts';

/** Who keeps an entry, as of when another hospital gave it, and what is not ordinary about it. */
export function EntryMark({ entry, isBrief = false }: { entry: Entry; isBrief?: boolean }) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const memberName = useMemberName();
  const { asked, custodian, isAnchored, isOurs, writtenAt } = entry;
  return (
    <>
      <CustodyMark
        custody={isOurs ? 'here' : 'elsewhere'}
        name={memberName(custodian)}
        {...(asked === null || isBrief
          ? {}
          : { more: say('asOf', { when: formats.date(asked.at) }) })}
      />
      {isAnchored ? null : <Unanchored at={writtenAt ?? Date.now()} />}
      <SensitiveTags labels={entry.labels} />
    </>
  );
}

/** The sensitive labels of an entry in words. */
export function SensitiveTags({ labels }: { labels: readonly string[] }) {
  const say = useWords(chartWords);
  return labels.map((label) => {
    const key = `label.${label}`;
    return isKey(key) ? <Tag key={label}>{say(key)}</Tag> : null;
  });
}

type LabelKey = Extract<ChartKey, `label.${string}`>;

function isKey(key: string): key is LabelKey {
  return key in chartWords.en;
}
