import type { Language } from '../words/words.ts';
import { Segments } from './field.tsx';

/** English or German, each named in its own language. */
export function LanguageChoice({
  label,
  value,
  onChange,
}: {
  label: string;
  value: Language;
  onChange: (language: Language) => void;
}) {
  return (
    <Segments
      label={label}
      value={value}
      options={[
        { value: 'en', label: <span lang="en">English</span> },
        { value: 'de', label: <span lang="de">Deutsch</span> },
      ]}
      onChange={onChange}
    />
  );
}
