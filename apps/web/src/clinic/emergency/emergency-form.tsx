import { useState } from 'react';
import { useWords } from '../../prefs/prefs.tsx';
import { useWho } from '../../session/session.tsx';
import type { Card } from '../card/card-code.ts';
import { useMemberName, useMembers } from '../data/people.ts';
import type { Chart } from '../data/use-chart.ts';
import { askWords } from '../words/ask.ts';
import { DelayFields, type Delay } from './delay.tsx';
import { EmergencyPanel, useEmergencyWhy } from './emergency-panel.tsx';
import { EmergencyResult } from './emergency-result.tsx';
import { FoundThere, type Person } from './found-there.tsx';
import type { Reason } from './reasons.tsx';
import { useBreakGlass } from './use-break-glass.ts';
import { WhatHappens } from './what-happens.tsx';

/** The form of emergency access, with what came of it below. */
export function EmergencyForm({ chart }: { chart: Chart }) {
  const say = useWords(askWords);
  const memberName = useMemberName();
  const { member: own } = useWho();
  const others = useMembers().data?.rows.filter(({ id }) => id !== own) ?? [];
  const [way, setWay] = useState<'card' | 'person'>('card');
  const [card, setCard] = useState<Card>();
  const [person, setPerson] = useState(() => personOf(chart));
  const [delay, setDelay] = useState<Delay>();
  const why = useEmergencyWhy();
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
    const given = why.take(found !== undefined && !act.isPending);
    if (given === undefined || found === undefined) return;
    const more = second === undefined ? {} : { second };
    act.mutate({ patient: chart.patient, found, delay, ...given, ...more });
  }

  return (
    <>
      <EmergencyPanel
        id="emergency"
        title={who === '' ? say('emergency.title') : say('emergency.titleTo', { who })}
        patient={chart.patient}
        why={why}
        act={act}
        isReady={found !== undefined}
        below={
          <FoundThere
            way={way}
            card={card}
            person={{ ...person, member }}
            onWay={setWay}
            onCard={setCard}
            onPerson={setPerson}
          />
        }
        beside={
          <>
            <WhatHappens now={openedAt} toldOn={delay?.until ?? ''} />
            <DelayFields delay={delay} onChange={setDelay} />
          </>
        }
        onOpen={() => open()}
      />
      <EmergencyResult act={act} who={who} given={why.reason} onMore={open} />
    </>
  );
}

/** The demographics of the chart, to be looked at before they are sent. */
function personOf({ identity }: Chart): Person {
  const { born, family, gender, given } = identity;
  return { member: '', family, given, born: born ?? '', sex: gender };
}
