import { useId, useState } from 'react';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Rich } from '../../parts/rich.tsx';
import { useFormats, useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import { readCard, type Card } from '../card/card-code.ts';
import { cardTextIn } from '../card/scanner.ts';
import { useMemberName, useMembers } from '../data/people.ts';
import { askWords } from '../words/ask.ts';
import { Camera } from './camera.tsx';

/** The patient's card: scanned, from a file, or typed; a wrong character is found before anything is sent (C12.2). */
export function CardField({
  card,
  onCard,
}: {
  card: Card | undefined;
  onCard: (card: Card | undefined) => void;
}) {
  const say = useWords(askWords);
  const formats = useFormats();
  const memberName = useMemberName();
  const members = useMembers().data?.rows;
  const { member: own } = useWho();
  const id = useId();
  const [isScanning, setScanning] = useState(false);
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');
  const [readAt, setReadAt] = useState(0);

  function take(given: string): void {
    setScanning(false);
    const found = readCard(given);
    setText(given);
    setFault(found === undefined && given.trim() !== '' ? say('card.mistyped') : '');
    if (found !== undefined) setReadAt(Date.now());
    onCard(found);
  }
  async function fromFile(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    const found = await cardTextIn(file).catch(() => undefined);
    if (found === undefined) setFault(say('card.noCode'));
    else take(found);
  }
  const isKnown = members === undefined || members.some((each) => each.id === card?.member);

  return (
    <fieldset className="bare stack-2">
      <legend className="label">{say('card')}</legend>
      {card === undefined ? null : card.member === own ? (
        <Notice kind="part" says="polite">
          <Rich text={say('card.own')} />
        </Notice>
      ) : isKnown ? (
        <Notice kind="ok" says="polite">
          <Rich
            text={say('card.read', { who: memberName(card.member), time: formats.time(readAt) })}
          />
        </Notice>
      ) : (
        <Notice kind="part" says="polite">
          <Rich text={say('card.unknown')} />
        </Notice>
      )}
      {isScanning ? <Camera onFound={take} onClose={() => setScanning(false)} /> : null}
      <Field
        label={say('card.code')}
        hint={say('card.code.hint')}
        fault={fault}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setFault('');
          const found = readCard(currentTarget.value);
          if (found !== undefined) setReadAt(Date.now());
          onCard(found);
        }}
        onBlur={({ currentTarget }) => take(currentTarget.value)}
      />
      <div className="row">
        <Button kind="quiet" size="small" onClick={() => setScanning(true)}>
          {say(card === undefined ? 'card.scan' : 'card.scan.again')}
        </Button>
        <label className="btn btn--quiet btn--sm file-button" htmlFor={id}>
          {say('card.file')}
          <input
            id={id}
            type="file"
            className="sr-only"
            accept="image/*,.txt,.json,text/plain"
            onChange={({ currentTarget }) => void fromFile(currentTarget.files?.[0])}
          />
        </label>
      </div>
    </fieldset>
  );
}
