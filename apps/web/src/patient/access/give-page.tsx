import * as v from 'valibot';
import { Link, useSearchParams } from 'wouter';
import { nothing } from '../../api/forms.ts';
import { callNode } from '../../api/node.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import { answersOfGrant, firstAnswers, wishOf, type Answers } from './answers.ts';
import { GiveForm } from './give-form.tsx';
import { directoryForm, draftForm, grantsForm, type GrantRow } from './grants.ts';

/** Gives access, or changes a permission: then the new one is added, and the old one can be withdrawn. */
export function GivePage() {
  const say = useWords(patientWords);
  const [search] = useSearchParams();
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
                  start={grant === undefined ? firstAnswers : startOf(grant, people, summary)}
                  draw={(answers, language) =>
                    callNode(
                      'grant-prepare',
                      { ...wishOf(answers), language },
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
