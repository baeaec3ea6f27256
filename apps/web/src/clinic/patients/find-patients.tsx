import { useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { Tag } from '../../parts/state.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { WideTable } from '../chart/wide-table.tsx';
import { useFound, type Found } from '../data/care.ts';
import { patientsWords } from '../words/patients.ts';
import { PersonCells } from './person-cells.tsx';

const most = 50;

/** Finds patients by words; what is written is never part of an address. */
export function FindPatients({ asked }: { asked: string }) {
  const say = useWords(patientsWords);
  const [text, setText] = useState(asked);
  const [wanted, setWanted] = useState(asked);
  return (
    <section className="stack" aria-label={say('find')}>
      <form
        className="find-form"
        onSubmit={(event) => {
          event.preventDefault();
          setWanted(text.trim());
        }}
      >
        <Field
          label={say('find')}
          hint={say('find.hint')}
          type="search"
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" icon="search">
          {say('find.act')}
        </Button>
      </form>
      {wanted.length < 2 ? null : <FoundList text={wanted} />}
    </section>
  );
}

function FoundList({ text }: { text: string }) {
  const say = useWords(patientsWords);
  const found = useFound(text);
  return (
    <Answer of={found} rows={3}>
      {(rows) =>
        rows.length === 0 ? (
          <Notice says="polite">
            <Rich text={say('find.none')} />
          </Notice>
        ) : (
          <section className="panel" aria-labelledby="found">
            <header>
              <h2 id="found">{say('find.results')}</h2>
              <span className="count">{rows.length}</span>
            </header>
            <FoundTable rows={rows} />
            {rows.length < most ? null : <footer>{say('find.more')}</footer>}
          </section>
        )
      }
    </Answer>
  );
}

function FoundTable({ rows }: { rows: readonly Found[] }) {
  const say = useWords(patientsWords);
  return (
    <WideTable
      caption={say('find.results')}
      heads={[say('name'), say('born'), say('gender'), say('number'), say('because')]}
    >
      {rows.map(({ born, enrolled, inCare, name, number, patient, sex }) => (
        <tr key={patient}>
          <PersonCells patient={patient} name={name} born={born} sex={sex} />
          <td>{number ?? ''}</td>
          <td>
            <span className="row">
              <Tag {...(inCare ? {} : { kind: 'part' })}>
                {say(inCare ? 'inCare.yes' : 'inCare.no')}
              </Tag>
              {enrolled ? null : <Tag>{say('enrolled.no')}</Tag>}
            </span>
          </td>
        </tr>
      ))}
    </WideTable>
  );
}
