import { Link } from 'wouter';
import { useAnswer } from '../../api/use-answer.ts';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { patientWords } from '../words.ts';
import { readingsForm } from './series.ts';

/** The devices whose readings stand in the record, and since when. */
export function DevicesPage() {
  const say = useWords(patientWords);
  const formats = useFormats();
  const { patient = '', memberName } = useWho();
  const readings = useAnswer('readings', { patient, limit: 5_000 }, readingsForm);
  return (
    <div className="wrap narrow stack-5">
      <div>
        <p>
          <Link href="/me/readings">{say('readings.title')}</Link>
        </p>
        <h1>{say('devices.title')}</h1>
        <p className="lead">{say('devices.lead')}</p>
      </div>
      <Answer of={readings} who={memberName}>
        {(rows) => {
          const devices = new Map<string, { first: string; last: string; count: number }>();
          for (const { device, at } of rows) {
            const before = devices.get(device);
            devices.set(device, {
              first: before === undefined || at < before.first ? at : before.first,
              last: before === undefined || at > before.last ? at : before.last,
              count: (before?.count ?? 0) + 1,
            });
          }
          if (devices.size === 0)
            return (
              <Empty title={say('devices.empty')}>
                {say('devices.empty.text', { name: memberName })}
              </Empty>
            );
          return (
            <ul className="panel">
              {[...devices.values()].map(({ first, last, count }, index) => (
                <li key={first} className="item device">
                  <Icon name="watch" />
                  <span>
                    <b>{say('devices.one', { n: index + 1 })}</b>
                    <br />
                    <span className="quiet">
                      {say('devices.sent', {
                        n: count,
                        from: formats.when(first),
                        until: formats.when(last),
                      })}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </div>
  );
}
