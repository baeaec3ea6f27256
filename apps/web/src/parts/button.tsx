import type { ComponentProps, ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.tsx';

interface Look {
  /** `main` is the one filled button of a view. */
  kind?: 'main' | 'access' | 'alarm' | 'quiet';
  size?: 'small' | 'large';
  wide?: boolean;
  icon?: IconName;
  children: ReactNode;
}

/** A button; `busy` keeps its place and takes no second press. */
export function Button({
  kind,
  size,
  wide,
  icon,
  busy = false,
  children,
  onClick,
  disabled = false,
  type = 'button',
  ...rest
}: Look & { busy?: boolean } & Omit<ComponentProps<'button'>, 'className'>) {
  const isOff = busy || disabled;
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ kind, size, wide })}
      aria-disabled={isOff}
      aria-busy={busy}
      onClick={(event) => {
        if (isOff) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link that looks like a button. */
export function ButtonLink({ kind, size, wide, icon, to, children }: Look & { to: string }) {
  return (
    <Link href={to} className={classOf({ kind, size, wide })}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
    </Link>
  );
}

function classOf({
  kind,
  size,
  wide,
}: {
  kind: Look['kind'] | undefined;
  size: Look['size'] | undefined;
  wide: boolean | undefined;
}): string {
  return [
    'btn',
    kind === undefined ? '' : `btn--${kind}`,
    size === undefined ? '' : size === 'small' ? 'btn--sm' : 'btn--lg',
    wide === true ? 'btn--wide' : '',
  ]
    .filter((name) => name !== '')
    .join(' ');
}
