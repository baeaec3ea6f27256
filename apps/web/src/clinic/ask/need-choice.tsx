import { Choice } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { askWords } from '../words/ask.ts';
import { needNames, type Need } from './needs.ts';

/** What is needed; the patient sees it. */
export function NeedChoice({
  chosen,
  onChange,
}: {
  chosen: ReadonlySet<Need>;
  onChange: (chosen: ReadonlySet<Need>) => void;
}) {
  const say = useWords(askWords);
  return (
    <fieldset className="bare">
      <legend className="label">{say('need')}</legend>
      {needNames.map((need) => (
        <Choice
          key={need}
          label={say(`need.${need}`)}
          checked={chosen.has(need)}
          onChange={({ currentTarget }) => {
            const next = new Set(chosen);
            if (currentTarget.checked) next.add(need);
            else next.delete(need);
            onChange(next);
          }}
        />
      ))}
      <p className="hint">{say('need.hint')}</p>
    </fieldset>
  );
}
