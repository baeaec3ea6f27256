import { useState } from 'react';
import { Link } from 'wouter';
import { nothing } from '../../api/forms.ts';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field } from '../../parts/field.tsx';
import { Tag } from '../../parts/state.tsx';
import { Answer } from '../../parts/waiting.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { placesWords } from '../words/places.ts';
import { useWards } from './wards.ts';

/** The wards: which one I work on, and how to add one. */
export function WardsPage() {
  const say = useWords(placesWords);
  const wards = useWards();
  const join = useAct('join-ward', nothing, { changes: ['wards', 'in-my-care'] });
  return (
    <div className="page stack">
      <h1>{say('wards')}</h1>
      <Answer of={wards} rows={3}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={say('wards.none')}>{say('wards.none.more')}</Empty>
          ) : (
            <div className="panel">
              {rows.map(({ mine, name, patients, ward }) => (
                <div key={ward} className="item row">
                  <Link className="person-link" href={`/ward/${ward}`}>
                    {name}
                  </Link>
                  <span className="quiet">{say('wards.patients', { n: patients })}</span>
                  {mine ? <Tag>{say('wards.mine')}</Tag> : null}
                  <span className="push">
                    <Button
                      size="small"
                      busy={join.isPending}
                      onClick={() => join.mutate({ ward: mine ? null : ward })}
                    >
                      {say(mine ? 'wards.leave' : 'wards.join')}
                      <span className="sr-only">, {name}</span>
                    </Button>
                  </span>
                </div>
              ))}
            </div>
          )
        }
      </Answer>
      <FaultLine error={join.error} />
      <AddWard />
    </div>
  );
}

function AddWard() {
  const say = useWords(placesWords);
  const [name, setName] = useState('');
  const add = useAct('add-ward', nothing, { changes: ['wards'], done: () => setName('') });
  return (
    <form
      className="find-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !add.isPending) add.mutate({ name: name.trim() });
      }}
    >
      <Field
        label={say('wards.name')}
        autoComplete="off"
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button type="submit" busy={add.isPending} disabled={name.trim() === ''}>
        {say('wards.add')}
      </Button>
      <FaultLine error={add.error} />
    </form>
  );
}
