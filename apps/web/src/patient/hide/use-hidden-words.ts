import { useFormats, useWords } from '../../prefs/prefs.tsx';
import type { ClosedLabel } from '../kinds.ts';
import { patientWords } from '../words.ts';
import type { HideRow } from './hidden.ts';
import { hideWords } from './words.ts';

/** Gives the name of a row as it is ticked, and as it stands in a sentence. */
export function useRowName(): (row: HideRow, how: 'mine' | 'your') => string {
  const say = useWords(patientWords);
  const sayHide = useWords(hideWords);
  return (row, how) => {
    if (row === 'other') return sayHide(how === 'your' ? 'hide.other.your' : 'hide.other');
    return say(how === 'your' ? `kind.${row}.your` : `kind.${row}`);
  };
}

/** Gives what is hidden as words in a sentence: hers as she says it, or as the page says it to her. */
export function useHiddenWords(): (
  hidden: { rows: readonly HideRow[]; labels: readonly ClosedLabel[] },
  how: 'mine' | 'your',
) => string {
  const say = useWords(patientWords);
  const formats = useFormats();
  const rowName = useRowName();
  return ({ rows, labels }, how) =>
    formats.list([
      ...rows.map((row) => rowName(row, how)),
      ...labels.map((label) => say(`closed.${label}`)),
    ]);
}
