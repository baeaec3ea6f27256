import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useVersions } from '../data/history.ts';
import { usePersonName } from '../data/people.ts';
import { amendableOf } from '../record/amendable.ts';
import type { Entry } from '../record/entry.ts';
import { writeWords } from '../words/write.ts';

/** Somebody saved first: says who and when, keeps the text, and lets both be compared before one is saved over the other (R2). */
export function Conflict({
  entry,
  mine,
  onSave,
}: {
  entry: Entry;
  mine: string;
  onSave: (over: Entry) => void;
}) {
  const say = useWords(writeWords);
  const formats = useFormats();
  const personName = usePersonName();
  const [isComparing, setComparing] = useState(false);
  const newest = useVersions(entry)?.[0];
  const who = newest === undefined ? null : personName(newest.author);
  const theirs = newest === undefined ? null : amendableOf(newest);
  return (
    <Notice
      kind="part"
      says="at-once"
      act={
        isComparing ? undefined : (
          <Button size="small" onClick={() => setComparing(true)}>
            {say('conflict.compare')}
          </Button>
        )
      }
    >
      <Rich
        text={
          who === null || newest?.writtenAt === undefined || newest.writtenAt === null
            ? say('conflict.unknown')
            : say('conflict', { who, time: formats.time(newest.writtenAt) })
        }
      />
      {isComparing && newest !== undefined ? (
        <div className="stack-2 compare">
          <div className="cols">
            <div>
              <h3>{say('conflict.theirs')}</h3>
              <p className="prose">{theirs?.text ?? theirs?.state ?? ''}</p>
            </div>
            <div>
              <h3>{say('conflict.mine')}</h3>
              <p className="prose">{mine}</p>
            </div>
          </div>
          <Button size="small" onClick={() => onSave(newest)}>
            {say('conflict.save')}
          </Button>
        </div>
      ) : null}
    </Notice>
  );
}
