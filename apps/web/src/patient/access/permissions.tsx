import { Link } from 'wouter';
import { useAnswer } from '../../api/use-answer.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Rich } from '../../parts/rich.tsx';
import { SignedSentence } from '../../parts/signed-sentence.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useBaseWords, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { useMay } from '../may-decide.ts';
import { useOthers } from '../record/use-record.ts';
import { patientWords } from '../words.ts';
import { grantsForm, type GrantRow } from './grants.ts';

/** Who can see it now: the staff here, each permission in the words that were signed, and what stays closed. */
export function Permissions() {
  const say = useWords(patientWords);
  const base = useBaseWords();
  const { memberName } = useWho();
  const grants = useAnswer('grants', {}, grantsForm);
  const { handed } = useOthers();
  const { decides, isPatient } = useMay();
  return (
    <Answer of={grants} rows={4} who={memberName}>
      {(own) => (
        <div>
          <div className="perm">
            <p>
              <Rich text={say('access.staff', { name: memberName })} />
            </p>
            <p className="until">
              {say('access.staff.until')}{' '}
              {decides ? <Link href="/me/access/hide">{say('access.staff.hide')}</Link> : null}
            </p>
          </div>
          {own.map((grant) => (
            <Permission key={grant.id} grant={grant} />
          ))}
          {handed.flatMap(({ member, memberName: other, grants: there }) =>
            there.map((grant) => (
              <div className="perm" key={`${member}/${grant.id}`}>
                <SignedSentence grant={grant} />
                <p className="until">{say('access.elsewhere', { name: other })}</p>
              </div>
            )),
          )}
          <div className="closed">
            <Icon name="lock" />
            <p>
              <Rich text={boldHead(base('frame.closedKinds'))} />
            </p>
          </div>
          {decides ? (
            <div className="stack access__acts">
              <ButtonLink kind="main" wide icon="plus" to="/me/access/new">
                {say('access.give')}
              </ButtonLink>
              <div className="row between">
                <ButtonLink kind="quiet" size="small" icon="stop" to="/me/access/all/withdraw">
                  {say('access.stopAll')}
                </ButtonLink>
                {isPatient ? (
                  <ButtonLink kind="quiet" size="small" icon="print" to="/me/card">
                    {say('access.card')}
                  </ButtonLink>
                ) : null}
              </div>
            </div>
          ) : null}
        </div>
      )}
    </Answer>
  );
}

function Permission({ grant }: { grant: GrantRow }) {
  const say = useWords(patientWords);
  const { decides } = useMay();
  if (!decides)
    return (
      <div className="perm">
        <SignedSentence grant={grant} />
      </div>
    );
  return (
    <div className="perm">
      <SignedSentence grant={grant} />
      <p className="row">
        <ButtonLink kind="quiet" size="small" to={`/me/access/new?change=${grant.id}`}>
          {say('access.change')}
        </ButtonLink>
        <ButtonLink kind="quiet" size="small" to={`/me/access/${grant.id}/withdraw`}>
          {say('access.withdraw')}
        </ButtonLink>
      </p>
    </div>
  );
}

/** The first clause strong, as a heading in the sentence. */
function boldHead(sentence: string): string {
  return sentence.replace(/^([^:]*?)( unless|, außer)/, '**$1**$2');
}
