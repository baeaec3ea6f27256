import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { seenWords } from '../words/seen-words.ts';
import { addressOfLine } from './line-address.ts';

/** A table of accesses that scrolls by itself; `columns` are its heads, a class with those that narrow screens leave out. */
export function AccessTable({
  title,
  columns,
  children,
}: {
  title: string;
  columns: readonly (string | { readonly name: string; readonly className: string })[];
  children: ReactNode;
}) {
  const heads = columns.map((each) =>
    typeof each === 'string' ? { name: each, className: undefined } : each,
  );
  return (
    <div className="panel scroll-x" tabIndex={0} role="group" aria-label={title}>
      <table className="tbl">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            {heads.map(({ name, className }) => (
              <th key={name} scope="col" className={className}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** The first two cells of an access: when, with how many alike, and who, which opens it. */
export function AccessCells({
  row: { id, patient, at, count, who },
  seconds = false,
  name,
  label,
}: {
  row: {
    readonly id: string;
    readonly patient: string | null;
    readonly at: string;
    readonly count: number;
    readonly who: string;
  };
  seconds?: boolean;
  /** The words of the link, where they are not the whole name. */
  name?: string;
  /** What the link says aloud. */
  label: (at: string) => string;
}) {
  const say = useWords(seenWords);
  const when = useFormats().when(at, { seconds, absolute: true });
  return (
    <>
      <td className="nowrap">
        {when}
        {count > 1 ? <span className="quiet small"> {say('times', { n: count })}</span> : null}
      </td>
      <td>
        <Link className="who-name" href={addressOfLine({ id, patient })} aria-label={label(when)}>
          <b>{name ?? who}</b>
        </Link>
      </td>
    </>
  );
}
