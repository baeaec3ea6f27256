import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../parts/button.tsx';
import { FaultLine } from '../../parts/fault.tsx';
import { Field, TextField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import type { Card } from '../card/card-code.ts';
import { useMemberName, useMembers } from '../data/people.ts';
import type { Chart } from '../data/use-chart.ts';
import { askWords } from '../words/ask.ts';
import { writeWords } from '../words/write.ts';
import { DelayFields, type Delay } from './delay.tsx';
import { EmergencyResult } from './emergency-result.tsx';
import { FoundThere, type Person } from './found-there.tsx';
import { Reasons, type Reason } from './reasons.tsx';
import { useBreakGlass } from './use-break-glass.ts';
import { useEmergencyKeys } from './use-emergency-keys.ts';
import { WhatHappens } from './what-happens.tsx';

/** The form of emergency access, with what came of it below. */
export function EmergencyForm({ chart }: { chart: Chart }) {
  const say = useWords(askWords);
  const sayWrite = useWords(writeWords);
  const memberName = useMemberName();
  const [, goTo] = useLocation();
  const { member: own } = useWho();
  const others = useMembers().data?.rows.filter(({ id }) => id !== own) ?? [];
  const [way, setWay] = useState<'card' | 'person'>('card');
  const [card, setCard] = useState<Card>();
  const [person, setPerson] = useState(() => personOf(chart));
  const [reason, setReason] = useState<Reason>();
  const [text, setText] = useState('');
  const [password, setPassword] = useState('');
  const [delay, setDelay] = useState<Delay>();
  const [isTried, setTried] = useState(false);
  const [openedAt] = useState(Date.now);
  const act = useBreakGlass();
  // With one other hospital there is nothing to choose.
  const member =
    person.member === '' && others.length === 1 ? (others[0]?.id ?? '') : person.member;
  const found =
    way === 'card'
      ? card === undefined
        ? undefined
        : { card }
      : member === ''
        ? undefined
        : { person: { ...person, member } };
  const there = way === 'card' ? card?.member : member;
  const who = there === undefined || there === '' ? '' : memberName(there);

  function open(second?: Reason): void {
    setTried(true);
    if (reason === undefined || text.trim() === '' || found === undefined || act.isPending) return;
    act.mutate({
      patient: chart.patient,
      found,
      reason,
      text: text.trim(),
      password,
      delay,
      ...(second === undefined ? {} : { second }),
    });
    setPassword('');
  }
  const { words, onKeyDown } = useEmergencyKeys({
    choose: setReason,
    open: () => open(),
    leave: () => goTo(`/patients/${chart.patient}`),
  });

  return (
    <>
      <form
        className="panel emergency"
        aria-labelledby="emergency"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
        onKeyDown={onKeyDown}
      >
        <header className="ask-page__head">
          <h2 id="emergency">
            <Icon name="glass" />{' '}
            {who === '' ? say('emergency.title') : say('emergency.titleTo', { who })}
          </h2>
          <p className="soft">{say('emergency.lead')}</p>
        </header>
        <div className="pad cols">
          <div className="stack">
            <Reasons
              legend={say('emergency.why')}
              name="reason"
              chosen={reason}
              onChoose={setReason}
            />
            <div ref={words}>
              <TextField
                label={say('emergency.words')}
                hint={say('emergency.words.hint')}
                fault={
                  isTried && (reason === undefined || text.trim() === '')
                    ? say('emergency.missing')
                    : ''
                }
                value={text}
                onChange={({ currentTarget }) => setText(currentTarget.value)}
              />
            </div>
            <FoundThere
              way={way}
              card={card}
              person={{ ...person, member }}
              onWay={setWay}
              onCard={setCard}
              onPerson={setPerson}
            />
          </div>
          <div className="stack">
            <WhatHappens now={openedAt} toldOn={delay?.until ?? ''} />
            <DelayFields delay={delay} onChange={setDelay} />
            <Field
              label={say('emergency.password')}
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            />
          </div>
        </div>
        <footer className="row">
          <Button
            kind="access"
            type="submit"
            icon="key"
            busy={act.isPending}
            disabled={found === undefined}
          >
            {say(password === '' ? 'emergency.actPasskey' : 'emergency.actPassword')}
          </Button>
          <Button onClick={() => goTo(`/patients/${chart.patient}`)}>
            {sayWrite('cancel')} <kbd aria-hidden="true">Esc</kbd>
          </Button>
          <span className="push hint">{say('emergency.also')}</span>
        </footer>
        <FaultLine error={act.error} />
      </form>
      <EmergencyResult act={act} who={who} given={reason} onMore={open} />
    </>
  );
}

/** The demographics of the chart, to be looked at before they are sent. */
function personOf({ identity }: Chart): Person {
  const { born, family, gender, given } = identity;
  return { member: '', family, given, born: born ?? '', sex: gender };
}
