import { Icon } from '../../parts/icon.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { liveWords, type LiveKey } from '../words/live.ts';
import type { AlertRow } from './monitor.ts';

const most = 12;

/** The life of the alerts: raised, worse, cleared, each with its time. */
export function AlertList({ alerts }: { alerts: readonly AlertRow[] }) {
  const say = useWords(liveWords);
  const formats = useFormats();
  const words = useAlertWords();
  return (
    <section className="panel o4" aria-labelledby="alerts">
      <header>
        <h2 id="alerts">{say('alerts')}</h2>
      </header>
      {alerts.length === 0 ? <p className="item quiet">{say('alerts.none')}</p> : null}
      <ol className="chain">
        {alerts.slice(0, most).map((alert) => (
          <li key={`${alert.at} ${alert.signal} ${alert.level}`}>
            <time>{formats.time(alert.at, { seconds: true })}</time>
            <Icon name={alert.signal === 'cleared' ? 'check' : 'bell'} />
            <span>{words(alert)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Gives the words of a line: `Raised: high, score 8`. */
export function useAlertWords(): (alert: AlertRow) => string {
  const say = useWords(liveWords);
  return ({ level, score, signal }) => {
    const [signalKey, levelKey] = [`signal.${signal}`, `level.${level}`];
    const line = say('alert.line', {
      signal: isKey(signalKey) ? say(signalKey) : signal,
      level: isKey(levelKey) ? say(levelKey) : level,
    });
    return score === null ? line : `${line}, ${say('alert.score', { score })}`;
  };
}

type WordKey = Extract<LiveKey, `level.${string}` | `signal.${Exclude<string, ''>}`>;

function isKey(key: string): key is Exclude<WordKey, `${string}{${string}`> {
  return key in liveWords.en;
}
