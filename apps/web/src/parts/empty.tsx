import type { ReactNode } from 'react';

/** Says what would be here. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="panel empty">
      <b>{title}</b>
      {children}
    </div>
  );
}
