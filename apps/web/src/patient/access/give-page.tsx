import { Link, useSearchParams } from 'wouter';
import { nothing } from '../../api/forms.ts';
import { callNode } from '../../api/node.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { patientWords } from '../words.ts';
import { answersOfGrant, firstAnswers, granteeOf, keptOf, wishOf } from './answers.ts';
import { GiveForm } from './give-form.tsx';
import { directoryForm, draftForm, grantsForm } from './grants.ts';

/** Gives access, or changes a permission: then the new one is added, and the old one can be withdrawn. */
export function GivePage() {
  const say = useWords(patientWords);
  const [search] = useSearchParams();
  // A person who acts for the patient gives no more than what he may see himself (I7).
  const scope = useWho().guardian?.categories ?? undefined;
  const change = search.get('change');
  const urgentOnly = search.get('only') === 'summary';
  const grants = useAnswer('grants', {}, grantsForm);
  const directory = useAnswer('directory', {}, directoryForm);
  return (
    <div className="wrap">
      <p>
        <Link href="/me/access">{say('access.now')}</Link>
      </p>
      <h1>{say('give.title')}</h1>
      <p className="lead">{say('give.lead')}</p>
      <Answer of={grants}>
        {(rows) => (
          <Answer of={directory}>
            {(people) => {
              const grant = rows.find(({ id }) => id === change);
              const start =
                grant === undefined ? firstAnswers : answersOfGrant(grant, people, Date.now());
              return (
                <GiveForm
                  start={keptOf(start, { scope, urgentOnly: grant !== undefined && urgentOnly })}
                  {...(scope === undefined ? {} : { scope })}
                  draw={(answers, language) =>
                    callNode(
                      'grant-prepare',
                      { ...wishOf(answers, { scope, now: Date.now() }), language },
                      draftForm,
                      'background',
                    )
                  }
                  sign={({ draft }, assertion) =>
                    callNode('consent-sign', { draft, assertion }, nothing)
                  }
                  above={
                    grant === undefined ? undefined : (
                      <Notice>
                        <Rich text={say('give.changing')} />{' '}
                        <Link href={`/me/access/${grant.id}/withdraw`}>
                          {say('give.changing.old')}
                        </Link>
                        {granteeOf(grant, people) === undefined ? (
                          <p>{say('give.changing.unknown')}</p>
                        ) : null}
                      </Notice>
                    )
                  }
                />
              );
            }}
          </Answer>
        )}
      </Answer>
    </div>
  );
}
