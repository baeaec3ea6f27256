import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { clinicalDate } from '../record/clinical-date.ts';
import { keyOf } from '../record/entry.ts';
import type { Medicine } from '../record/medicines.ts';
import { chartWords } from '../words/chart.ts';
import { EntryName } from './entry-item.tsx';
import { EntryMark } from './entry-mark.tsx';
import { useDoseWords, useRhythmWords } from './medicine-words.ts';
import { WideTable } from './wide-table.tsx';

/** Medicines as a table; on phones each row is a small list. */
export function MedicinesTable({
  caption,
  medicines,
}: {
  caption: string;
  medicines: readonly Medicine[];
}) {
  const say = useWords(chartWords);
  const formats = useFormats();
  const rhythm = useRhythmWords();
  const dose = useDoseWords();
  const heads = ['name', 'dose', 'often', 'since', 'from'] as const;
  return (
    <WideTable isList caption={caption} heads={heads.map((head) => say(`medicines.${head}`))}>
      {medicines.map((medicine) => (
        <tr key={keyOf(medicine.entry)} className={medicine.entry.isOurs ? '' : 'from-other'}>
          <th scope="row">
            <EntryName entry={medicine.entry} name={medicine.name} />
          </th>
          <td>{dose(medicine)}</td>
          <td>{rhythm(medicine)}</td>
          <td className="nowrap">{clinicalDate(medicine.since, formats)}</td>
          <td>
            <span className="row">
              <EntryMark entry={medicine.entry} />
            </span>
          </td>
        </tr>
      ))}
    </WideTable>
  );
}
