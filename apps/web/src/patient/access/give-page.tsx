import * as v from 'valibot';
import { Link, useSearchParams } from 'wouter';
import { nothing } from '../../api/forms.ts';
import { callNode } from '../../api/node.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { rowsOfKinds } from '../kinds.ts';
import { patientWords } from '../words.ts';
import { answersOfGrant, firstAnswers, wishOf, type Answers } from './answers.ts';
import { GiveForm } from './give-form.tsx';
import { directoryForm, draftForm, grantsForm, type GrantRow } from './grants.ts';

/** Gives access, or changes a permission: then the new one is added, and the old one can be withdrawn. */
export function GivePage() {
  const say = useWords(patientWords);
  const [search] = useSearchParams();
  // A person who acts for the patient gives no more than what he may see himself (I7).
  const scope = useWho().guardian?.categories ?? undefined;
  const change = search.get('change');
  const summary = search.get('only') === 'summary';
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
              return (
                <GiveForm
                  start={withinScope(
                    grant === undefined ? firstAnswers : startOf(grant, people, summary),
                    scope,
                  )}
                  {...(scope === undefined ? {} : { scope })}
                  draw={(answers, language) =>
                    callNode(
                      'grant-prepare',
                      { ...wishOf(answers, scope), language },
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

function withinScope(answers: Answers, scope: readonly string[] | undefined): Answers {
  if (scope === undefined) return answers;
  const rows = rowsOfKinds(scope);
  return {
    ...answers,
    kinds: answers.kinds.filter((key) => rows.includes(key)),
    closed: answers.closed.filter((label) => scope.includes(label)),
  };
}

function startOf(
  grant: GrantRow,
  people: v.InferOutput<typeof directoryForm>,
  summary: boolean,
): Answers {
  const { member, practitioner } = grant.to;
  const person = people.find((each) => each.member === member && each.handle === practitioner);
  const to = person === undefined ? member : `${person.user}@${member}`;
  const answers = answersOfGrant(grant, to, Date.now());
  return summary ? { ...answers, kinds: ['allergies', 'medications'], closed: [] } : answers;
}
