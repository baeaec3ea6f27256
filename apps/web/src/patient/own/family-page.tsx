import { useAnswer } from '../../api/use-answer.ts';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { rowsOfKinds } from '../kinds.ts';
import { patientWords } from '../words.ts';
import { credentialsForm, stateKey } from './passkeys.tsx';

/** Who may act or look for the patient: guardians and carers, what each may, and until when. */
export function FamilyPage() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { memberName } = useWho();
  const guardians = useAnswer('guardians', {}, credentialsForm);
  return (
    <div className="wrap narrow stack-5">
      <div>
        <h1>{say('family.title')}</h1>
        <p className="lead">{say('family.lead')}</p>
      </div>
      <Answer of={guardians}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={say('family.empty')}>
              {say('family.empty.text', { name: memberName })}
            </Empty>
          ) : (
            <ul className="panel">
              {rows.map((row) => (
                <li key={row.credential} className="item device">
                  <Icon name="people" />
                  <span>
                    <b>{row.name}</b> {row.relation}
                    <br />
                    {say(row.scope === 'consent' ? 'family.consent' : 'family.view')}{' '}
                    {row.categories === null
                      ? say('family.all')
                      : formats.list(
                          rowsOfKinds(row.categories).map((key) => say(`kind.${key}.your`)),
                        )}
                    <br />
                    <span className="quiet">
                      {say(stateKey(row.state))}
                      {row.until === null
                        ? ''
                        : `, ${say('access.until', { date: formats.date(row.until) })}`}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <Notice icon="people">{say('family.how', { name: memberName })}</Notice>
    </div>
  );
}
