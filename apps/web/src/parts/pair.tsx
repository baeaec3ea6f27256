import type { ReactNode } from 'react';

/** A word and its value, the word without a colon. */
export function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="kv">
      <span>{name}</span>
      <span>{children}</span>
    </span>
  );
}

/** A number of ten digits as 3 3 4; others as they are. */
export function spaced(number: string): string {
  return number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1\u00a0$2\u00a0$3');
}
