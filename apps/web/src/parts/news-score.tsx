import { useBaseWords } from '../prefs/prefs.tsx';

/** The band of a whole NEWS2 score. */
export type NewsBand = 'low' | 'low-medium' | 'medium' | 'high';

/** The word of a band; what is incomplete is never called low, because what is missing may raise it (T5.3). */
export const bandWord = (band: NewsBand, isIncomplete: boolean) =>
  isIncomplete && band === 'low' ? 'news.band.incomplete' : (`news.band.${band}` as const);

const classOfBand: Readonly<Record<NewsBand, string>> = {
  low: 'news news--low',
  'low-medium': 'news news--lowmed',
  medium: 'news news--med',
  high: 'news news--high',
};

/** A NEWS2 score: number, bars and border say the band, colour repeats it. `total` null is *not used*. */
export function NewsScore({
  total,
  band,
  isIncomplete = false,
  isStale = false,
}: {
  total: number | null;
  band: NewsBand;
  isIncomplete?: boolean;
  isStale?: boolean;
}) {
  const say = useBaseWords();
  if (total === null) return <span className="news news--none">{say('news.notUsed')}</span>;
  const shown = isIncomplete ? `≥ ${total}` : String(total);
  const spoken = [
    isIncomplete ? say('news.atLeast', { total }) : String(total),
    say(bandWord(band, isIncomplete)),
    isStale ? say('news.stale') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
  return (
    <span
      className={isStale ? 'news news--stale' : classOfBand[band]}
      role="img"
      aria-label={`NEWS2 ${spoken}`}
    >
      <span aria-hidden="true">{shown}</span>
      <i aria-hidden="true">
        <b />
      </i>
    </span>
  );
}
