import { useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field, TextField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { askWords } from '../words/ask.ts';
import { writeWords } from '../words/write.ts';
import { Reasons, type Reason } from './reasons.tsx';
import { useEmergencyKeys } from './use-emergency-keys.ts';

/** The reason, the words and the password of one emergency access; the password is forgotten as soon as it was taken. */
export function useEmergencyWhy() {
  const [reason, setReason] = useState<Reason>();
  const [text, setText] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setTried] = useState(false);
  return {
    reason,
    setReason,
    text,
    setText,
    password,
    setPassword,
    /** Whether the form was sent without a reason or words. */
    isMissing: isTried && (reason === undefined || text.trim() === ''),
    /** What was given, once; nothing where a reason or the words are missing. */
    take(isReady: boolean): { reason: Reason; text: string; password: string } | undefined {
      setTried(true);
      if (reason === undefined || text.trim() === '' || !isReady) return undefined;
      setPassword('');
      return { reason, text: text.trim(), password };
    },
  };
}

/** A form of emergency access: why, what belongs to this form below and beside it, and the act. */
export function EmergencyPanel({
  id,
  title,
  patient,
  why,
  act,
  isReady = true,
  below,
  beside,
  onOpen,
}: {
  id: string;
  title: string;
  patient: string;
  why: ReturnType<typeof useEmergencyWhy>;
  act: { isPending: boolean; error: unknown };
  isReady?: boolean;
  below?: ReactNode;
  beside: ReactNode;
  onOpen: () => void;
}) {
  const say = useWords(askWords);
  const sayWrite = useWords(writeWords);
  const [, goTo] = useLocation();
  const leave = () => goTo(`/patients/${patient}`);
  const { words, onKeyDown } = useEmergencyKeys({ choose: why.setReason, open: onOpen, leave });
  return (
    <form
      className="panel emergency"
      aria-labelledby={id}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onOpen();
      }}
      onKeyDown={onKeyDown}
    >
      <header className="ask-page__head">
        <h2 id={id}>
          <Icon name="glass" /> {title}
        </h2>
        <p className="soft">{say('emergency.lead')}</p>
      </header>
      <div className="pad cols">
        <div className="stack">
          <Reasons
            legend={say('emergency.why')}
            name={id}
            chosen={why.reason}
            onChoose={why.setReason}
          />
          <div ref={words}>
            <TextField
              label={say('emergency.words')}
              hint={say('emergency.words.hint')}
              fault={why.isMissing ? say('emergency.missing') : ''}
              value={why.text}
              onChange={({ currentTarget }) => why.setText(currentTarget.value)}
            />
          </div>
          {below}
        </div>
        <div className="stack">
          {beside}
          <Field
            label={say('emergency.password')}
            type="password"
            autoComplete="current-password"
            value={why.password}
            onChange={({ currentTarget }) => why.setPassword(currentTarget.value)}
          />
        </div>
      </div>
      <footer className="row">
        <Button kind="access" type="submit" icon="key" busy={act.isPending} disabled={!isReady}>
          {say(why.password === '' ? 'emergency.actPasskey' : 'emergency.actPassword')}
        </Button>
        <Button onClick={leave}>
          {sayWrite('cancel')} <kbd aria-hidden="true">Esc</kbd>
        </Button>
        <span className="push hint">{say('emergency.also')}</span>
      </footer>
      <FaultLine error={act.error} />
    </form>
  );
}
