import { Empty } from '../../parts/empty.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { WideTable } from '../chart/wide-table.tsx';
import { useInMyCare } from '../data/care.ts';
import { patientsWords } from '../words/patients.ts';
import { PersonCells } from './person-cells.tsx';

/** The patients in my care, and why each of them is. */
export function MyPatients() {
  const say = useWords(patientsWords);
  const formats = useFormats();
  const mine = useInMyCare();
  return (
    <Answer of={mine} rows={5}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title={say('mine.none')}>{say('mine.none.more')}</Empty>
        ) : (
          <section className="panel" aria-labelledby="mine">
            <header>
              <h2 id="mine">{say('mine')}</h2>
              <span className="count">{rows.length}</span>
            </header>
            <WideTable
              caption={say('mine')}
              heads={[
                say('name'),
                say('born'),
                say('gender'),
                say('ward'),
                say('since'),
                say('because'),
              ]}
            >
              {rows.map((row) => (
                <tr key={row.patient}>
                  <PersonCells {...row} />
                  <td>{row.wardName ?? ''}</td>
                  <td className="nowrap">{formats.when(row.since)}</td>
                  <td>{say(`because.${row.because}`)}</td>
                </tr>
              ))}
            </WideTable>
          </section>
        )
      }
    </Answer>
  );
}
