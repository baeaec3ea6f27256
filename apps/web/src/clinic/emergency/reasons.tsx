import { Choice } from '../../parts/field.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { askWords } from '../words/ask.ts';

/** The reasons for emergency access, by their keys 1 to 3. */
export const reasons = ['UNCONSCIOUS', 'ETREAT', 'THREAT'] as const;

/** A reason for emergency access. */
export type Reason = (typeof reasons)[number];

/** Why now: one of three, also by the keys 1 to 3. */
export function Reasons({
  legend,
  name,
  chosen,
  without,
  onChoose,
}: {
  legend: string;
  name: string;
  chosen: Reason | undefined;
  /** The reason that was already given. */
  without?: Reason | undefined;
  onChoose: (reason: Reason) => void;
}) {
  const say = useWords(askWords);
  return (
    <fieldset className="bare">
      <legend className="label">{legend}</legend>
      {reasons
        .filter((reason) => reason !== without)
        .map((reason) => (
          <Choice
            key={reason}
            kind="radio"
            name={name}
            label={say(`emergency.${reason}`)}
            hint={
              <>
                {say(`emergency.${reason}.hint`)}{' '}
                <kbd aria-hidden="true">{reasons.indexOf(reason) + 1}</kbd>
              </>
            }
            checked={chosen === reason}
            autoFocus={reason === reasons[0] && chosen === undefined && without === undefined}
            onChange={() => onChoose(reason)}
          />
        ))}
    </fieldset>
  );
}
