import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useDoseWords, useRhythmWords } from '../chart/medicine-words.ts';
import { useVersions } from '../data/history.ts';
import { usePersonName } from '../data/people.ts';
import { amendableOf } from '../record/amendable.ts';
import type { Entry } from '../record/entry.ts';
import { medicinesOf } from '../record/medicines.ts';
import { chartWords } from '../words/chart.ts';
import { writeWords } from '../words/write.ts';
import { useStatusWords } from './status-words.ts';

/**
 * Somebody saved first: says who and when, keeps what was changed, and shows what stands there now beside what would be saved
 * before one is saved over the other (R2). `seen` is the newest version that this person compared, `first` the one begun with.
 */
export function Conflict({
  first,
  seen,
  proposed,
  onCompare,
  onSave,
}: {
  first: Entry;
  seen: Entry;
  /** The entry as it would be saved. */
  proposed: Entry;
  onCompare: (newest: Entry) => void;
  onSave: () => void;
}) {
  const say = useWords(writeWords);
  const formats = useFormats();
  const personName = usePersonName();
  const [newest] = useVersions(seen) ?? [];
  const unseen = newest !== undefined && newest.version > seen.version ? newest : undefined;
  const isCompared = unseen === undefined && seen.version > first.version;
  const saved = unseen ?? (isCompared ? seen : undefined);
  const who = saved === undefined ? null : personName(saved.author);
  const isOver = unseen !== undefined && amendableOf(unseen) === undefined;
  return (
    <Notice
      kind="part"
      says="at-once"
      act={
        unseen === undefined || isOver ? undefined : (
          <Button size="small" onClick={() => onCompare(unseen)}>
            {say('conflict.compare')}
          </Button>
        )
      }
    >
      <Rich
        text={
          who === null || saved === undefined || saved.writtenAt === null
            ? say('conflict.unknown')
            : say('conflict', { who, time: formats.time(saved.writtenAt) })
        }
      />
      {isOver ? <p>{say('conflict.over')}</p> : null}
      {isCompared ? (
        <div className="stack-2 compare">
          <div className="cols">
            <Side title={say('conflict.theirs')} entry={seen} />
            <Side title={say('conflict.mine')} entry={proposed} />
          </div>
          <Button size="small" onClick={onSave}>
            {say('conflict.save')}
          </Button>
        </div>
      ) : null}
    </Notice>
  );
}

/** Everything of an entry that a change may touch, in words. */
function Side({ title, entry }: { title: string; entry: Entry }) {
  const say = useWords(writeWords);
  const sayChart = useWords(chartWords);
  const statusWords = useStatusWords();
  const doseWords = useDoseWords();
  const rhythmWords = useRhythmWords();
  const { state = null, text = null } = amendableOf(entry) ?? {};
  const [medicine] = medicinesOf([entry]);
  const dose =
    medicine === undefined
      ? ''
      : [doseWords(medicine), rhythmWords({ ...medicine, instruction: '' })]
          .filter((part) => part !== '')
          .join(' · ');
  const facts = [
    { name: say('amend.status'), words: statusWords(state) },
    { name: sayChart('medicines.dose'), words: dose },
    {
      name: say(medicine === undefined ? 'entry.text' : 'amend.instruction'),
      words: text ?? '',
    },
  ].filter(({ words }) => words !== '');
  return (
    <div>
      <h3>{title}</h3>
      <dl className="entry-facts">
        {facts.map(({ name, words }) => (
          <Fact key={name} name={name} words={words} />
        ))}
      </dl>
    </div>
  );
}

function Fact({ name, words }: { name: string; words: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="prose">{words}</dd>
    </>
  );
}
