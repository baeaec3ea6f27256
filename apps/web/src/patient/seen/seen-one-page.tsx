import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { useAnswer } from '../../api/use-answer.ts';
import { Empty } from '../../parts/empty.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { membersForm } from '../access/grants.ts';
import { useRecord } from '../record/use-record.ts';
import { hrefOf } from '../record/story-list.tsx';
import { keyOf } from '../record/story.ts';
import { patientWords } from '../words.ts';
import { idOf, isThrownAway, type DisclosureRow } from './disclosures.ts';
import { ProofPart } from './proof-part.tsx';
import { seenSentence, seenWhen } from './seen-sentence.ts';
import { useSeen, type SeenRow } from './use-seen.ts';

const firstEntries = 8;

/** One access: what happened in words, why, which entries, and its proof. */
export function SeenOnePage() {
  const say = useWords(patientWords);
  const { id } = useParams<{ id: string }>();
  const { own, rows } = useSeen();
  const wanted = decodeURIComponent(id);
  const found = rows.find(({ row }) => idOf(row) === wanted);
  return (
    <div className="wrap narrow stack-5">
      <div>
        <p>
          <Link href="/me/seen">{say('seen.title')}</Link>
        </p>
        <h1>{say('seen.one')}</h1>
      </div>
      <Answer of={own}>
        {() =>
          found === undefined ? (
            <Empty title={say('seen.gone')}>{say('seen.gone.text')}</Empty>
          ) : (
            <One seen={found} />
          )
        }
      </Answer>
    </div>
  );
}

function One({ seen }: { seen: SeenRow }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const members = useAnswer('members', {}, membersForm);
  const { entries } = useRecord();
  const [isAll, setAll] = useState(false);
  const { row, custodian, custodianName } = seen;
  const nameOf = (member: string) => members.data?.find(({ id }) => id === member)?.name ?? member;
  const seenEntries = entries.filter((entry) =>
    row.resources.some(
      (each) => keyOf(entry) === `${custodian}/${each.type}/${String(each['id'])}`,
    ),
  );
  return (
    <>
      <p className="lead">
        <Rich text={seenSentence(seen, { say, formats, nameOf })} />
      </p>
      <dl className="details">
        <div>
          <dt>{say('seen.when')}</dt>
          <dd>{seenWhen(row, formats, say('seen.to'))}</dd>
        </div>
        {row.text === null || row.text === '' ? null : (
          <div>
            <dt>{say('seen.why')}</dt>
            <dd>{row.text}</dd>
          </div>
        )}
        <div>
          <dt>{say('seen.because')}</dt>
          <dd>{basisWords(row.basis, row.outcome, say)}</dd>
        </div>
        {row.kind === 'access' ? null : (
          <div>
            <dt>{say('seen.receipt')}</dt>
            <dd>{say(receiptWords(row))}</dd>
          </div>
        )}
      </dl>
      {seenEntries.length === 0 ? null : (
        <section>
          <h2>{say('seen.entries')}</h2>
          <ul className="plain-list">
            {(isAll ? seenEntries : seenEntries.slice(0, firstEntries)).map((entry) => (
              <li key={keyOf(entry)}>
                <Link href={hrefOf(entry)}>{entry.title}</Link>{' '}
                <span className="quiet">{formats.date(entry.at)}</span>
              </li>
            ))}
          </ul>
          {isAll || seenEntries.length <= firstEntries ? null : (
            <p>
              <button type="button" className="linkish" onClick={() => setAll(true)}>
                {say('facts.more', { n: seenEntries.length - firstEntries })}
              </button>
            </p>
          )}
        </section>
      )}
      {row.tx === null ? (
        <p className="hint">{say('seen.proofLater')}</p>
      ) : (
        <ProofPart name={custodianName} id={idOf(row)} />
      )}
    </>
  );
}

function basisWords(
  basis: string,
  outcome: string,
  say: ReturnType<typeof useWords<typeof patientWords.en>>,
): string {
  if (outcome === 'refused') return say('basis.none');
  if (basis.startsWith('emergency')) return say('basis.emergency');
  return say(basis === 'grant' ? 'basis.grant' : 'basis.care');
}

function receiptWords(row: DisclosureRow) {
  if (row.receipt === null) return 'seen.receipt.none';
  return isThrownAway(row) ? 'seen.receipt.another' : 'seen.receipt.there';
}
