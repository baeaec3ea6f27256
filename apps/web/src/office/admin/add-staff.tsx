import { useState, type ChangeEvent } from 'react';
import * as v from 'valibot';
import { useAct } from '../../api/use-answer.ts';
import { Field, SelectField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { DayField } from '../day-field.tsx';
import { useTerm } from '../term.ts';
import { dayWords } from '../words/day-words.ts';
import { peopleWords } from '../words/people-words.ts';
import { AddForm } from './add-form.tsx';
import { endOf } from './staff.ts';

const roles = [
  'doctor',
  'nurse',
  'administrator',
  'privacy-officer',
  'auditor',
  'researcher',
] as const;
const empty = { user: '', name: '', role: '' };
const addedForm = v.object({ name: v.string(), settled: v.boolean(), password: v.string() });

/** Who was added, and the password to hand over; `settled`: other hospitals know the account as well. */
export type AddedStaff = v.InferOutput<typeof addedForm>;

/** Adds a doctor, a nurse or another member of staff, under a password that is good for choosing another. */
export function AddStaff({
  onClose,
  onAdded,
}: {
  onClose: () => void;
  onAdded: (added: AddedStaff) => void;
}) {
  const say = useWords(peopleWords);
  const term = useTerm();
  const [given, setGiven] = useState(empty);
  const sayDay = useWords(dayWords);
  const [end, setEnd] = useState({ day: '', isUnread: false });
  const add = useAct('add-practitioner', addedForm, {
    changes: ['staff', 'directory'],
    done: onAdded,
  });
  const write =
    (field: keyof typeof empty) =>
    ({ target }: ChangeEvent<HTMLInputElement | HTMLSelectElement>) =>
      setGiven({ ...given, [field]: target.value });
  return (
    <AddForm
      title={say('addStaff')}
      missing={{
        name: given.name.trim() === '' && say('missing.name'),
        role: given.role === '' && say('missing.role'),
        user: !/^[a-z][a-z0-9.-]{1,39}$/.test(given.user) && say('missing.user'),
        until: end.isUnread && sayDay('unread'),
      }}
      act={add}
      onClose={onClose}
      onSubmit={() => add.mutate({ ...given, until: endOf(end.day) })}
      fields={(faultOf) => (
        <>
          <Field
            label={say('fullName')}
            value={given.name}
            fault={faultOf('name')}
            onChange={write('name')}
          />
          <SelectField
            label={say('role')}
            value={given.role}
            fault={faultOf('role')}
            onChange={write('role')}
          >
            <option value="">{say('choose')}</option>
            {roles.map((role) => (
              <option key={role} value={role}>
                {term('role', role)}
              </option>
            ))}
          </SelectField>
          <Field
            label={say('user')}
            hint={say('userHint')}
            autoCapitalize="none"
            autoComplete="off"
            value={given.user}
            fault={faultOf('user')}
            onChange={write('user')}
          />
          <DayField
            label={say('until')}
            hint={say('untilHint')}
            day={end.day}
            isAhead
            onDay={(day, isUnread) => setEnd({ day, isUnread })}
          />
        </>
      )}
    />
  );
}
