import { bandWord, NewsScore } from '../../parts/news-score.tsx';
import { useBaseWords, useFormats } from '../../prefs/prefs.tsx';
import { useScores } from '../live/monitor.ts';

const staleMs = 12 * 3_600_000;

/** The latest score in the banner, never without its time; nothing where none was computed. */
export function ScoreState({ patient }: { patient: string }) {
  const say = useBaseWords();
  const formats = useFormats();
  const latest = useScores(patient).data?.at(-1);
  if (latest === undefined || latest.score === null || latest.band === null) return null;
  return (
    <span>
      <NewsScore
        total={latest.score}
        band={latest.band}
        isIncomplete={latest.incomplete}
        isStale={Date.now() - Date.parse(latest.at) > staleMs}
      />
      <b>{say(bandWord(latest.band, latest.incomplete))}</b> {formats.when(latest.at)}
    </span>
  );
}
