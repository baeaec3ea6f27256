import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.tsx';

/** What a state means; refusal is `plain`: it is the rule working. */
export type StateKind = 'ok' | 'bad' | 'part' | 'sys' | 'access' | 'off' | 'plain';

const iconOf: Readonly<Record<StateKind, IconName>> = {
  ok: 'check',
  bad: 'xc',
  part: 'half',
  sys: 'cloudoff',
  access: 'glass',
  off: 'stop',
  plain: 'stop',
};

/** A state in a word and an icon. */
export function State({
  kind,
  icon,
  children,
}: {
  kind: StateKind;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className={kind === 'plain' ? 'state' : `state state--${kind}`}>
      <Icon name={icon ?? iconOf[kind]} />
      {children}
    </span>
  );
}

/** A small label with a border, for what stands beside a name. */
export function Tag({
  kind,
  children,
}: {
  kind?: 'access' | 'other' | 'part' | 'sys' | 'alarm';
  children: ReactNode;
}) {
  return <span className={kind === undefined ? 'tag' : `tag tag--${kind}`}>{children}</span>;
}
