import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.tsx';

/** What a notice is about: each kind has its colour, and a shape of its own. */
export type NoticeKind = 'plain' | 'part' | 'sys' | 'access' | 'ok' | 'alarm';

const iconOf: Readonly<Record<NoticeKind, IconName>> = {
  plain: 'info',
  part: 'half',
  sys: 'cloudoff',
  access: 'glass',
  ok: 'checkc',
  alarm: 'tri',
};

/** A notice in the page, never over it; `says` makes a screen reader say it when it appears. */
export function Notice({
  kind = 'plain',
  icon,
  act,
  says,
  children,
}: {
  kind?: NoticeKind;
  icon?: IconName;
  act?: ReactNode;
  says?: 'polite' | 'at-once';
  children: ReactNode;
}) {
  return (
    <div
      className={kind === 'plain' ? 'notice' : `notice notice--${kind}`}
      {...(says === undefined ? {} : { role: says === 'polite' ? 'status' : 'alert' })}
    >
      <Icon name={icon ?? iconOf[kind]} />
      <div>{children}</div>
      {act === undefined ? null : <span className="act">{act}</span>}
    </div>
  );
}
