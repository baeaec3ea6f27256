import type { ReactNode } from 'react';

/** A column's heading: words, and whether its values are numbers. */
export type Head = string | { readonly words: string; readonly isNumber: true };

/** A dense table with its caption; on narrow screens it is moved sideways by touch or keys. */
export function WideTable({
  caption,
  heads,
  isList = false,
  children,
}: {
  caption: string;
  heads: readonly Head[];
  /** On phones its rows stand as a list: name and value on the first line, the rest below. */
  isList?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={isList ? 'wide-table wide-table--list' : 'wide-table'}
      data-scroll-x
      tabIndex={0}
      role="group"
      aria-label={caption}
    >
      <table className="tbl">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => {
              const words = typeof head === 'string' ? head : head.words;
              return (
                <th
                  key={words}
                  scope="col"
                  {...(typeof head === 'string' ? {} : { className: 'num' })}
                >
                  {words}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
