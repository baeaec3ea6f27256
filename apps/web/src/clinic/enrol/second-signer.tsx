import { Field } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { assistedWords } from '../words/assisted.ts';

/** By what the second member of staff signs. */
export interface Signer {
  readonly user: string;
  readonly password: string;
}

/** A second signer whose fields are still empty. */
export const nobody: Signer = { user: '', password: '' };

/** Whether both fields are filled in. */
export const isNamed = ({ user, password }: Signer): boolean =>
  user.trim() !== '' && password !== '';

/** The second member of staff, who heard the patient too and types account and password. */
export function SecondSigner({
  value,
  onValue,
}: {
  value: Signer;
  onValue: (value: Signer) => void;
}) {
  const say = useWords(assistedWords);
  return (
    <>
      <Field
        label={say('second')}
        hint={say('second.hint')}
        autoComplete="off"
        value={value.user}
        onChange={({ currentTarget }) => onValue({ ...value, user: currentTarget.value })}
      />
      <Field
        label={say('password')}
        type="password"
        autoComplete="off"
        value={value.password}
        onChange={({ currentTarget }) => onValue({ ...value, password: currentTarget.value })}
      />
    </>
  );
}
