import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as v from 'valibot';
import { useParams } from 'wouter';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { saveFile } from '../../parts/save-file.ts';
import { useNamesKnown } from '../members.ts';
import { seenWords } from '../words/seen-words.ts';
import { searchForm } from './disclosure.ts';
import { FoundList } from './found-list.tsx';
import { isLine, lineIn } from './line-address.ts';
import { OneAccess } from './one-access.tsx';
import { anything, bodyOf, type Sentence } from './search.ts';
import { SearchSentence } from './search-sentence.tsx';

const csvForm = v.object({ csv: v.string(), rows: v.number() });

/** Who saw what: the search, what it found, and beside it the one that is open. */
export function WhoSaw() {
  const say = useWords(seenWords);
  const params = useParams<{ id?: string }>();
  // The id of a look here has a slash, which the address carries encoded.
  const place = params.id === undefined ? undefined : decodeURIComponent(params.id);
  const open = place === undefined ? undefined : lineIn(place);
  const { sentence, keep } = useSentence();
  const found = useAnswer('disclosure-search', { ...bodyOf(sentence), limit: 200 }, searchForm, {
    when: useNamesKnown(),
  });
  return (
    <div className={open === undefined ? '' : 'with-drawer'}>
      <div className="page">
        <div className="head">
          <h1>{say('title')}</h1>
        </div>
        <SearchSentence given={sentence} busy={found.isFetching} onSearch={keep} />
        <Answer of={found} rows={8}>
          {({ rows, accesses, refusals, more }) => (
            <>
              <ReportHead rows={rows.length} />
              <p className="quiet small row found" role="status">
                <span>{say('found', { accesses, refusals })}</span>
                {more ? <span>{say('more')}</span> : null}
                <Exports sentence={sentence} />
              </p>
              <FoundList rows={rows} open={open} />
              <p className="only-print report-foot">{say('reportVerify')}</p>
            </>
          )}
        </Answer>
      </div>
      {open === undefined ? null : (
        <OneAccess
          key={place}
          line={open}
          what={found.data?.rows.find((row) => isLine(row, open))?.what ?? []}
        />
      )}
    </div>
  );
}

function Exports({ sentence }: { sentence: Sentence }) {
  const say = useWords(seenWords);
  const csv = useAct('disclosure-csv', csvForm, {
    // The mark of its bytes' order lets spreadsheets read the letters as they are.
    done: (answer) => saveFile(`\uFEFF${answer.csv}`, 'accesses.csv', 'text/csv;charset=utf-8'),
  });
  return (
    <span className="push row">
      <Button
        kind="quiet"
        size="small"
        icon="dl"
        busy={csv.isPending}
        onClick={() => csv.mutate(bodyOf(sentence))}
      >
        {say('csv')}
      </Button>
      <Button kind="quiet" size="small" icon="print" onClick={() => window.print()}>
        {say('print')}
      </Button>
      <FaultLine error={csv.error} />
    </span>
  );
}

function ReportHead({ rows }: { rows: number }) {
  const say = useWords(seenWords);
  const formats = useFormats();
  const { memberName } = useWho();
  const at = formats.when(Date.now(), { seconds: true, absolute: true });
  return (
    <div className="only-print">
      <h2>{say('reportTitle')}</h2>
      <p>{say('reportMade', { member: memberName, at, n: rows })}</p>
    </div>
  );
}

const key = ['office', 'sentence'] as const;

/** The sentence outlives the opening of a row, and ends with the session. */
function useSentence(): { sentence: Sentence; keep: (sentence: Sentence) => void } {
  const queries = useQueryClient();
  const [sentence, setSentence] = useState<Sentence>(
    () => queries.getQueryData<Sentence>(key) ?? anything,
  );
  return {
    sentence,
    keep: (next) => {
      queries.setQueryData(key, next);
      setSentence(next);
    },
  };
}
