import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { nothing } from '../../api/forms.ts';
import { callNode } from '../../api/node.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button, ButtonLink } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { patientWords } from '../words.ts';
import { answersOfRequest, categoriesOf } from './answers.ts';
import { GiveForm, type Giving } from './give-form.tsx';
import { draftForm } from './grants.ts';
import { askerOf, RequestSentence } from './requests-for-you.tsx';
import { requestsForm, type RequestRow } from './requests.ts';

/** A doctor's request: the same four questions filled in; the patient unticks at will, and the asker is not told what. */
export function RequestPage() {
  const say = useWords(patientWords);
  const { id } = useParams<{ id: string }>();
  const requests = useAnswer('requests', {}, requestsForm);
  return (
    <div className="wrap">
      <p>
        <Link href="/me">{say('record.title')}</Link>
      </p>
      <h1>{say('request.title')}</h1>
      <Answer of={requests}>
        {(rows) => {
          const request = rows.find((each) => each.request === id);
          if (request === undefined)
            return <Empty title={say('request.gone')}>{say('request.gone.text')}</Empty>;
          return <One request={request} />;
        }}
      </Answer>
    </div>
  );
}

function One({ request }: { request: RequestRow }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const [isDenied, setDenied] = useState(false);
  const deny = useAct('decide', nothing, { changes: ['requests'], done: () => setDenied(true) });
  if (isDenied || request.state === 'denied')
    return (
      <div className="stack narrow">
        <Notice kind="ok" says="polite">
          <Rich text={say('request.denied')} />
        </Notice>
        <p>
          <ButtonLink to="/me">{say('record.title')}</ButtonLink>
        </p>
      </div>
    );
  const within = { categories: request.categories, days: request.days };
  const draw: Giving['draw'] = (answers, language) => {
    const { days, eraseDays, dataFrom } = answers;
    return callNode(
      'decide',
      {
        request: request.request,
        categories: categoriesOf(answers, within.categories),
        days,
        eraseDays: Math.min(eraseDays ?? days, days),
        language,
        ...(dataFrom === '' ? {} : { dataFrom }),
      },
      draftForm,
      'background',
    );
  };
  return (
    <>
      <p className="lead">
        <RequestSentence request={request} />
      </p>
      {request.text === null ? null : <p className="said">“{request.text}”</p>}
      {request.state === 'open' || request.state === 'granted' ? (
        <GiveForm
          start={answersOfRequest(request)}
          within={within}
          name={askerOf(request)}
          draw={draw}
          sign={({ draft }, assertion) =>
            callNode('decide-sign', { request: request.request, draft, assertion }, nothing)
          }
          above={
            <Notice icon="hand">
              <Rich
                text={say('request.how', {
                  who: askerOf(request),
                  date: formats.date(request.until),
                })}
              />
              <p className="row deny">
                <Button
                  busy={deny.isPending}
                  onClick={() => deny.mutate({ request: request.request, deny: true })}
                >
                  {say('request.deny')}
                </Button>
                <span className="hint">{say('request.deny.hint')}</span>
              </p>
              <FaultLine error={deny.error} />
            </Notice>
          }
        />
      ) : (
        <Notice>{say('request.over')}</Notice>
      )}
    </>
  );
}
