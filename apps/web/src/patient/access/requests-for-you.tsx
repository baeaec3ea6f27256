import { useAnswer } from '../../api/use-answer.ts';
import { ButtonLink } from '../../parts/button.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { rowsOfKinds, spokenRow } from '../kinds.ts';
import { useMay } from '../may-decide.ts';
import { patientWords } from '../words.ts';
import { requestsForm, type RequestRow } from './requests.ts';

/** The requests that wait for the patient's answer. */
export function RequestsForYou() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { decides } = useMay();
  const { data } = useAnswer('requests', {}, requestsForm);
  const open = (data ?? []).filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  return (
    <section className="panel request" aria-labelledby="requests">
      <h2 id="requests">{say('request.count', { n: open.length })}</h2>
      {open.map((request) => (
        <div key={request.request} className="stack-2">
          <p className="soft">
            <RequestSentence request={request} />
          </p>
          <p className="row">
            {decides ? (
              <ButtonLink size="small" to={`/me/requests/${request.request}`}>
                {say('request.read')}
              </ButtonLink>
            ) : null}
            <span className="hint">
              {say('request.ends', { date: formats.date(request.until) })}
            </span>
          </p>
        </div>
      ))}
    </section>
  );
}

/** The asker's name; the node names the hospital with it, which the sentences say by themselves. */
export function askerOf({ who, organisationName }: RequestRow): string {
  return who.replace(`, ${organisationName}`, '');
}

/** Who asks for what, for which event. */
export function RequestSentence({ request }: { request: RequestRow }) {
  const say = useWords(patientWords);
  const formats = useFormats();
  const what = formats.list(
    rowsOfKinds(request.categories).map((key) =>
      say(`kind.${spokenRow(key, request.categories)}.your`),
    ),
  );
  const filling = {
    who: askerOf(request),
    organisation: request.organisationName,
    what,
    n: request.days,
  };
  const { eventAt, eventKind } = request;
  const event =
    eventKind === null
      ? undefined
      : eventAt === null
        ? say(`request.event.${eventKind}`)
        : say(`request.event.${eventKind}.at`, { date: formats.date(eventAt) });
  return (
    <Rich
      text={
        event === undefined
          ? say('request.sentence', filling)
          : say('request.sentenceEvent', { ...filling, event })
      }
    />
  );
}
