import { Fragment } from 'react';

/** A sentence of a message file: what stands between `**` is strong. */
export function Rich({ text }: { text: string }) {
  return text
    .split('**')
    .map((part, index) =>
      index % 2 === 1 ? <b key={index}>{part}</b> : <Fragment key={index}>{part}</Fragment>,
    );
}
