import { useId, type ReactNode } from 'react';

/** A panel with a heading, and at its right what can be done. */
export function Panel({
  title,
  acts,
  footer,
  className = '',
  children,
}: {
  title: ReactNode;
  acts?: ReactNode;
  footer?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {acts === undefined ? null : <span className="push row">{acts}</span>}
      </header>
      {children}
      {footer === undefined ? null : <footer>{footer}</footer>}
    </section>
  );
}
