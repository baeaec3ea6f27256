import { useBaseWords, useFormats } from '../../prefs/prefs.tsx';
import type { Identity } from '../record/identity.ts';
import { useNumberLabel } from './chart-banner.tsx';

/** Whom a dialog is about: name, birth date, gender, number. */
export function IdLine({ identity }: { identity: Identity }) {
  const sayBase = useBaseWords();
  const formats = useFormats();
  const label = useNumberLabel();
  const [number] = identity.numbers;
  return (
    <>
      <b>{identity.name}</b>
      {identity.born === null ? null : (
        <span>
          {formats.date(identity.born)} ({formats.age(identity.born)})
        </span>
      )}
      <span>{sayBase(`gender.${identity.gender}`)}</span>
      {number === undefined ? null : (
        <span>
          {label(number)} {number.value}
        </span>
      )}
    </>
  );
}
