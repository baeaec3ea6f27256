import { useState, type FormEvent } from 'react';
import * as v from 'valibot';
import { useAct } from '../../api/use-answer.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field, SelectField } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useTerm } from '../term.ts';
import { peopleWords } from '../words/people-words.ts';

const roles = ['doctor', 'nurse', 'administrator', 'privacy-officer', 'researcher'] as const;
const empty = { user: '', name: '', role: '', password: '' };
const shortestPassword = 12;

/** Adds a doctor, a nurse or another member of staff. */
export function AddStaff({
  onClose,
  onAdded,
}: {
  onClose: () => void;
  onAdded: (name: string) => void;
}) {
  const say = useWords(peopleWords);
  const term = useTerm();
  const [given, setGiven] = useState(empty);
  const [isTried, setTried] = useState(false);
  const add = useAct('add-practitioner', v.object({ name: v.string() }), {
    changes: ['directory'],
    done: ({ name }) => onAdded(name),
  });
  const missing = {
    user: !/^[a-z0-9.-]{2,40}$/.test(given.user),
    name: given.name.trim() === '',
    role: given.role === '',
    password: given.password.length < shortestPassword,
  };
  const faultOf = (field: keyof typeof missing) =>
    isTried && missing[field] ? say(`missing.${field}`) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!Object.values(missing).includes(true)) add.mutate(given);
  };
  return (
    <Dialog title={say('addStaff')} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <Field
          label={say('fullName')}
          value={given.name}
          fault={faultOf('name')}
          onChange={(event) => setGiven({ ...given, name: event.target.value })}
        />
        <SelectField
          label={say('role')}
          value={given.role}
          fault={faultOf('role')}
          onChange={(event) => setGiven({ ...given, role: event.target.value })}
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
          onChange={(event) => setGiven({ ...given, user: event.target.value })}
        />
        <Field
          label={say('password')}
          hint={say('passwordHint')}
          type="password"
          autoComplete="new-password"
          value={given.password}
          fault={faultOf('password')}
          onChange={(event) => setGiven({ ...given, password: event.target.value })}
        />
        <p className="row">
          <Button kind="main" type="submit" busy={add.isPending}>
            {say('save')}
          </Button>
        </p>
        <FaultLine error={add.error} />
      </form>
    </Dialog>
  );
}
