import { Field, Segments, SelectField } from '../../parts/field.tsx';
import { useBaseWords, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { CardField } from '../ask/card-field.tsx';
import type { Card } from '../card/card-code.ts';
import { useMembers } from '../data/people.ts';
import { askWords } from '../words/ask.ts';
import { patientsWords } from '../words/patients.ts';

/** Exact demographics of a person at another hospital. */
export interface Person {
  readonly member: string;
  readonly family: string;
  readonly given: string;
  readonly born: string;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
}

const sexes = ['female', 'male', 'other', 'unknown'] as const;

/** How the patient is found at the other hospital: by the card, or without one by exact demographics. */
export function FoundThere({
  way,
  card,
  person,
  onWay,
  onCard,
  onPerson,
}: {
  way: 'card' | 'person';
  card: Card | undefined;
  person: Person;
  onWay: (way: 'card' | 'person') => void;
  onCard: (card: Card | undefined) => void;
  onPerson: (person: Person) => void;
}) {
  const say = useWords(askWords);
  const sayBase = useBaseWords();
  const sayPatients = useWords(patientsWords);
  const { member: own } = useWho();
  const members = useMembers().data?.rows.filter(({ id }) => id !== own) ?? [];
  const field = (name: 'born' | 'family' | 'given') => ({
    autoComplete: 'off',
    value: person[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      onPerson({ ...person, [name]: currentTarget.value }),
  });
  return (
    <div className="stack-2">
      <p className="label">{say('emergency.how')}</p>
      <Segments
        label={say('emergency.how')}
        value={way}
        options={[
          { value: 'card', label: say('emergency.byCard') },
          { value: 'person', label: say('emergency.byPerson') },
        ]}
        onChange={onWay}
      />
      {way === 'card' ? (
        <CardField card={card} onCard={onCard} />
      ) : (
        <div className="stack-2">
          <SelectField
            label={say('emergency.hospital')}
            value={person.member}
            onChange={({ currentTarget }) => onPerson({ ...person, member: currentTarget.value })}
          >
            <option value="" />
            {members.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <div className="dose-fields">
            <Field label={sayPatients('admit.family')} {...field('family')} />
            <Field label={sayPatients('admit.given')} {...field('given')} />
            <Field label={sayPatients('admit.born')} {...field('born')} />
            <SelectField
              label={sayPatients('gender')}
              value={person.sex}
              onChange={({ currentTarget }) =>
                onPerson({
                  ...person,
                  sex: sexes.find((each) => each === currentTarget.value) ?? 'unknown',
                })
              }
            >
              {sexes.map((each) => (
                <option key={each} value={each}>
                  {sayBase(`gender.${each}`)}
                </option>
              ))}
            </SelectField>
          </div>
          <p className="hint">{say('emergency.byPerson.hint')}</p>
        </div>
      )}
    </div>
  );
}
