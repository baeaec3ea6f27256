import { useId, useState, type ReactNode } from 'react';
import { Icon } from '../parts/icon.tsx';
import { useWords } from '../prefs/prefs.tsx';
import { everyoneWords } from './words.ts';

/** A chosen file, read as text. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

const mostBytes = 256_000_000;

/** Takes one file, dropped or chosen; nothing leaves this computer. */
export function FileDrop({
  label,
  hint,
  file,
  onFile,
}: {
  label: string;
  hint?: ReactNode;
  file: TextFile | undefined;
  onFile: (file: TextFile) => void;
}) {
  const say = useWords(everyoneWords);
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = async (given: File | undefined) => {
    if (given !== undefined && given.size <= mostBytes)
      onFile({ name: given.name, text: (await given.text()).trim() });
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <label
        htmlFor={id}
        className={isOver ? 'drop drop--over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
      >
        <Icon name="doc" />
        <span>
          {file === undefined
            ? say('check.drop')
            : say('check.chosen', { name: file.name, n: file.text.length })}
        </span>
        <input
          id={id}
          type="file"
          className="sr-only"
          accept=".json,.proof,.roots,application/json"
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      {hint === undefined ? null : <p className="hint">{hint}</p>}
    </div>
  );
}
