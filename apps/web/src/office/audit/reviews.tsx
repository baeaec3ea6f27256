import { useAnswer } from '../../api/use-answer.ts';
import { useNavCount } from '../../frame/nav-count.ts';
import { Empty } from '../../parts/empty.tsx';
import { Panel } from '../../parts/panel.tsx';
import { State } from '../../parts/state.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useNamesKnown } from '../members.ts';
import { useTerm } from '../term.ts';
import { reviewsWords } from '../words/reviews-words.ts';
import { ReviewCard } from './review-card.tsx';
import { isWaiting, reviewsForm, type Review } from './review.ts';

/** Emergency accesses to review with their due dates, overdue first, and below what is done. */
export function Reviews() {
  const say = useWords(reviewsWords);
  const reviews = useAnswer('reviews', {}, reviewsForm, { when: useNamesKnown() });
  useNavCount('/audit/emergency', reviews.data?.open);
  return (
    <div className="wrap wrap--office stack">
      <div>
        <h1>{say('title')}</h1>
        <p className="lead soft">{say('lead')}</p>
      </div>
      <Answer of={reviews} rows={6}>
        {({ rows, open, overdue }) => {
          const waiting = rows.filter(isWaiting);
          const done = rows.filter((review) => !isWaiting(review));
          return (
            <>
              {waiting.length === 0 ? (
                <Empty title={say('allDone')}>{say('allDoneMore')}</Empty>
              ) : (
                <p className="quiet">{say('counts', { open, overdue })}</p>
              )}
              {waiting.map((review) => (
                <ReviewCard key={review.id} review={review} />
              ))}
              {done.length === 0 ? null : <Done rows={done} />}
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Done({ rows }: { rows: readonly Review[] }) {
  const say = useWords(reviewsWords);
  const term = useTerm();
  const formats = useFormats();
  return (
    <Panel title={say('done')}>
      <ul className="lines">
        {rows.map(({ id, who, at, state, review }) => (
          <li key={id}>
            <b>{say('heading', { who, at: formats.when(at) })}</b>{' '}
            <State kind={state === 'justified' ? 'ok' : 'part'}>{term('review', state)}</State>
            {review === null ? null : (
              <p className="soft">
                {review.text}{' '}
                <span className="quiet small">
                  {review.by}, {formats.when(review.at)}
                </span>
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
