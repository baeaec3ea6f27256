import { Icon } from '../../parts/icon.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { askWords } from '../words/ask.ts';

const openForMs = 4 * 3_600_000;
const reviewWithinMs = 7 * 86_400_000;

/** What opens, what stays shut, who is told, who reviews, when it ends: read before, not after. */
export function WhatHappens({ now, toldOn }: { now: number; toldOn: string }) {
  const say = useWords(askWords);
  const formats = useFormats();
  return (
    <div className="stack">
      <div>
        <h3>{say('emergency.opens')}</h3>
        <ul className="yes">
          <Line icon="check" text={say('emergency.opens.1')} />
          <Line icon="check" text={say('emergency.opens.2')} />
        </ul>
        <ul className="no">
          <Line icon="lock" text={say('emergency.opens.no')} />
        </ul>
      </div>
      <div>
        <h3>{say('emergency.happens')}</h3>
        <ol className="steps">
          <li>
            <span>{say('emergency.happens.1')}</span>
          </li>
          <li>
            <span>
              {toldOn === ''
                ? say('emergency.happens.2')
                : say('emergency.happens.2late', { when: formats.date(toldOn) })}
            </span>
          </li>
          <li>
            <span>{say('emergency.happens.3', { when: formats.date(now + reviewWithinMs) })}</span>
          </li>
          <li>
            <span>{say('emergency.happens.4', { time: formats.time(now + openForMs) })}</span>
          </li>
        </ol>
      </div>
    </div>
  );
}

function Line({ icon, text }: { icon: 'check' | 'lock'; text: string }) {
  return (
    <li>
      <Icon name={icon} />
      <span>{text}</span>
    </li>
  );
}
