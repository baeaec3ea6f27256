import { useState } from 'react';
import * as v from 'valibot';
import { maybeText, nothing, rowsOf } from '../../api/forms.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { needs, needsIn, type Need } from '../ask/needs.ts';
import type { Identity } from '../record/identity.ts';
import { askWords } from '../words/ask.ts';
import { assistedWords } from '../words/assisted.ts';
import { FormDialog } from '../write/form-dialog.tsx';
import { NeedsField } from './assisted-grant.tsx';
import { isNamed, nobody, SecondSigner } from './second-signer.tsx';
import { SignTogether } from './sign-together.tsx';

const requestsForm = rowsOf(
  v.object({
    request: v.string(),
    state: v.string(),
    who: v.string(),
    categories: v.array(v.string()),
    days: v.number(),
    text: maybeText,
  }),
);
type Request = v.InferOutput<typeof requestsForm>[number];

/** The requests of doctors elsewhere that wait for the patient's answer, which two of staff sign. */
export function AssistedRequests({
  patient,
  identity,
  done,
}: {
  patient: string;
  identity: Identity;
  done: () => void;
}) {
  const say = useWords(assistedWords);
  const requests = useAnswer('requests', { patient }, requestsForm);
  const [asked, setAsked] = useState<{ request: Request; answer: 'no' | 'yes' }>();
  const open = (requests.data ?? []).filter(({ state }) => state === 'open');
  const close = () => setAsked(undefined);
  const shared = { patient, identity, close, done: () => (done(), close()) };
  return (
    <>
      <ul>
        {open.map((request) => (
          <li key={request.request} className="item row">
            <Asks request={request} />
            <span className="push row">
              <Button size="small" onClick={() => setAsked({ request, answer: 'yes' })}>
                {say('answer.yes')}
              </Button>
              <Button size="small" onClick={() => setAsked({ request, answer: 'no' })}>
                {say('answer.no')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {asked?.answer === 'yes' ? <Yes request={asked.request} {...shared} /> : null}
      {asked?.answer === 'no' ? <No request={asked.request} {...shared} /> : null}
    </>
  );
}

/** Who asks for what, and for how long. */
function Asks({ request: { who, categories, days, text } }: { request: Request }) {
  const say = useWords(assistedWords);
  const sayAsk = useWords(askWords);
  const formats = useFormats();
  const what = formats.list(needsIn(categories).map((need) => sayAsk(`need.${need}`)));
  return (
    <div>
      <p>
        <Rich text={say('request', { who, what, n: days })} />
      </p>
      {text === null || text === '' ? null : <p className="said">“{text}”</p>}
    </div>
  );
}

interface Answering {
  readonly patient: string;
  readonly identity: Identity;
  readonly request: Request;
  readonly close: () => void;
  readonly done: () => void;
}

function Yes({ patient, identity, request, close, done }: Answering) {
  const say = useWords(assistedWords);
  const names = needsIn(request.categories);
  const [chosen, setChosen] = useState<ReadonlySet<Need>>(new Set(names));
  const left = names
    .filter((need) => !chosen.has(need))
    .flatMap((need): string[] => [...needs[need]]);
  const categories = request.categories.filter((kind) => !left.includes(kind));
  return (
    <SignTogether
      title={say('answer.yes')}
      patient={patient}
      identity={identity}
      wanted={chosen.size === 0 ? undefined : { patient, request: request.request, categories }}
      request={request.request}
      close={close}
      done={done}
    >
      <Asks request={request} />
      <NeedsField names={names} chosen={chosen} onChosen={setChosen} />
    </SignTogether>
  );
}

function No({ patient, identity, request, close, done }: Answering) {
  const say = useWords(assistedWords);
  const [second, setSecond] = useState(nobody);
  const act = useAct('decide-assisted', nothing, { changes: ['requests'], done });
  return (
    <FormDialog
      title={say('answer.no')}
      identity={identity}
      act={say('sign')}
      isBusy={act.isPending}
      fault={act.error}
      onClose={close}
      onSubmit={() => {
        if (isNamed(second)) act.mutate({ patient, request: request.request, deny: true, second });
      }}
    >
      <Asks request={request} />
      <p>{say('answer.no.text')}</p>
      <SecondSigner value={second} onValue={setSecond} />
    </FormDialog>
  );
}
