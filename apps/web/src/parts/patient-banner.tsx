import type { ReactNode } from 'react';
import { useBaseWords, useFormats } from '../prefs/prefs.tsx';

/** What tells a patient from every other one. */
export interface Identity {
  readonly family: string;
  readonly given: string;
  readonly title?: string;
  /** YYYY-MM-DD. */
  readonly born: string;
  readonly sex: 'male' | 'female' | 'other' | 'unknown';
  readonly number: string | null;
}

/** The banner that never scrolls away: name, born, gender, number; below it allergies first, then `more`. */
export function PatientBanner({
  patient,
  allergies,
  more,
}: {
  patient: Identity;
  allergies: ReactNode;
  /** Score, place, completeness: one element each. */
  more?: ReactNode;
}) {
  const say = useBaseWords();
  const formats = useFormats();
  return (
    <div className="pb">
      <div className="pb__id">
        <h1 className="pb__name">
          {patient.family.toUpperCase()},{' '}
          <span>
            {patient.given}
            {patient.title === undefined ? '' : ` (${patient.title})`}
          </span>
        </h1>
        <Pair name={say('banner.born')}>
          {formats.date(patient.born)} ({formats.age(patient.born)})
        </Pair>
        <Pair name={say('banner.gender')}>{say(`gender.${patient.sex}`)}</Pair>
        {patient.number === null ? null : (
          <Pair name={say('banner.number')}>{spaced(patient.number)}</Pair>
        )}
      </div>
      <div className="pb__care">
        <div className="pb__allergy">{allergies}</div>
        {more}
      </div>
    </div>
  );
}

/** A word and its value, the word without a colon. */
export function Pair({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className="kv">
      <span>{name}</span>
      <span>{children}</span>
    </span>
  );
}

/** A name as it stands in lists: LINDQVIST, Marta. */
export function listName({ family, given }: { family: string; given: string }): string {
  return `${family.toUpperCase()}, ${given}`;
}

/** A number of ten digits as 3 3 4; others as they are. */
export function spaced(number: string): string {
  return number.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1\u00a0$2\u00a0$3');
}
