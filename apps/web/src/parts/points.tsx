import { useBaseWords } from '../prefs/prefs.tsx';

/** The NEWS2 points of one measurement; the figure itself says them, 0 has no colour. */
export function Points({ points }: { points: 0 | 1 | 2 | 3 }) {
  const say = useBaseWords();
  return (
    <span
      className={points === 0 ? 'pt' : `pt pt--${points}`}
      role="img"
      aria-label={say('news.points', { n: points })}
    >
      <span aria-hidden="true">{points}</span>
    </span>
  );
}
