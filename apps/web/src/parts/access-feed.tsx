import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.tsx';

/** One line of the feed: a sentence, when, and what may be done about it. */
export interface FeedLine {
  readonly id: string;
  readonly kind: 'seen' | 'refused' | 'emergency' | 'machine' | 'signed';
  readonly sentence: ReactNode;
  readonly when: string;
  /** A line above, such as *Kept on top until you have answered*. */
  readonly above?: string;
  readonly acts?: ReactNode;
  /** A link beside the time, to all about it. */
  readonly more?: ReactNode;
}

const iconOf: Readonly<Record<FeedLine['kind'], IconName>> = {
  seen: 'eye',
  refused: 'stop',
  emergency: 'glass',
  machine: 'pulse',
  signed: 'pen',
};

/** Who looked, who asked and was refused, who broke glass; news is said politely. */
export function AccessFeed({ lines, label }: { lines: readonly FeedLine[]; label: string }) {
  return (
    <ul className="feed" aria-label={label} aria-live="polite" aria-relevant="additions">
      {lines.map((line) => (
        <li key={line.id} className={classOf(line.kind)}>
          <Icon name={iconOf[line.kind]} />
          <div>
            {line.above === undefined ? null : <p className="small above">{line.above}</p>}
            <p>{line.sentence}</p>
            {line.acts === undefined ? null : <p className="row acts">{line.acts}</p>}
            <p className="feed__when">
              <time>{line.when}</time>
              {line.more}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

function classOf(kind: FeedLine['kind']): string {
  if (kind === 'emergency') return 'emerg';
  return kind === 'refused' ? 'refused' : '';
}
