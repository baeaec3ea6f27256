import * as v from 'valibot';
import { Link, useParams } from 'wouter';
import { useAnswer } from '../../api/use-answer.ts';
import { CustodyMark } from '../../parts/custody-mark.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Tag } from '../../parts/state.tsx';
import { Unanchored } from '../../parts/unanchored.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useBaseWords, useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { directoryForm } from '../access/grants.ts';
import { isClosed } from '../kinds.ts';
import { ProofPart } from '../seen/proof-part.tsx';
import { patientWords } from '../words.ts';
import { documentText, rangeOf, valueOf, type Entry } from './entry.ts';
import { keyOf } from './story.ts';
import { useRecord, useTelling } from './use-record.ts';

/** One entry: what it says, who keeps it, its versions, and its proof on request. */
export function EntryPage() {
  const say = useWords(patientWords);
  const { id } = useParams<{ id: string }>();
  const { own, entries } = useRecord();
  const key = id.split('.').join('/');
  const entry = entries.find((each) => keyOf(each) === key);
  return (
    <div className="wrap narrow">
      <p>
        <Link href="/me">{say('record.title')}</Link>
      </p>
      <Answer of={own}>
        {() =>
          entry === undefined ? (
            <Empty title={say('entry.gone')}>{say('entry.gone.text')}</Empty>
          ) : (
            <One entry={entry} entries={entries} />
          )
        }
      </Answer>
    </div>
  );
}

function One({ entry, entries }: { entry: Entry; entries: readonly Entry[] }) {
  const say = useWords(patientWords);
  const base = useBaseWords();
  const formats = useFormats();
  const telling = useTelling();
  const { shown, version, custody, memberName } = entry;
  const text = documentText(shown);
  const value = valueOf(shown, telling);
  const parts = (shown.result ?? []).flatMap(({ reference = '' }) => {
    const part = entries.find((each) => keyOf(each) === `${entry.member}/${reference}`);
    return part === undefined ? [] : [part];
  });
  return (
    <article className="stack-5">
      <div>
        <h1>{entry.title}</h1>
        <p className="lead">{formats.when(entry.at)}</p>
        <p className="row">
          <CustodyMark custody={custody} {...(custody === 'patient' ? {} : { name: memberName })} />
          {version.tx === null ? <Unanchored at={version.at} /> : null}
          {version.labels.filter(isClosed).map((label) => (
            <Tag key={label}>{say(`closed.${label}`)}</Tag>
          ))}
        </p>
      </div>
      {custody === 'elsewhere' ? (
        <Notice kind="part">
          <b>{base('mark.incomplete').replaceAll('**', '')}</b>
        </Notice>
      ) : null}
      {version.enteredInError ? <Notice>{say('entry.inError.text')}</Notice> : null}
      {text === undefined ? null : <div className="panel pad letter">{text}</div>}
      <dl className="details">
        {entry.authorsTitle === undefined ? null : (
          <Detail name={say('entry.called')}>{entry.authorsTitle}</Detail>
        )}
        {value === undefined ? null : (
          <Detail name={say('entry.result')}>
            <b>{value}</b> {rangeOf(shown, telling)}
          </Detail>
        )}
        {text !== undefined ||
        value !== undefined ||
        parts.length > 0 ||
        entry.sentence === '' ? null : (
          <Detail name={say('entry.says')}>{entry.sentence}</Detail>
        )}
        {custody === 'here' ? <Author id={version.id} type={version.type} /> : null}
        <Detail name={say('entry.saved')}>{formats.when(version.at)}</Detail>
        <Detail name={say('entry.version')}>{formats.number(version.version)}</Detail>
      </dl>
      {parts.length === 0 ? null : (
        <section>
          <h2>{say('entry.parts')}</h2>
          <div className="panel">
            <table className="tbl">
              <thead>
                <tr>
                  <th scope="col">{say('entry.parts.what')}</th>
                  <th scope="col" className="num">
                    {say('entry.result')}
                  </th>
                  <th scope="col">{say('entry.parts.usual')}</th>
                </tr>
              </thead>
              <tbody>
                {parts.map((part) => (
                  <tr key={keyOf(part)}>
                    <th scope="row">{part.title}</th>
                    <td className="num">{valueOf(part.shown, telling)}</td>
                    <td>{rangeOf(part.shown, telling)?.replace(/^[^:]+: |\.$/g, '')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {custody === 'here' && version.tx !== null ? (
        <ProofPart name={memberName} id={version.id} />
      ) : null}
    </article>
  );
}

const historyForm = v.looseObject({ rows: v.array(v.looseObject({ author: v.string() })) });

/** Who wrote the newest version, by the directory of this hospital. */
function Author({ id, type }: { id: string; type: string }) {
  const say = useWords(patientWords);
  const { member } = useWho();
  const history = useAnswer('history', { id: `${type}/${id}` }, historyForm);
  const directory = useAnswer('directory', { member }, directoryForm);
  const author = history.data?.rows.at(-1)?.author;
  const name = directory.data?.find(({ handle }) => handle === author)?.name;
  return name === undefined ? null : <Detail name={say('entry.by')}>{name}</Detail>;
}

function Detail({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
