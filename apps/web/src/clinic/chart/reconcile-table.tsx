import { useId, type ReactNode } from 'react';
import { Tag } from '../../parts/state.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { FileIntoChart } from '../ask/file-into-chart.tsx';
import { useMemberName } from '../data/people.ts';
import type { Allergy } from '../record/allergies.ts';
import type { Copy } from '../record/copies.ts';
import type { Entry } from '../record/entry.ts';
import type { Medicine } from '../record/medicines.ts';
import type { Side } from '../record/reconcile.ts';
import { chartWords } from '../words/chart.ts';
import { reconcileWords } from '../words/reconcile.ts';
import { therapyWords } from '../words/therapy.ts';
import { EntryName } from './entry-item.tsx';
import { useDoseWords, useRhythmWords } from './medicine-words.ts';
import { WideTable } from './wide-table.tsx';

/** Two lists side by side: ours, theirs, how they stand to each other, and what can be done. */
function ReconcileTable<T extends { readonly entry: Entry }>({
  title,
  copy,
  patient,
  rows,
  children,
}: {
  title: string;
  copy: Copy;
  patient: string;
  rows: readonly Side<T>[];
  /** Says one side. */
  children: (row: T) => ReactNode;
}) {
  const say = useWords(reconcileWords);
  const sayGroup = useWords(therapyWords);
  const formats = useFormats();
  const memberName = useMemberName();
  const who = memberName(copy.custodian);
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <span className="quiet small">{say('asOf', { who, when: formats.when(copy.at) })}</span>
      </header>
      <WideTable caption={title} heads={[say('ours'), who, say('relation'), say('act')]}>
        {rows.map(({ group, ours, relation, theirs }) => (
          <tr key={`${ours?.entry.id ?? ''} ${theirs?.entry.id ?? ''}`}>
            <td>{ours === null ? <span className="quiet">{say('none')}</span> : children(ours)}</td>
            <td className={theirs === null ? '' : 'theirs'}>
              {theirs === null ? <span className="quiet">{say('none')}</span> : children(theirs)}
            </td>
            <td>
              <Tag {...(relation === 'doubles' || relation === 'differs' ? { kind: 'part' } : {})}>
                {relation === 'only-theirs'
                  ? say('relation.only-theirs', { who })
                  : relation === 'doubles'
                    ? say('relation.doubles', { group: group === null ? '' : sayGroup(group) })
                    : say(`relation.${relation}`)}
              </Tag>
            </td>
            <td>
              {theirs === null || relation === 'same' ? null : (
                <FileIntoChart entry={theirs.entry} patient={patient} isSmall />
              )}
            </td>
          </tr>
        ))}
      </WideTable>
    </section>
  );
}

/** What both tables are about. */
interface Compared<T> {
  readonly copy: Copy;
  readonly patient: string;
  readonly rows: readonly Side<T>[];
}

/** Both lists of medicines side by side. */
export function ReconcileMedicines(compared: Compared<Medicine>) {
  const say = useWords(reconcileWords);
  const dose = useDoseWords();
  const rhythm = useRhythmWords();
  return (
    <ReconcileTable title={say('medicines')} {...compared}>
      {(medicine) => (
        <>
          <EntryName entry={medicine.entry} name={medicine.name} />
          <br />
          <span className="soft">
            {[dose(medicine), rhythm(medicine)].filter((part) => part !== '').join(', ')}
          </span>
        </>
      )}
    </ReconcileTable>
  );
}

/** Both lists of allergies side by side. */
export function ReconcileAllergies(compared: Compared<Allergy>) {
  const say = useWords(reconcileWords);
  const sayChart = useWords(chartWords);
  const formats = useFormats();
  return (
    <ReconcileTable title={say('allergies')} {...compared}>
      {({ entry, reactions, severity, substance }) => (
        <>
          <EntryName entry={entry} name={substance} />
          <br />
          <span className="soft">
            {[formats.list(reactions), severity === null ? '' : sayChart(`severity.${severity}`)]
              .filter((part) => part !== '')
              .join(', ')}
          </span>
        </>
      )}
    </ReconcileTable>
  );
}
