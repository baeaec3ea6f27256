import { useId, type ComponentProps, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

interface FieldWords {
  label: string;
  hint?: ReactNode;
  /** What does not fit, in words: amber-brown under the field. */
  fault?: ReactNode;
}

/** A line to write in, with its label, hint and fault tied to it. */
export function Field(props: FieldWords & Omit<ComponentProps<'input'>, 'className'>) {
  const { place, own } = usePlace(props);
  return (
    <Labelled {...place}>
      <input {...own} />
    </Labelled>
  );
}

/** Several lines to write in. */
export function TextField(props: FieldWords & Omit<ComponentProps<'textarea'>, 'className'>) {
  const { place, own } = usePlace(props);
  return (
    <Labelled {...place}>
      <textarea {...own} />
    </Labelled>
  );
}

/** One of a few values. */
export function SelectField(props: FieldWords & Omit<ComponentProps<'select'>, 'className'>) {
  const { place, own } = usePlace(props);
  return (
    <Labelled {...place}>
      <select {...own} />
    </Labelled>
  );
}

/** A row with a box or a dot, its words and a smaller line below. */
export function Choice({
  kind = 'checkbox',
  label,
  hint,
  ...rest
}: { kind?: 'checkbox' | 'radio'; label: ReactNode; hint?: ReactNode } & Omit<
  ComponentProps<'input'>,
  'type' | 'className'
>) {
  return (
    <label className="choice">
      <input {...rest} type={kind} />
      <span>
        <b>{label}</b>
        {isSaid(hint) ? <span className="hint">{hint}</span> : null}
      </span>
    </label>
  );
}

/** On or off, at once. */
export function Switch({
  label,
  hint,
  ...rest
}: { label: ReactNode; hint?: ReactNode } & Omit<ComponentProps<'input'>, 'type' | 'className'>) {
  return (
    <label className="switch">
      <input {...rest} type="checkbox" role="switch" />
      <span>
        <b>{label}</b>
        {isSaid(hint) ? <span className="hint">{hint}</span> : null}
      </span>
    </label>
  );
}

/** A few values side by side, one of them chosen. */
export function Segments<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
}) {
  return (
    <div className="seg" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** The same as rounded chips, for filters. */
export function Chips<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
}) {
  return (
    <div className="chips" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="chip"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

/** Ties label, hint and fault to what is written in. */
function usePlace<P extends FieldWords>({ label, hint, fault, ...rest }: P) {
  const id = useId();
  const own = {
    ...rest,
    id,
    className: 'input',
    'aria-invalid': isSaid(fault),
    'aria-describedby': describedBy(id, hint, fault),
  };
  return { place: { id, label, hint, fault }, own };
}

function Labelled({
  id,
  label,
  hint,
  fault,
  children,
}: FieldWords & { id: string; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {isSaid(hint) ? (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {isSaid(fault) ? (
        <p className="state state--part fault-line" id={`${id}-fault`} role="alert">
          <Icon name="info" />
          <span>{fault}</span>
        </p>
      ) : null}
    </div>
  );
}

const isSaid = (words: ReactNode): boolean => words !== undefined && words !== null && words !== '';

function describedBy(id: string, hint: ReactNode, fault: ReactNode): string | undefined {
  const ids = [isSaid(hint) ? `${id}-hint` : '', isSaid(fault) ? `${id}-fault` : ''];
  const text = ids.filter((each) => each !== '').join(' ');
  return text === '' ? undefined : text;
}
